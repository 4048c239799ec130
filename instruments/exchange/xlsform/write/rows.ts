import { cellName, type Sheet, type SheetCell } from '../../workbook/workbook.ts'
import { kept } from '../standard/kept.ts'
import type { Standing } from '../standard/standing.ts'
import { standardText } from '../standard/text.ts'
import { languageHeading } from '../vocabulary/languages.ts'

/** A row of a sheet by its headings; empty texts are no cells. */
export type RowCells = Readonly<Record<string, string>>

/** Texts of an instrument by language, each part picked by a function. */
export type Pick<T> = (texts: T) => string | undefined

/** Rows → a sheet. Headings come in the order given; those nobody fills are left out, others follow as they come. */
export function sheetOf(name: string, order: readonly string[], rows: readonly RowCells[]): Sheet {
  const filled = new Set(rows.flatMap((row) => Object.keys(row).filter((heading) => row[heading] !== '')))
  const known = order.flatMap((start) =>
    [...filled].filter((heading) => heading === start || heading.startsWith(`${start}::`)),
  )
  const headings = [...new Set([...order.filter((one) => essential.includes(one)), ...known, ...filled])]
  const lines = [Object.fromEntries(headings.map((heading) => [heading, heading])), ...rows]
  return {
    name,
    hidden: false,
    merged: [],
    rows: lines.map((line, at) => ({
      number: at + 1,
      hidden: false,
      cells: new Map(
        headings.flatMap((heading, column) => {
          const text: string | undefined = line[heading]
          return text === undefined || text === ''
            ? []
            : [[column, cellOf(text, cellName(name, at + 1, column))] as const]
        }),
      ),
    })),
  }
}

// a reader looks for these whether or not anything stands under them
const essential = ['type', 'name', 'list_name']

function cellOf(text: string, place: string): SheetCell {
  // Excel itself stops here
  if (text.length > 32_767) throw new RangeError(`${place}: a cell holds at most 32,767 characters.`)
  return { text, kind: 'text', formula: false }
}

/** One column per language; where other programs could not show a text as it is, ours stands in a column beside. */
export function worded(
  column: string,
  words: Readonly<Record<string, string | undefined>>,
  standing: Standing,
): RowCells {
  return Object.fromEntries(
    Object.entries(words).flatMap(([language, text]) => {
      if (text === undefined) return []
      const shown = standardText(text, standing)
      const heading = `${column}::${languageHeading(language)}`
      return shown === text
        ? [[heading, shown]]
        : [
            [heading, shown],
            [`mufakat::${heading}`, kept(text)],
          ]
    }),
  )
}

/** A column only we read. */
export const wordedOurs = (column: string, words: Readonly<Record<string, string | undefined>>): RowCells =>
  Object.fromEntries(
    Object.entries(words).flatMap(([language, text]) =>
      text === undefined ? [] : [[`mufakat::${column}::${languageHeading(language)}`, kept(text)]],
    ),
  )
