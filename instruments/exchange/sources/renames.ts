import { collectNotices, type Notices } from '../notice.ts'
import type { Draft, DraftAnswer, DraftGroup, DraftItem, DraftList } from './draft.ts'
import type { Renaming } from './expressions.ts'
import { codesFor, type Named, shapes } from './names.ts'

/** Lists the engine itself speaks with; an import may word them anew and may not make other lists of them. */
export const engineLists = ['yes_no', 'common', 'missing_reason', 'unit', 'research_question', 'asean_member'] as const

type Codes = ReadonlyMap<string, string>

/** What every foreign name of a draft became. */
export interface Renames {
  readonly instrument: string
  readonly sections: Codes
  readonly groups: Codes
  readonly items: Codes
  readonly lists: Codes
  readonly checks: Codes
  options(list: string, name: string): string
  columns(item: string, name: string): string
  /** For the expressions of an item, which may stand in a roster with these rows. */
  renaming(self?: DraftItem, rows?: string): Renaming
}

type HouseCodes = ReadonlyMap<string, readonly string[]>

/** Gives every part of a draft its code; what had to change is noted once, where it is defined. */
export function renamesOf(draft: Draft, house: HouseCodes, notices: Notices): Renames {
  const groups = draft.sections.flatMap((section) => section.groups)
  const items = groups.flatMap((group) => itemsOf(group.items))
  const lists = listCodes(draft.lists, house, notices)
  const options = new Map(
    draft.lists.map((list) => [list.name, codesFor(list.codes.map(named), shapes.option, notices)]),
  )
  const columns = new Map(items.map((item) => [item.name, columnCodes(item, notices)]))
  const itemCodes = itemCodesOf(items, options, notices)
  const byName = new Map(items.map((item) => [item.name, item.answer]))
  const optionOf = (list: string, name: string): string => options.get(list)?.get(name) ?? name
  const columnOf = (item: string, name: string): string => columns.get(item)?.get(name) ?? name
  return {
    instrument: first(codesFor([{ name: draft.name, place: draft.places?.[''] ?? '' }], shapes.instrument, notices)),
    sections: codesFor(draft.sections.map(named), shapes.place, notices),
    groups: codesFor(groups.map(named), shapes.place, notices),
    items: itemCodes,
    lists,
    checks: codesFor((draft.checks ?? []).map(named), shapes.place, notices),
    options: optionOf,
    columns: columnOf,
    renaming: (self, rows) => ({
      item: (name) => itemCodes.get(name),
      option: (item, name) => amongLists(listsOf(byName.get(item)), name, options),
      row: (item, name) => amongLists(rowListsOf(byName.get(item)), name, options),
      column: columnOf,
      list: (name) => lists.get(name),
      ...(self !== undefined && { self: self.name }),
      ...(rows !== undefined && {
        attribute: (attribute: string, value: string) =>
          attribute === 'name' ? options.get(rows)?.get(value) : undefined,
      }),
    }),
  }
}

/**
 * A multiple choice becomes one variable per option, called `<item>_<option>`. A question that was called like one of
 * them, as the text behind «other» often is, gets another code.
 */
function itemCodesOf(items: readonly DraftItem[], options: ReadonlyMap<string, Codes>, notices: Notices): Codes {
  const names = items.map(named)
  const codes = codesFor(names, shapes.item, collectNotices())
  const variables = items.flatMap(({ name, answer }) =>
    answer.type === 'multiple_choice'
      ? [...(options.get(answer.list)?.values() ?? []), ...(answer.also ?? [])].map(
          (code) => `${codes.get(name)}_${code}`,
        )
      : [],
  )
  const taken = new Set(variables)
  const clashes = Array.from(codes.values()).some((code) => taken.has(code))
  return codesFor(names, shapes.item, notices, clashes ? taken : [])
}

/** Items with those inside rosters, in order. */
export const itemsOf = (items: DraftGroup['items']): readonly DraftItem[] =>
  items.flatMap((item) => [item, ...(item.answer.type === 'roster' ? itemsOf(item.answer.items) : [])])

const named = ({ name, places }: { name: string; places: Readonly<Record<string, string>> }): Named => ({
  name,
  place: places[''] ?? '',
})

const first = (codes: Codes): string => codes.values().next().value ?? ''

function listCodes(lists: readonly DraftList[], house: HouseCodes, notices: Notices): Codes {
  const foreign = lists.filter((list) => speaksOtherwise(list, house))
  const kept = codesFor(lists.filter((list) => !foreign.includes(list)).map(named), shapes.list, notices)
  const taken = [...engineLists, ...kept.values()]
  return new Map([...kept, ...codesFor(foreign.map(named), shapes.list, notices, taken)])
}

/** A foreign list `unit` of kilograms and grams is not the list the engine words its units with. */
function speaksOtherwise(list: DraftList, house: HouseCodes): boolean {
  if (!engineLists.some((name) => name === list.name)) return false
  const codes = list.codes.map((code) => code.name)
  return (house.get(list.name) ?? []).some((code) => !codes.includes(code))
}

function columnCodes(item: DraftItem, notices: Notices): Codes {
  if (!('columns' in item.answer)) return new Map()
  const place = item.places.columns ?? item.places[''] ?? ''
  // `missing` is where a row keeps its reason
  return codesFor(
    item.answer.columns.map(({ column }) => ({ name: column, place })),
    shapes.column,
    notices,
    ['missing'],
  )
}

function listsOf(answer: DraftAnswer | undefined): readonly string[] {
  if (answer === undefined) return []
  const columns = 'columns' in answer ? answer.columns : []
  return [...('list' in answer ? [answer.list] : []), ...columns.flatMap(({ list }) => list ?? [])]
}

const rowListsOf = (answer: DraftAnswer | undefined): readonly string[] =>
  answer !== undefined && 'rows' in answer && answer.rows !== undefined ? [answer.rows.list] : []

function amongLists(lists: readonly string[], name: string, options: ReadonlyMap<string, Codes>): string | undefined {
  for (const list of lists) {
    const code = options.get(list)?.get(name)
    if (code !== undefined) return code
  }
  return undefined
}
