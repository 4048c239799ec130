import type { BoxShape, PaperBox, PaperLine } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { textWidth } from '../text-width.ts'
import { soft } from './styles.ts'
import { runs } from './text.ts'
import { paragraph, table, twips, type Wml } from './wml.ts'
import type { Writing } from './writing.ts'

/** More than these stand in two columns. */
export const fewBoxes = 7
const halfPage = pageWidth / 2 - 14

/** One below the other, or in two columns where there are many short ones. */
export function boxList(writing: Writing, boxes: readonly PaperBox[], shape: BoxShape): Wml {
  const paragraphs = boxes.map((box) =>
    paragraph(boxRuns(writing, box, shape), { indent: twips(6), hanging: twips(6), after: 20 }),
  )
  const short = boxes.every(({ label, note, route }) => textWidth(label + note + route) * 1.15 < halfPage)
  if (boxes.length <= fewBoxes || !short) return paragraphs.join('')
  const half = Math.ceil(paragraphs.length / 2)
  const columns = [paragraphs.slice(0, half), paragraphs.slice(half)]
  const row = { cells: columns.map((column) => ({ content: column.join('') })) }
  return table([row], { widths: [pageWidth / 2, pageWidth / 2], borders: 'none' }) + gap
}

export function boxRuns({ controls, language, words }: Writing, box: PaperBox, shape: BoxShape): Wml {
  const { tag, chosen, label, note, route } = box
  return [
    controls.check(tag, chosen, shape),
    runs(`  ${label}`, language, { bold: chosen }),
    note === '' ? '' : runs(`  ${note}`, language, { size: 18, color: soft }),
    route === '' ? '' : runs(`   → ${route}`, words.language, { size: 18, color: soft, bold: true }),
  ].join('')
}

/** Reasons stand in one line: they are the same few every time. */
export const boxLine = ({ controls, language }: Writing, boxes: readonly PaperBox[]): Wml =>
  boxes
    .map(
      ({ tag, label, chosen }) =>
        controls.check(tag, chosen, 'one', 18) + runs(` ${label}    `, language, { size: 17, bold: chosen }),
    )
    .join('')

export const lineControl = ({ controls }: Writing, { tag, value, size, lines }: PaperLine, narrow = false): Wml =>
  controls.text(tag, value, { lines: size === 'long' ? Math.max(2, lines) : lines, narrow })

/** Two tables that touch would become one. */
export const gap: Wml =
  '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="100" w:lineRule="exact"/></w:pPr></w:p>'
