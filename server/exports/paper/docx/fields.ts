import {
  HeightRule,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx'
import type { PaperAmount, PaperField, PaperLine } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { textWidth } from '../text-width.ts'
import { boxBlocks, fewBoxes, gap, lineControl } from './boxes.ts'
import { noBorders, none, thin, twips } from './styles.ts'
import { tableBlocks } from './table.ts'
import { runsOf } from './text.ts'
import type { Block, Writing } from './writing.ts'

/** What there is to fill in, as paragraphs and tables with controls. Records are laid out by whoever lays out items. */
export function fieldBlocks(writing: Writing, field: PaperField): readonly Block[] {
  switch (field.kind) {
    case 'boxes':
      return boxBlocks(writing, field.boxes, field.shape)
    case 'line':
      return lineBlocks(writing, field.line)
    case 'amounts':
      return amountBlocks(writing, field.amounts, field.total)
    case 'table':
      return tableBlocks(writing, field.table)
    case 'records':
    case 'nothing':
      return []
  }
}

const lineWidths: Readonly<Record<PaperLine['size'], number>> = {
  number: 36,
  short: 62,
  wide: pageWidth,
  long: pageWidth,
}
const lineHeight = 7.5

function lineBlocks(writing: Writing, line: PaperLine): readonly Block[] {
  const width = lineWidths[line.size]
  const cell = new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    margins: { left: 100, right: 100, top: 50, bottom: 50 },
    children: [new Paragraph({ spacing: { after: 0 }, children: [lineControl(writing, line)] })],
  })
  const unit = new TableCell({
    borders: { top: none, bottom: none, right: none },
    margins: { left: 120, top: 50 },
    children: [new Paragraph({ spacing: { after: 0 }, children: runsOf(line.unit, writing.language) })],
  })
  const withUnit = line.unit !== '' && width < pageWidth
  const row = new TableRow({
    cantSplit: true,
    height: { value: twips(lineHeight * Math.max(1, line.value === '' ? line.lines : 1)), rule: HeightRule.ATLEAST },
    children: withUnit ? [cell, unit] : [cell],
  })
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: withUnit ? [twips(width), twips(60)] : [twips(width)],
      borders: { top: thin, bottom: thin, left: thin, right: thin },
      rows: [row],
    }),
    gap(),
  ]
}

function amountBlocks(writing: Writing, amounts: readonly PaperAmount[], total: string): readonly Block[] {
  const narrow = amounts.length > fewBoxes && amounts.every(({ label }) => textWidth(label) * 1.15 < pageWidth / 2 - 30)
  const half = Math.ceil(amounts.length / 2)
  const halves = narrow ? [amounts.slice(0, half), amounts.slice(half)] : [amounts]
  const rows = (halves[0] ?? []).map(
    (_, at) =>
      new TableRow({
        cantSplit: true,
        children: halves.flatMap((part) => amountCells(writing, part[at])),
      }),
  )
  const label = pageWidth / halves.length - 18
  const end =
    total === ''
      ? []
      : [new Paragraph({ spacing: { before: 40 }, children: runsOf(total, writing.words.language, { bold: true }) })]
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: halves.flatMap(() => [twips(18), twips(label)]),
      borders: { ...noBorders, insideHorizontal: none },
      rows,
    }),
    gap(),
    ...end,
  ]
}

function amountCells(writing: Writing, amount: PaperAmount | undefined): TableCell[] {
  if (amount === undefined) return [1, 2].map(() => new TableCell({ children: [new Paragraph({})] }))
  const { label, line } = amount
  const margins = { left: 80, right: 60, top: 20, bottom: 20 }
  return [
    new TableCell({
      margins,
      borders: { top: thin, bottom: thin, left: thin, right: thin },
      children: [
        new Paragraph({
          spacing: { after: 0 },
          children: [writing.controls.text(line.tag, line.value, 1) as ParagraphChild],
        }),
      ],
    }),
    new TableCell({
      margins,
      children: [
        new Paragraph({
          spacing: { after: 0 },
          children: runsOf(label, writing.language, { bold: line.value !== '' }),
        }),
      ],
    }),
  ]
}
