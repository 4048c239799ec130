import { cellName, type Sheet, type SheetCell, type Workbook } from '../../workbook/workbook.ts'
import { parseTag } from '../answer-tags.ts'
import { factsFrom } from '../facts.ts'
import type { FilledFile, Hole, Written } from '../filled-file.ts'
import { columns, sheetMark } from './layout.ts'

/**
 * A filled workbook → what stands in its answer cells. A row is known by the tags in its hidden columns, so rows may be
 * sorted, hidden or left out. Throws a WorkbookError for workbooks that were not made here.
 */
export function readAnswerWorkbook({ sheets }: Workbook): FilledFile {
  const properties = new Map(sheets.flatMap(propertiesIn))
  return { kind: 'excel', about: factsFrom(properties), holes: sheets.filter(isOurs).flatMap(holesIn) }
}

const textAt = (cells: ReadonlyMap<number, SheetCell>, column: number): string => cells.get(column)?.text.trim() ?? ''

const propertiesIn = ({ rows }: Sheet): readonly (readonly [string, string])[] =>
  rows.flatMap(({ cells }) => {
    const name = textAt(cells, columns.tag)
    return name.startsWith('mufakat.') && name !== sheetMark ? [[name, textAt(cells, columns.reasonTag)] as const] : []
  })

const isOurs = ({ rows }: Sheet): boolean => rows.some(({ cells }) => textAt(cells, columns.tag) === sheetMark)

const holesIn = ({ name, rows }: Sheet): readonly Hole[] =>
  rows.flatMap(({ number, cells }) => [
    ...holeAt(textAt(cells, columns.tag), cells.get(columns.answer), cellName(name, number, columns.answer)),
    ...holeAt(textAt(cells, columns.reasonTag), cells.get(columns.reason), cellName(name, number, columns.reason)),
  ])

function holeAt(text: string, cell: SheetCell | undefined, place: string): readonly Hole[] {
  const tag = parseTag(text)
  if (tag === undefined) return []
  const written = cell === undefined ? { text: '' } : writtenIn(cell)
  return [{ tag, place, written: tag.part.kind === 'option' ? boxOf(written) : written }]
}

function writtenIn({ kind, text }: SheetCell): Written {
  const plain = text.replace(/\r\n?/g, '\n').trim()
  if (kind === 'number') return { text: plain, number: Number(plain) }
  // a time of day that a program added is none of ours
  return kind === 'date' && /^\d{4}-\d\d-\d\d/.test(plain) ? { text: plain, date: plain.slice(0, 10) } : { text: plain }
}

/** Any sign in the cell of an option ticks it, unless it says no. */
const boxOf = ({ text }: Written): Written => ({ text: '', ticked: !/^(|0|-|no|false|\s*)$/i.test(text) })
