import type { ImportNotice, Notices } from '../notice.ts'
import { columnName } from '../workbook/workbook.ts'
import type { Table } from './sheets/table.ts'
import { columnsOf, type SheetKind } from './vocabulary/columns.ts'
import { suggestion } from './vocabulary/nearest.ts'

/** What nobody asked for is named, column by column, so that nothing of a file is left out in silence. */
export function noteLeftOver(table: Table, kind: SheetKind, notices: Notices): void {
  for (const { column, heading, places } of table.leftOver()) {
    const known = Object.hasOwn(columnsOf[kind], heading)
    const first = places[0] ?? ''
    if (heading === '') {
      notices.note(
        'column-without-heading',
        first,
        `These cells stand under no heading and were left out: ${places.join(', ')}.`,
      )
    } else if (known) {
      notices.note(
        'cell-left-out',
        first,
        `«${heading}» means nothing in a row of this type; left out: ${places.join(', ')}.`,
      )
    } else {
      const range = `${table.sheet}!${columnName(column)}:${columnName(column)}`
      const meant = suggestion(heading, Object.keys(columnsOf[kind]))
      // a misspelt condition must not be lost
      if (meant === '') notices.note('column-unknown', range, `The column «${heading}» is not known and was left out.`)
      else notices.refuse('column-unknown', range, `The column «${heading}» is not known.${meant}`)
    }
  }
}

/** The same said of several places is said once, with all of them. */
export function gathered(notices: readonly ImportNotice[]): readonly ImportNotice[] {
  const byWords = new Map<string, { notice: ImportNotice; places: Set<string> }>()
  for (const notice of notices) {
    const key = notice.severity === 'refused' ? JSON.stringify(notice) : `${notice.rule}\n${notice.message}`
    const known = byWords.get(key) ?? { notice, places: new Set<string>() }
    byWords.set(key, known)
    known.places.add(notice.place)
  }
  return Array.from(byWords.values(), ({ notice, places }) => {
    const [first = '', ...others] = joinedRows([...places])
    return others.length === 0
      ? { ...notice, place: first }
      : { ...notice, place: first, message: `${notice.message} Also in ${others.join(', ')}.` }
  })
}

const wholeRow = /^(.*!)(\d+):(\d+)$/

/** `survey!4:4`, `survey!5:5` → `survey!4:5`. */
function joinedRows(places: readonly string[]): readonly string[] {
  const joined: string[] = []
  for (const place of places) {
    const [, sheet, from = ''] = wholeRow.exec(place) ?? []
    const [, lastSheet, begin = '', end = ''] = wholeRow.exec(joined.at(-1) ?? '') ?? []
    if (sheet !== undefined && sheet === lastSheet && Number(from) === Number(end) + 1)
      joined[joined.length - 1] = `${sheet}${begin}:${from}`
    else joined.push(place)
  }
  return joined
}
