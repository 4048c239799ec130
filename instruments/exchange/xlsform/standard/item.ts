import type { ItemDefinition, ItemTypeName } from '../../../engine/definition/bundle.ts'
import { type Expression, printExpression } from '../../../engine/expression/index.ts'
import { allOf, treeOf } from '../expressions/trees.ts'
import { standardExpression, standardTree } from './expression.ts'
import { standardFilter } from './filter.ts'
import type { Standing } from './standing.ts'

/** The cells of an item that every program reads; those that say nothing are empty. */
export interface StandardCells {
  readonly type: string
  readonly appearance: string
  readonly required: string
  readonly relevant: string
  readonly constraint: string
  readonly choice_filter: string
}

type Definition<T extends ItemTypeName> = Extract<ItemDefinition, { type: T }>

/** What one item type looks like to other programs. */
interface Standard<T extends ItemTypeName> {
  type(item: Definition<T>, standing: Standing): string
  readonly appearance?: (item: Definition<T>) => string
  /** Conditions that our settings imply and a constraint must say there. */
  readonly limits?: (item: Definition<T>, standing: Standing) => readonly string[]
}

const between = ({ min, max }: { readonly min?: number; readonly max?: number }): readonly string[] => [
  ...(min === undefined ? [] : [`. >= ${min}`]),
  ...(max === undefined ? [] : [`. <= ${max}`]),
]

const atMost = (max: number): readonly string[] => [`string-length(.) <= ${max}`]

const alone = (codes: readonly string[]): readonly string[] =>
  codes.map((code) => `(not(selected(., '${code}')) or count-selected(.) = 1)`)

const standards: { readonly [T in ItemTypeName]: Standard<T> } = {
  single_choice: { type: ({ list, also }, standing) => `select_one ${standing.listName(list, also)}` },
  multiple_choice: {
    type: ({ list, also }, standing) => `select_multiple ${standing.listName(list, also)}`,
    limits: ({ list, also = [], exclusive = [], min, max }, standing) => [
      ...alone([
        ...new Set([
          ...standing.exclusive(list),
          ...also.filter((code) => standing.exclusive('common').includes(code)),
          ...exclusive,
        ]),
      ]),
      ...(min === undefined ? [] : [`count-selected(.) >= ${min}`]),
      ...(max === undefined ? [] : [`count-selected(.) <= ${max}`]),
    ],
  },
  yes_no: { type: () => 'select_one yes_no' },
  integer: { type: () => 'integer', limits: between },
  decimal: { type: () => 'decimal', limits: between },
  year: { type: () => 'integer', limits: ({ min = 1000, max = 2400 }) => between({ min, max }) },
  text: { type: () => 'text', limits: ({ max = 250 }) => atMost(max) },
  long_text: { type: () => 'text', appearance: () => 'multiline', limits: ({ max = 1500 }) => atMost(max) },
  date: {
    type: () => 'date',
    appearance: ({ precision }) => (precision === 'month' ? 'month-year' : precision === 'year' ? 'year' : ''),
    limits: ({ min, max }) => [
      ...(min === undefined ? [] : [`. >= date('${min.padEnd(10, '-01').slice(0, 10)}')`]),
      ...(max === undefined ? [] : [`. <= date('${lastDay(max)}')`]),
    ],
  },
  url: { type: () => 'text', limits: () => ["regex(., 'https?://.*')"] },
  email: { type: () => 'text', limits: () => ["regex(., '[^ @]+@[^ @]+[.][^ @]+')"] },
  file: { type: ({ accept }) => (accept?.every((one) => one.startsWith('image/')) ? 'image' : 'file') },
  grid: { type: () => 'begin_group', appearance: () => 'field-list' },
  two_answer_grid: { type: () => 'begin_group', appearance: () => 'field-list' },
  constant_sum: { type: () => 'begin_group', appearance: () => 'field-list' },
  ranking: { type: ({ list, also }, standing) => `rank ${standing.listName(list, also)}` },
  roster: { type: () => 'begin_repeat' },
  register_pick: { type: () => 'text' },
  note: { type: () => 'note' },
}

/** A coarser date reaches to its last day; the shortest month will do for a bound nobody sits on. */
const lastDay = (date: string): string =>
  date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-28` : date

export function standardCells(item: ItemDefinition, standing: Standing): StandardCells {
  const standard = standards[item.type] as Standard<ItemTypeName>
  const from = 'from' in item ? item.from : undefined
  return {
    type: standard.type(item as never, standing),
    appearance: standard.appearance?.(item as never) ?? '',
    required: requirementOf(item, standing),
    relevant: printed(relevanceOf(item, standing)),
    constraint: printed(constraintOf(item, standard.limits?.(item as never, standing) ?? [], standing)),
    choice_filter: standardFilter(from, standing),
  }
}

const printed = (tree: Expression | undefined): string => (tree === undefined ? '' : printExpression(tree))

function requirementOf({ required, specifies }: ItemDefinition, standing: Standing): string {
  if (required === true || specifies !== undefined) return 'yes'
  return typeof required === 'string' ? standardExpression(required, standing) : ''
}

/** What cannot be said is left out and the rest is said: better a question too many there than one too few. */
function relevanceOf({ relevant, specifies }: ItemDefinition, standing: Standing): Expression | undefined {
  const own = relevant === undefined ? undefined : standardTree(relevant, standing)
  const chosen =
    specifies === undefined ? undefined : standardTree(`selected(\${${specifies.item}}, '${specifies.code}')`, standing)
  return allOf([own, chosen].filter((one) => one !== undefined))
}

function constraintOf(
  { constraint }: ItemDefinition,
  limits: readonly string[],
  standing: Standing,
): Expression | undefined {
  const own = constraint === undefined ? undefined : standardTree(constraint, standing)
  return allOf([...limits.map(treeOf), ...(own === undefined ? [] : [own])])
}
