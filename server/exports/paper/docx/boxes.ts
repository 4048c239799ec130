import { Paragraph, type ParagraphChild, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import type { BoxShape, PaperBox, PaperLine } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { textWidth } from '../text-width.ts'
import { noBorders, soft, twips } from './styles.ts'
import { runsOf } from './text.ts'
import type { Block, Writing } from './writing.ts'

/** More than these stand in two columns. */
export const fewBoxes = 7
const halfPage = pageWidth / 2 - 14

/** One below the other, or in two columns where there are many short ones. */
export function boxBlocks(writing: Writing, boxes: readonly PaperBox[], shape: BoxShape): readonly Block[] {
  const paragraphs = boxes.map((box) => boxParagraph(writing, box, shape))
  const short = boxes.every(({ label, note, route }) => textWidth(label + note + route) * 1.15 < halfPage)
  if (boxes.length <= fewBoxes || !short) return paragraphs
  const half = Math.ceil(paragraphs.length / 2)
  return [sideBySide([paragraphs.slice(0, half), paragraphs.slice(half)])]
}

const sideBySide = (columns: readonly (readonly Block[])[]): Table =>
  new Table({
    width: { size: twips(pageWidth), type: WidthType.DXA },
    columnWidths: columns.map(() => twips(pageWidth / columns.length)),
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    rows: [new TableRow({ children: columns.map((children) => new TableCell({ children: [...children] })) })],
  })

const boxParagraph = (writing: Writing, box: PaperBox, shape: BoxShape): Paragraph =>
  new Paragraph({
    indent: { left: twips(6), hanging: twips(6) },
    spacing: { after: 20 },
    children: boxRuns(writing, box, shape),
  })

export function boxRuns({ controls, language, words }: Writing, box: PaperBox, shape: BoxShape): ParagraphChild[] {
  const { tag, chosen, label, note, route } = box
  return [
    controls.check(tag, chosen, shape) as ParagraphChild,
    ...runsOf(`  ${label}`, language, { bold: chosen }),
    ...(note === '' ? [] : runsOf(`  ${note}`, language, { size: 18, color: soft })),
    ...(route === '' ? [] : runsOf(`   → ${route}`, words.language, { size: 18, color: soft, bold: true })),
  ]
}

export const lineControl = ({ controls }: Writing, { tag, value, size, lines }: PaperLine): ParagraphChild =>
  controls.text(tag, value, size === 'long' ? Math.max(2, lines) : lines) as ParagraphChild

/** Two tables that touch would become one. */
export const gap = (): Paragraph => new Paragraph({ spacing: { after: 0, line: 120 }, children: [] })
