import papaparse from 'papaparse'

export type CsvValue = string | number | undefined
export type CsvRow = readonly CsvValue[]

/**
 * Rows as CSV of the data profile: UTF-8 without a byte order mark, RFC 4180, CRLF after every row, text exactly
 * as it was given. Nothing is put before a text that begins like a formula: these files are read by programs.
 */
export const csv = (rows: readonly CsvRow[]): string =>
  rows.length === 0
    ? ''
    : `${papaparse.unparse(rows as CsvValue[][], { newline: lineEnd, header: false, skipEmptyLines: false })}${lineEnd}`

const lineEnd = '\r\n'
