import type { ImportNotice } from '../../instruments/exchange/notice.ts'

const parts = /^(?:(.+)!)?([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?$/

/** Does a place such as `survey!F7`, `survey!4:6`, `survey!F:F` or `_notes` cover a cell? */
export function covers(place: string, cell: string): boolean {
  const [, sheet, column = '', row = ''] = parts.exec(cell) ?? []
  if (place === sheet) return true
  const [, in_, fromColumn = '', fromRow = '', toColumn = fromColumn, toRow = fromRow] = parts.exec(place) ?? []
  if (in_ === undefined || in_ !== sheet) return false
  const columns =
    fromColumn === '' || (numberOf(column) >= numberOf(fromColumn) && numberOf(column) <= numberOf(toColumn))
  const rows = fromRow === '' || (Number(row) >= Number(fromRow) && Number(row) <= Number(toRow))
  return columns && rows
}

const numberOf = (column: string): number =>
  [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** Does a notice name a cell, as its place or among those its sentence lists? */
export const namesPlace = ({ place, message }: ImportNotice, cell: string): boolean =>
  [place, ...(message.match(/[\w-]+![A-Z]*\d*(?::[A-Z]*\d*)?/g) ?? [])].some((one) => covers(one, cell))
