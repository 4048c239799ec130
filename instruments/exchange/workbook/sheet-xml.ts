import { writtenText } from './cell-text.ts'
import { defaultLimits } from './limits.ts'
import { styleOf } from './looks.ts'
import { columnName } from './workbook.ts'
import { WorkbookError } from './workbook-error.ts'
import type { Look, WrittenCell, WrittenColumn, WrittenRow, WrittenSheet } from './written-workbook.ts'

/** A list of choices as its validation refers to it: written out, or a range of the hidden sheet of lists. */
export type FormulaOf = (codes: readonly string[]) => string

const flushAt = 65_536

/** A sheet's XML in pieces of some 64 kB; only the piece at hand is in memory. */
export async function* sheetXml(sheet: WrittenSheet, formulaOf: FormulaOf): AsyncGenerator<Buffer> {
  let piece = opening(sheet)
  let number = 0
  let isFirst = true
  for await (const row of sheet.rows) {
    const { cells, hidden = false, number: given = number + 1 } = asRow(row)
    if (given <= number) throw new RangeError(`Row ${given} of ${sheet.name} comes after row ${number}.`)
    number = given
    piece += rowXml(sheet, number, cells, { hidden, bold: isFirst && sheet.header === true })
    isFirst = false
    if (piece.length < flushAt) continue
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece + closing(sheet, formulaOf))
}

type Row = Exclude<WrittenRow, readonly WrittenCell[]>

const isPlain = (row: WrittenRow): row is readonly WrittenCell[] => Array.isArray(row)
const asRow = (row: WrittenRow): Row => (isPlain(row) ? { cells: row } : row)

function opening({ columns = [], header }: WrittenSheet): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<sheetViews><sheetView workbookViewId="0">${header ? pane : ''}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    columns.length === 0 ? '' : `<cols>${columns.map(columnXml).join('')}</cols>`,
    '<sheetData>',
  ].join('')
}

function columnXml(column: WrittenColumn, at: number): string {
  const { width = 12, hidden } = column
  return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${styleOf(column)}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`
}

function rowXml(
  sheet: WrittenSheet,
  number: number,
  cells: Row['cells'],
  { hidden, bold }: { readonly hidden: boolean; readonly bold: boolean },
): string {
  let xml = `<row r="${number}"${hidden ? ' hidden="1"' : ''}>`
  for (const [column, cell] of cells.entries()) {
    if (cell === undefined) continue
    const place = `${columnName(column)}${number}`
    xml += cellXml(cell, place, { ...sheet.columns?.[column], ...(bold && { bold }) }, sheet.name)
  }
  return `${xml}</row>`
}

function cellXml(cell: WrittenCell, place: string, column: Look, sheet: string): string {
  const value = typeof cell === 'object' ? cell.value : cell
  const style = styleOf(typeof cell === 'object' ? { ...column, ...cell } : column)
  const start = `<c r="${place}"${style === 0 ? '' : ` s="${style}"`}`
  if (value === undefined || value === '') return `${start}/>`
  if (typeof value === 'boolean') return `${start} t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number' && Number.isFinite(value)) return `${start}><v>${value}</v></c>`
  const text = String(value)
  if (text.length > defaultLimits.text) {
    throw new WorkbookError('text-too-long', `A cell can hold ${defaultLimits.text} characters.`, `${sheet}!${place}`)
  }
  // without this, programs drop spaces at the ends
  const space = /^\s|\s$|\s\s|\n/.test(text) ? ' xml:space="preserve"' : ''
  return `${start} t="inlineStr"><is><t${space}>${writtenText(text)}</t></is></c>`
}

const longestMessage = 255

function closing({ locked, merged = [], choices = [] }: WrittenSheet, formulaOf: FormulaOf): string {
  const validations = choices.map(({ range, codes, message, advisory }) => {
    const error = message === undefined ? '' : ` error="${writtenText(message.slice(0, longestMessage))}"`
    const shown = advisory ? '' : ' showErrorMessage="1"'
    const formula = writtenText(formulaOf(codes))
    return `<dataValidation type="list" allowBlank="1"${shown}${error} sqref="${range}"><formula1>${formula}</formula1></dataValidation>`
  })
  return [
    '</sheetData>',
    locked ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>' : '',
    merged.length === 0
      ? ''
      : `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    validations.length === 0
      ? ''
      : `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`,
    '</worksheet>',
  ].join('')
}
