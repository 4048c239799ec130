import papaparse from 'papaparse'
import type { Locator } from 'playwright-core'

/** Counting anew, from the exported files alone. */
export type CsvRecord = Readonly<Record<string, string>>

export function readCsv(text: string): readonly CsvRecord[] {
  const { data, errors } = papaparse.parse<CsvRecord>(text, { header: true, skipEmptyLines: true })
  if (errors.length > 0) throw new Error(`not a CSV file: ${JSON.stringify(errors[0])}`)
  return data
}

/** The files of an export that a recount needs. */
export interface Exported {
  readonly responses: readonly CsvRecord[]
  /** variable, code, value, label */
  readonly codes: readonly CsvRecord[]
  /** variable, item, label */
  readonly codebook: readonly CsvRecord[]
}

export type Counts = Readonly<Record<string, number>>
export type Table = Readonly<Record<string, Counts>>

export const variablesOf = ({ codebook }: Exported, item: string): readonly string[] =>
  codebook.filter((variable) => variable['item'] === item && variable['file'] === 'responses.csv').map(nameIn)

const nameIn = (variable: CsvRecord): string => variable['variable'] ?? ''

const labelOf = ({ codebook }: Exported, variable: string): string =>
  codebook.find((candidate) => nameIn(candidate) === variable)?.['label'] ?? ''

/** What stands after the dash in the label of a part: the option, the row. */
export const partOf = (exported: Exported, variable: string): string =>
  labelOf(exported, variable).split(' – ').slice(1).join(' – ')

/** How many gave each code of a variable, by the code's label; a code nobody gave counts 0. */
export function countCodes(exported: Exported, variable: string): Counts {
  const codes = exported.codes.filter((code) => nameIn(code) === variable)
  return Object.fromEntries(
    codes.map(({ code, label }) => [
      label ?? '',
      exported.responses.filter((response) => response[variable] === code).length,
    ]),
  )
}

export const countValid = ({ responses }: Exported, variable: string): number =>
  responses.filter((response) => response[variable] !== '').length

/** A table as it stands on the screen: by the head of its row and the head of its column. */
export function readTable(table: Locator): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  return table.evaluate((element) => {
    const words = (cell: Element | undefined): string => {
      const copy = cell?.cloneNode(true) as Element | undefined
      // letters that stand for a colour
      for (const sign of copy?.querySelectorAll('[aria-hidden=true]') ?? []) sign.remove()
      const text = (copy?.textContent ?? '').replace(/\s+/g, ' ').trim()
      return text.replace(/ ?: show or hide the names$/, '')
    }
    const rows = Array.from(element.querySelectorAll('tr'))
    const heads = Array.from(rows.find((row) => row.querySelector('th[scope=col]'))?.cells ?? [], words)
    const body = rows.filter((row) => row.querySelector('th[scope=row]') !== null)
    return Object.fromEntries(
      body.map((row) => {
        const [head, ...cells] = Array.from(row.cells, words)
        return [head ?? '', Object.fromEntries(cells.map((cell, at) => [heads[at + 1] ?? '', cell]))]
      }),
    )
  })
}
