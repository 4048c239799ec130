import type { PaperCell, PaperColumn, PaperLegend, PaperPick, PaperRow, PaperTable } from '../document.ts'
import { boxList, lineOf, square } from './boxes.ts'
import { escaped, type Html, said, tag } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { widthClass } from './style.ts'

export function tableOf(sheet: Sheet, table: PaperTable, caption: string): Html {
  const body = table.layout === 'blocks' ? rowBlocks(sheet, table) : asTable(sheet, table, caption)
  return body + table.legends.map((legend) => legendOf(sheet, legend)).join('')
}

function asTable(sheet: Sheet, table: PaperTable, caption: string): Html {
  const widths = [table.labelWidth, ...table.columns.flatMap(({ heads, width }) => heads.map(() => width))]
  for (const width of [...widths, widths.reduce((sum, width) => sum + width, 0)])
    sheet.widths.add(Math.round(width * 10))
  const columns = widths.map((width) => `<col class="${widthClass(width)}">`).join('')
  const rows = table.rows.map((row) => bodyRow(sheet, table, row)).join('')
  const whole = widths.reduce((sum, width) => sum + width, 0)
  return tag(
    'table',
    { class: widthClass(whole) },
    `<caption class="hidden">${escaped(caption)}</caption><colgroup>${columns}</colgroup><thead>${headRows(sheet, table)}</thead><tbody>${rows}</tbody>`,
  )
}

/** One row of heads, or two where a column has a head for each of its codes. */
function headRows({ language, words }: Sheet, { rowHead, columns }: PaperTable): Html {
  const double = columns.some(({ heads }) => heads.length > 1)
  const head = (text: string, around: Readonly<Record<string, string | number | undefined>>): Html =>
    tag('th', around, said(text, language, language))
  const corner = tag('th', { scope: 'col', rowspan: double ? 2 : undefined, lang: words.language }, escaped(rowHead))
  const first = columns.map(({ label, heads }) =>
    heads.length > 1
      ? head(label, { scope: 'colgroup', colspan: heads.length })
      : head(label, { scope: 'col', rowspan: double ? 2 : undefined }),
  )
  const second = columns
    .filter(({ heads }) => heads.length > 1)
    .flatMap(({ heads }) => heads.map((text) => head(text, { scope: 'col' })))
  return `<tr>${corner}${first.join('')}</tr>${double ? `<tr>${second.join('')}</tr>` : ''}`
}

function bodyRow(sheet: Sheet, { columns }: PaperTable, row: PaperRow): Html {
  const { language } = sheet
  const note = row.note === '' ? '' : ` <span class="soft">${said(row.note, language, language)}</span>`
  const label = tag('th', { scope: 'row' }, said(row.label, language, language) + note)
  const cells = row.cells.flatMap((group, at) => group.map((cell) => bodyCell(sheet, cell, columns[at])))
  return `<tr>${label}${cells.join('')}</tr>`
}

function bodyCell(sheet: Sheet, cell: PaperCell, column: PaperColumn | undefined): Html {
  const words = sheet.kind === 'answered' && cell.kind !== 'box'
  const wide = cell.kind === 'line' && (column?.width ?? 0) > 30
  return tag('td', { class: words || wide ? 'words' : undefined }, cellOf(sheet, cell))
}

function cellOf(sheet: Sheet, cell: PaperCell): Html {
  const { words, kind } = sheet
  if (cell.kind === 'line') return lineOf(sheet, cell.line)
  if (cell.kind === 'pick')
    return kind === 'blank' ? cell.picks.map(() => emptyPick).join('') : pickedOf(sheet, cell.picks)
  const { box, shape } = cell
  const mark = box.chosen ? tag('span', { class: 'hidden', lang: words.language }, words.say('chosen')) : ''
  return square(shape, box.chosen) + mark
}

const emptyPick = tag('span', { class: 'pick' })

const pickedOf = ({ language }: Sheet, picks: readonly PaperPick[]): Html =>
  picks
    .flatMap(({ legend, value }) => legend.entries.find(({ code }) => code === value)?.label ?? [])
    .map((label) => said(label, language, language))
    .join('; ')

/** Each row as a small record: what a column asks, then its boxes or its line. */
function rowBlocks(sheet: Sheet, { rows, columns }: PaperTable): Html {
  const { language } = sheet
  const items = rows.map((row) => {
    const head = tag('h5', {}, said(row.label, language, language))
    return tag(
      'li',
      {},
      head + row.cells.map((cells, at) => columnBlock(sheet, columns[at]?.label ?? '', cells)).join(''),
    )
  })
  return tag('ul', { class: 'rows' }, items.join(''))
}

function columnBlock(sheet: Sheet, label: string, cells: readonly PaperCell[]): Html {
  const { language } = sheet
  const title = tag('p', { class: 'soft' }, said(label, language, language))
  const boxes = cells.flatMap((cell) => (cell.kind === 'box' ? [cell] : []))
  const [first] = boxes
  if (first === undefined) return title + cells.map((cell) => cellOf(sheet, cell)).join('')
  const list = boxList(
    sheet,
    boxes.map(({ box }) => box),
    first.shape,
  )
  return title + list
}

export const legendOf = ({ language, words }: Sheet, { title, entries }: PaperLegend): Html =>
  tag(
    'p',
    { class: 'legend' },
    `${said(title, words.language, language)}: ${entries
      .map(({ sign, label }) => `<span class="entry"><b>${escaped(sign)}</b> ${said(label, language, language)}</span>`)
      .join(' ')}`,
  )
