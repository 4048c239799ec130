import { readText } from './cell-text.ts'
import { type DateFormat, type Epoch, serialText } from './number-formats.ts'
import type { SheetCell } from './workbook.ts'

/** What the cells of a workbook are read with. */
export interface CellContext {
  readonly strings: readonly string[]
  readonly styles: readonly (DateFormat | undefined)[]
  readonly epoch: Epoch
}

/** A cell as a sheet holds it. */
export interface RawCell {
  /** `t`: s, inlineStr, str, b, e, d or n. */
  readonly type: string
  readonly style: number
  readonly value: string
  readonly inline: string
  readonly formula: boolean
}

/** A cell as it reads; undefined when it holds nothing, `damaged` when it names a text that does not exist. */
export function cellOf(raw: RawCell, context: CellContext): SheetCell | undefined | 'damaged' {
  const { type, value, formula } = raw
  const cell = (kind: SheetCell['kind'], text: string): SheetCell | undefined =>
    text === '' && !formula ? undefined : { text, kind, formula }
  switch (type) {
    case 's': {
      const text = /^\d+$/.test(value) ? context.strings[Number(value)] : undefined
      return value === '' ? cell('text', '') : text === undefined ? 'damaged' : cell('text', text)
    }
    case 'inlineStr':
      return cell('text', raw.inline)
    case 'str':
      return cell('text', readText(value))
    case 'b':
      return value === '' ? cell('boolean', '') : cell('boolean', value === '1' || value === 'true' ? 'TRUE' : 'FALSE')
    case 'e':
      return cell('error', value)
    case 'd':
      return cell('date', value)
    default:
      return numberCell(raw, context, cell)
  }
}

type MakeCell = (kind: SheetCell['kind'], text: string) => SheetCell | undefined

function numberCell({ value, style }: RawCell, context: CellContext, cell: MakeCell): SheetCell | undefined {
  const trimmed = value.trim()
  if (trimmed === '') return cell('text', '')
  const number = Number(trimmed)
  // 1e400 is what a spreadsheet itself would show as an error
  if (!Number.isFinite(number)) return cell('error', '#NUM!')
  const format = context.styles[style]
  const date = format && serialText(number, format, context.epoch)
  return date === undefined ? cell('number', String(number)) : cell('date', date)
}
