import type { Instrument } from '#engine'
import {
  type Expression,
  englishPhrases,
  expressionInWords,
  type PhraseTable,
  phrasesFrom,
  type Wording,
} from '../../../instruments/engine/expression/index.ts'
import { staticScope } from '../../../instruments/engine/form/scope.ts'
import type { PaperWords } from './words.ts'

/** Says conditions of one instrument in words; items are named by their codes, as they stand on the paper. */
export type InWords = (expression: Expression | undefined, of?: 'date') => string

export function conditionWords(instrument: Instrument, language: string, words: PaperWords): InWords {
  const phrases: PhraseTable = {
    ...englishPhrases,
    reference: '{label}',
    selected: words.say('is.chosen'),
    'selected.not': words.say('is.not_chosen'),
  }
  // a date is not “at least” another one
  const dated: PhraseTable = {
    ...phrases,
    less: phrases.before,
    'at-most': phrases['not-after'],
    more: phrases.after,
    'at-least': phrases['not-before'],
  }
  const wordingWith = (table: PhraseTable): Wording => ({
    label: (item) => item,
    choiceName: (item, code) => labelIn(instrument, language, item, code),
    phrase: phrasesFrom(table),
  })
  const plain = wordingWith(phrases)
  const dates = wordingWith(dated)
  return (expression, of) => (expression === undefined ? '' : inWords(expression, of === 'date' ? dates : plain, words))
}

function labelIn(instrument: Instrument, language: string, code: string, choice: string): string | undefined {
  const item = instrument.items.get(code)
  if (item === undefined) return undefined
  const scope = staticScope(instrument, item, language)
  const columns = (item.sources.columns ?? []).flatMap(({ list }) => (list === undefined ? [] : scope.list(list)))
  return [...scope.allOptions, ...columns, ...scope.allRows].find((option) => option.code === choice)?.label
}

type Operation = Extract<Expression, { kind: 'operation' }>
type Call = Extract<Expression, { kind: 'call' }>

function inWords(expression: Expression, wording: Wording, words: PaperWords): string {
  if (expression.kind === 'call') return callInWords(expression, wording, words)
  if (expression.kind !== 'operation') return expressionInWords(expression, wording)
  if (expression.operator === 'and' || expression.operator === 'or') return joined(expression, wording, words)
  return atLeast(expression, wording, words) ?? expressionInWords(expression, wording)
}

function joined({ operator, args }: Operation, wording: Wording, words: PaperWords): string {
  const said = args.map((argument) => {
    const inner = inWords(argument, wording, words)
    const mixed = argument.kind === 'operation' && (argument.operator === 'and' || argument.operator === 'or')
    return mixed ? wording.phrase('group', { inner }) : inner
  })
  return said.reduce((left, right) => wording.phrase(operator === 'and' ? 'and' : 'or', { left, right }))
}

/** `count-selected(rows-with(…)) >= 1`, the idiom of questions about some rows of a grid, reads badly piece by piece. */
function atLeast({ operator, args }: Operation, wording: Wording, words: PaperWords): string | undefined {
  const [counted, least] = args
  if (operator !== '>=' || counted?.kind !== 'call' || counted.name !== 'count-selected') return undefined
  if (least?.kind !== 'literal' || typeof least.value !== 'number') return undefined
  const [set] = counted.args
  if (set === undefined) return undefined
  if (least.value !== 1) return words.say('most.of', { number: least.value, set: inWords(set, wording, words) })
  return someRows(set, wording, words) ?? words.say('some.of', { set: inWords(set, wording, words) })
}

const callInWords = (call: Call, wording: Wording, words: PaperWords): string =>
  rowMarked(call, wording, words) ?? rowsWithout(call, wording, words) ?? expressionInWords(call, wording)

/** `without(rows-with(…), 'l1_national')`: the codes taken out are rows of that grid. */
function rowsWithout({ name, args }: Call, wording: Wording, words: PaperWords): string | undefined {
  const [set, taken] = args
  if (name !== 'without' || set === undefined || taken?.kind !== 'literal') return undefined
  const grid = set.kind === 'call' && set.args[0]?.kind === 'reference' ? set.args[0].item : undefined
  const owner = set.kind === 'reference' ? set.item : grid
  if (owner === undefined) return undefined
  return words.say('other.than', {
    set: expressionInWords(set, wording),
    codes: eitherOf(String(taken.value), owner, wording),
  })
}

const eitherOf = (codes: string, owner: string, wording: Wording): string =>
  codes
    .split(/\s+/)
    .map((code) => wording.phrase('choice', { name: wording.choiceName(owner, code) ?? code }))
    .reduce((left, right) => wording.phrase('either', { left, right }))

/** `selected(rows-with(${B10}, 'pilot'), 'other')`: one row of a grid, and how it is marked. */
function rowMarked(call: Call, wording: Wording, words: PaperWords): string | undefined {
  const [set, row] = call.args
  if (call.name !== 'selected' || set === undefined || row?.kind !== 'literal') return undefined
  const marked = markedRows(set, wording)
  if (marked === undefined) return undefined
  const code = String(row.value)
  const name = wording.phrase('choice', { name: wording.choiceName(marked.grid, code) ?? code })
  return words.say('one.row', { row: name, grid: marked.grid, codes: marked.codes })
}

function someRows(set: Expression, wording: Wording, words: PaperWords): string | undefined {
  const marked = markedRows(set, wording)
  if (marked === undefined) return undefined
  const { grid, codes, column } = marked
  return column === undefined
    ? words.say('some.rows', { grid, codes })
    : words.say('some.rows.column', { grid, codes, column })
}

interface MarkedRows {
  readonly grid: string
  readonly codes: string
  readonly column: string | undefined
}

function markedRows(set: Expression, wording: Wording): MarkedRows | undefined {
  if (set.kind !== 'call' || set.name !== 'rows-with') return undefined
  const [grid, codes, column] = set.args
  if (grid?.kind !== 'reference' || codes?.kind !== 'literal') return undefined
  const named = eitherOf(String(codes.value), grid.item, wording)
  return { grid: grid.item, codes: named, column: column && expressionInWords(column, wording) }
}
