import type { FormulaOf } from './sheet-xml.ts'
import { columnName } from './workbook.ts'
import type { WrittenSheet } from './written-workbook.ts'

// what a validation can hold itself; a comma would end a code there
const longestInline = 255
const fitsInline = (codes: readonly string[]): boolean =>
  codes.join(',').length <= longestInline && codes.every((code) => !/[",\n]|^\s|\s$|^$/.test(code))

/** Lists that are too long to stand in a cell's validation stand on a hidden sheet of their own. */
export function choiceLists(sheets: readonly WrittenSheet[]): {
  readonly formulaOf: FormulaOf
  readonly sheet: WrittenSheet | undefined
} {
  const long = new Map<string, readonly string[]>()
  for (const { choices = [] } of sheets) {
    for (const { codes } of choices) if (!fitsInline(codes)) long.set(JSON.stringify(codes), codes)
  }
  const keys = [...long.keys()]
  const name = freeName(sheets)
  return {
    formulaOf: (codes) => {
      if (fitsInline(codes)) return `"${codes.join(',')}"`
      const column = columnName(keys.indexOf(JSON.stringify(codes)))
      return `${name}!$${column}$1:$${column}$${codes.length}`
    },
    sheet: long.size === 0 ? undefined : { name, hidden: true, locked: true, rows: transposed([...long.values()]) },
  }
}

function freeName(sheets: readonly WrittenSheet[]): string {
  const taken = sheets.map(({ name }) => name.toLowerCase())
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'lists' : `lists_${number}`
    if (!taken.includes(name)) return name
  }
}

const transposed = (columns: readonly (readonly string[])[]): readonly (readonly (string | undefined)[])[] =>
  Array.from({ length: Math.max(...columns.map((codes) => codes.length)) }, (_, row) =>
    columns.map((codes) => codes[row]),
  )
