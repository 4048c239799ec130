import { type Expression, parseExpression } from '../../engine/expression/index.ts'
import type { DraftCheck, DraftItem, Words } from '../sources/draft.ts'
import { noteMedia, withField } from './choices.ts'
import { expressionIn } from './expressions/expression-cells.ts'
import { unescaped } from './expressions/parse.ts'
import { allOf, call, operation, reference, treeOf } from './expressions/trees.ts'
import type { Form } from './form.ts'
import { isOurs, type OwnFields, ownFields, ownTexts } from './ours/item.ts'
import { readItems, relevanceOf } from './questions/item.ts'
import type { Block, SurveyNode } from './survey.ts'
import { readWords } from './vocabulary/words.ts'

interface Roster {
  readonly items: readonly DraftItem[]
  readonly checks: readonly DraftCheck[]
}

/** A repeat → a roster. Groups in it hand their relevance on to their questions. */
export function readRoster(block: Block, outer: readonly Expression[], form: Form): Roster {
  const { row, name } = block
  noteMedia(row, form.notices)
  const { words, places } = readWords(row.takeEach('label'), form.language, form.notices)
  const own = isOurs(row) ? ownFields(block, form) : undefined
  const relevant = allOf([...outer, ...ownRelevance(block, own, form)])
  const items = itemsIn(block.children, [], form)
  const appearance = row.take('appearance')
  if (appearance !== undefined && own === undefined)
    form.notices.note('appearance', appearance.place, `How it looks is decided here; left out: ${appearance.text}.`)
  const count = countOf(block, form)
  if (items.length === 0) {
    if (block.children.length > 0)
      form.notices.note('group-empty', row.range, `Nothing in «${name}» is asked here, so it was left out.`)
    return { items: [], checks: [] }
  }
  const cell = row.see('relevant')
  // the verbatim condition will do unless somebody edited it, or put groups around it
  const isNarrowed = outer.length > 0 || own?.edited.includes('relevant') === true
  const shared = {
    name,
    label: words,
    places: { '': row.place, ...withField('label', places), ...(cell !== undefined && { relevant: cell.place }) },
  }
  const item: DraftItem =
    own === undefined
      ? {
          ...shared,
          identification: true,
          answer: { type: 'roster', items, ...count.bounds },
          ...(relevant !== undefined && { relevant }),
        }
      : {
          ...shared,
          ...ownRoster(block, items, own, words, form),
          ...(isNarrowed && relevant !== undefined && { relevant }),
        }
  return { items: [item], checks: count.checks }
}

/** A roster of a file of ours, with everything its own columns say. */
function ownRoster(
  block: Block,
  items: readonly DraftItem[],
  own: OwnFields,
  label: Words,
  form: Form,
): Pick<DraftItem, 'answer' | 'label'> {
  const hints = readWords(block.row.takeEach('hint'), form.language, form.notices).words
  const hint = Object.keys(hints).length === 0 ? {} : { hint: hints }
  return {
    label,
    ...hint,
    ...own.fields,
    ...ownTexts(block.row, form, { label, ...hint }),
    answer: { ...own.answer, type: 'roster', items },
  }
}

function itemsIn(nodes: readonly SurveyNode[], outer: readonly Expression[], form: Form): readonly DraftItem[] {
  return nodes.flatMap((node) => {
    if (node.node === 'question') return readItems(node, form, outer)
    // one inside another was refused where it begins
    if (node.node === 'repeat') return []
    noteFlattened(node, form)
    return itemsIn(node.children, [...outer, ...relevanceOf(node, form)], form)
  })
}

function ownRelevance(block: Block, own: OwnFields | undefined, form: Form): readonly Expression[] {
  if (own === undefined || own.edited.includes('relevant')) return relevanceOf(block, form)
  return own.fields.relevant === undefined ? [] : [treeOf(own.fields.relevant)]
}

interface Count {
  readonly bounds: { readonly min?: number; readonly max?: number }
  readonly checks: readonly DraftCheck[]
}

/** A fixed number of rows is asked for; one that an answer gives is checked, since rows are added by hand here. */
function countOf(block: Block, form: Form): Count {
  const cell = block.row.take('repeat_count')
  if (cell === undefined) return { bounds: {}, checks: [] }
  const parsed = parseExpression(unescaped(cell.text))
  const fixed = parsed.ok && parsed.expression.kind === 'literal' ? Number(parsed.expression.value) : Number.NaN
  if (Number.isInteger(fixed) && fixed > 0) return { bounds: { min: fixed, max: fixed }, checks: [] }
  const wanted = expressionIn(cell, block, 'number', form)
  if (wanted === undefined) return { bounds: {}, checks: [] }
  form.notices.change(
    'repeat-count',
    cell.place,
    'Rows are added by hand here; a check says when their number differs from this.',
  )
  const check: DraftCheck = {
    name: `K_${block.name}`.slice(0, 32),
    severity: 'error',
    when: operation('!=', call('count', reference(block.name)), wanted),
    items: [block.name],
    message: { en: 'The number of entries differs from the number given before.' },
    places: { '': cell.place },
  }
  return { bounds: {}, checks: [check] }
}

/** A group on a screen with other questions has no place for its heading; its condition goes to each of its questions. */
export function noteFlattened({ name, row, children }: Block, { notices }: Form): void {
  row.takeEach('label')
  if (children.length > 0)
    notices.note(
      'group-flattened',
      row.range,
      `«${name}» stands on one screen with other questions: its heading is not shown, and its condition is that of each of its questions.`,
    )
}
