import type { Notices } from '../notice.ts'
import { choiceObjection } from './names.ts'
import type { Cell } from './sheets/cell.ts'
import type { Row, Table } from './sheets/table.ts'
import type { Choice, ChoiceList } from './survey.ts'
import { mediaColumns } from './vocabulary/columns.ts'
import { readWords } from './vocabulary/words.ts'

/** The choices sheet → its lists in the order they first appear; a sheet that is one list names it itself. */
export function readChoices(
  table: Table,
  language: string,
  notices: Notices,
  only = '',
): ReadonlyMap<string, ChoiceList> {
  const lists = new Map<string, Growing>()
  let list = only
  for (const row of table.rows) {
    const listCell = only === '' ? row.take('list_name') : undefined
    list = listCell?.text ?? list
    const name = row.take('name')
    if (name === undefined || list === '') {
      refuseRow(row, name, notices)
      continue
    }
    const of = row.take('mufakat::of')?.text
    const place = listCell?.place ?? row.place
    const known = lists.get(list) ?? {
      place,
      rows: [],
      names: new Map<string, string>(),
      ...(of !== undefined && { of }),
    }
    lists.set(list, known)
    addChoice(row, name, list, known, { table, language, notices })
  }
  return new Map(
    Array.from(lists, ([one, { place, rows, of }]) => [
      one,
      { name: one, place, choices: rows, ...(of !== undefined && { of }) },
    ]),
  )
}

interface Growing {
  readonly place: string
  readonly rows: Choice[]
  readonly names: Map<string, string>
  readonly of?: string
}

function refuseRow(row: Row, name: Cell | undefined, notices: Notices): void {
  const missing = name === undefined ? 'name' : 'list_name'
  notices.refuse('choice-incomplete', row.place, `This choice has no ${missing}.`)
}

interface Reading {
  readonly table: Table
  readonly language: string
  readonly notices: Notices
}

function addChoice(row: Row, name: Cell, list: string, known: Growing, { table, language, notices }: Reading): void {
  const wrong = choiceObjection(name.text)
  if (wrong !== undefined) notices.refuse('choice-name-invalid', name.place, wrong)
  const first = known.names.get(name.text)
  if (first !== undefined) {
    notices.refuse(
      'choice-duplicate',
      name.place,
      `«${name.text}» stands already in the list «${list}», in ${first}. Rename one of the two, or take it out.`,
    )
    return
  }
  known.names.set(name.text, name.place)
  noteMedia(row, notices)
  const { words, places } = readWords(row.takeEach('label'), language, notices)
  known.rows.push({
    name: name.text,
    label: words,
    attributes: attributesOf(row, table),
    places: { '': name.place, ...withField('label', places) },
    row,
  })
}

/** Columns of one's own are what choice filters look at. */
function attributesOf(row: Row, table: Table): Readonly<Record<string, Cell>> {
  return Object.fromEntries(
    table.headings.flatMap(({ column, known }) => {
      const cell = known ? undefined : row.take(column)
      return cell === undefined ? [] : [[column, cell] as const]
    }),
  )
}

export const withField = (field: string, places: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(places).map(([language, place]) => [`${field}:${language}`, place]))

/** Pictures and sounds are named, so that nobody misses them later. */
export function noteMedia(row: Row, notices: Notices): void {
  for (const column of mediaColumns) {
    for (const { text, place } of row.takeEach(column).values())
      notices.note('media', place, `The ${column} «${text}» is not shown here.`)
  }
}
