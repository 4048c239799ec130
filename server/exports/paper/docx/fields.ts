import type { PaperAmount, PaperField, PaperLine } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { boxList, fewBoxes, gap, lineControl } from './boxes.ts'
import { tableOf } from './table.ts'
import { runs } from './text.ts'
import { type Cell, paragraph, table, twips, type Wml } from './wml.ts'
import type { Writing } from './writing.ts'

/** What there is to fill in, with its controls. Records are laid out by whoever lays out items. */
export function fieldOf(writing: Writing, field: PaperField, caption: string): Wml {
  switch (field.kind) {
    case 'boxes':
      return boxList(writing, field.boxes, field.shape)
    case 'line':
      return lineOf(writing, field.line)
    case 'amounts':
      return amountsOf(writing, field.amounts, field.total)
    case 'table':
      return tableOf(writing, field.table, caption)
    case 'records':
    case 'nothing':
      return ''
  }
}

const lineWidths: Readonly<Record<PaperLine['size'], number>> = {
  number: 36,
  short: 62,
  wide: pageWidth,
  long: pageWidth,
}
const lineHeight = 7

/** A frame to write in; its unit stands behind it. */
function lineOf(writing: Writing, line: PaperLine): Wml {
  const width = lineWidths[line.size]
  const frame: Cell = {
    borders: 'all',
    ...(line.size !== 'long' && { align: 'center' as const }),
    content: paragraph(lineControl(writing, line, width < pageWidth), { after: 0 }),
  }
  const unit: Cell = { align: 'center', content: paragraph(runs(line.unit, writing.language), { after: 0 }) }
  const withUnit = line.unit !== '' && width < pageWidth
  const row = {
    cells: withUnit ? [frame, unit] : [frame],
    height: twips(lineHeight * (line.value === '' ? line.lines : 1)),
  }
  return table([row], { widths: withUnit ? [width, 70] : [width], borders: 'none' }) + gap
}

const amountWidth = 16

function amountsOf(writing: Writing, amounts: readonly PaperAmount[], total: string): Wml {
  const half = Math.ceil(amounts.length / 2)
  const parts = amounts.length > fewBoxes ? [amounts.slice(0, half), amounts.slice(half)] : [amounts]
  const rows = (parts[0] ?? []).map((_, at) => ({ cells: parts.flatMap((part) => amountCells(writing, part[at])) }))
  const label = pageWidth / parts.length - amountWidth
  const sum = total === '' ? '' : paragraph(runs(total, writing.words.language, { bold: true }))
  return table(rows, { widths: parts.flatMap(() => [amountWidth, label]), borders: 'none' }) + gap + sum
}

function amountCells(writing: Writing, amount: PaperAmount | undefined): readonly Cell[] {
  if (amount === undefined) return [{ content: paragraph('') }, { content: paragraph('') }]
  const { label, line } = amount
  return [
    {
      borders: 'all',
      padding: 20,
      align: 'center',
      content: paragraph(lineControl(writing, line, true), { after: 0, align: 'center' }),
    },
    {
      padding: 20,
      align: 'center',
      content: paragraph(runs(`  ${label}`, writing.language, { bold: line.value !== '' }), { after: 0 }),
    },
  ]
}
