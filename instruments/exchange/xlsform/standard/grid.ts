import type { GridCell, ItemDefinition, OptionSource } from '../../../engine/definition/bundle.ts'
import type { Words } from '../../sources/draft.ts'
import { standardExpression } from './expression.ts'
import { onlyChoice, spelledName } from './spelled-name.ts'
import type { Standing } from './standing.ts'

/** A question that other programs ask instead of a part of one of ours. */
export interface SpelledRow {
  readonly type: string
  readonly name: string
  readonly label: Words
  readonly appearance?: string
  readonly constraint?: string
  /** The condition of its column. */
  readonly relevant?: string
}

/** Words of codes and columns, as `spelledRows` needs them. */
export interface SpellingWords {
  codes(source: OptionSource): readonly { readonly code: string; readonly label: Words }[]
  column(name: string): Words
  readonly label: Words
}

const cellTypes: Readonly<Record<GridCell, (list: string) => string>> = {
  one: (list) => `select_one ${list}`,
  several: (list) => `select_multiple ${list}`,
  integer: () => 'integer',
  decimal: () => 'decimal',
  year: () => 'integer',
  text: () => 'text',
}

/** The questions a grid, two-answer grid or constant sum is spelled out as; none for other types. */
export function spelledRows(item: ItemDefinition, words: SpellingWords, standing: Standing): readonly SpelledRow[] {
  if (item.type === 'grid') return gridRows(item, words, standing)
  if (item.type === 'two_answer_grid') return twoAnswerRows(item, words, standing)
  if (item.type === 'constant_sum') return sumRows(item, words)
  return []
}

type OfType<T extends ItemDefinition['type']> = Extract<ItemDefinition, { type: T }>

function gridRows(item: OfType<'grid'>, words: SpellingWords, standing: Standing): readonly SpelledRow[] {
  const { columns, rows } = item
  const codes = words.codes(rows)
  const list = onlyChoice(item)
  if (list !== undefined) {
    const type = `select_one ${list}`
    const heading: SpelledRow = { type, name: `${item.item}___heading`, label: words.label, appearance: 'label' }
    return [
      heading,
      ...codes.map(({ code, label }) => ({
        type,
        name: spelledName(item, code, ''),
        label,
        appearance: 'list-nolabel',
      })),
    ]
  }
  return codes.flatMap(({ code, label }) =>
    columns.map(({ column, cell, list = '', min, max, relevant }) => ({
      type: cellTypes[cell](list),
      name: spelledName(item, code, column),
      label: joined(label, words.column(column)),
      ...limited(min, max),
      ...(relevant !== undefined && { relevant: standardExpression(relevant, standing) }),
    })),
  )
}

function limited(min: number | undefined, max: number | undefined): { readonly constraint?: string } {
  const bounds = [...(min === undefined ? [] : [`. >= ${min}`]), ...(max === undefined ? [] : [`. <= ${max}`])]
  return bounds.length === 0 ? {} : { constraint: bounds.join(' and ') }
}

function twoAnswerRows(
  item: OfType<'two_answer_grid'>,
  words: SpellingWords,
  standing: Standing,
): readonly SpelledRow[] {
  const list = standing.listName(item.list, item.also)
  return words.codes(item.rows).flatMap(({ code, label }) => [
    { type: `select_one ${list}`, name: spelledName(item, code, 'primary'), label },
    {
      type: `select_multiple ${list}`,
      name: spelledName(item, code, 'secondary'),
      label,
      constraint: `count-selected(.) <= ${item.secondary} and not(selected(., \${${spelledName(item, code, 'primary')}}))`,
    },
  ])
}

function sumRows(item: OfType<'constant_sum'>, words: SpellingWords): readonly SpelledRow[] {
  const codes = words.codes(item)
  return codes.map(({ code, label }, at) => {
    const before = codes.slice(0, at).map((one) => `coalesce(\${${item.item}__${one.code}}, 0)`)
    const sum = ['.', ...before].join(' + ')
    const constraint = at === codes.length - 1 ? `${sum} = ${item.total}` : '. >= 0'
    return { type: 'decimal', name: `${item.item}__${code}`, label, constraint }
  })
}

const joined = (left: Words, right: Words): Words =>
  Object.fromEntries(Object.entries(left).map(([language, text]) => [language, `${text} – ${right[language] ?? ''}`]))
