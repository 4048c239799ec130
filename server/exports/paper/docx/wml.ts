/**
 * WordprocessingML as text (ECMA-376 part 1, 17), the few elements a paper is made of. A questionnaire has tens of thousands
 * of runs, for which objects of the docx package take seconds; elements stand in the order the schema asks for.
 */
export type Wml = string

/** Twentieths of a point, Word's measure of distance, from millimetres. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

// what XML 1.0 cannot hold no answer can hold either
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)

export const element = (name: string, values: Readonly<Record<string, string | number>> = {}, content = ''): Wml => {
  const written = Object.entries(values)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}

const valued = (name: string, value: string | number): Wml => element(name, { 'w:val': value })

export interface RunLook {
  readonly bold?: boolean | undefined
  /** Neither seen nor printed. */
  readonly hidden?: boolean | undefined
  /** Half-points. */
  readonly size?: number | undefined
  readonly color?: string | undefined
  readonly font?: { readonly latin: string; readonly complex: string; readonly asian: string } | undefined
  readonly language?: { readonly latin: string; readonly complex: string } | undefined
}

/** Bold, size and language are said for complex scripts too: Word keeps two of each. */
function runProperties({ bold, hidden, size, color, font, language }: RunLook): Wml {
  const properties = [
    font &&
      element('w:rFonts', {
        'w:ascii': font.latin,
        'w:hAnsi': font.latin,
        'w:cs': font.complex,
        'w:eastAsia': font.asian,
      }),
    bold && '<w:b/><w:bCs/>',
    hidden && '<w:vanish/>',
    color && valued('w:color', color),
    size && valued('w:sz', size) + valued('w:szCs', size),
    language && element('w:lang', { 'w:val': language.latin, 'w:bidi': language.complex }),
  ]
  const written = properties.filter(
    (property) => property !== undefined && property !== false && property !== '' && property !== 0,
  )
  return written.length === 0 ? '' : `<w:rPr>${written.join('')}</w:rPr>`
}

/** Lines of the text become line breaks. */
export const run = (text: string, look: RunLook = {}): Wml =>
  `<w:r>${runProperties(look)}${text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join('<w:br/>')}</w:r>`

export interface ParagraphLook {
  readonly style?: 'Title' | 'Heading1' | 'Heading2' | 'Heading3' | 'Heading4'
  readonly keepNext?: boolean
  readonly newPage?: boolean
  /** Colour of a bar at the side. */
  readonly bar?: string
  readonly shade?: string
  /** Twips. */
  readonly before?: number
  readonly after?: number
  readonly indent?: number
  readonly hanging?: number
  readonly align?: 'center'
}

export function paragraph(content: Wml, look: ParagraphLook = {}): Wml {
  const { style, keepNext, newPage, bar, shade, before, after, indent, hanging, align } = look
  const properties = [
    style && valued('w:pStyle', style),
    keepNext && '<w:keepNext/><w:keepLines/>',
    newPage && '<w:pageBreakBefore/>',
    bar && `<w:pBdr>${element('w:left', { 'w:val': 'single', 'w:sz': 18, 'w:space': 6, 'w:color': bar })}</w:pBdr>`,
    shade && element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': shade }),
    (before !== undefined || after !== undefined) &&
      element('w:spacing', {
        ...(before !== undefined && { 'w:before': before }),
        ...(after !== undefined && { 'w:after': after }),
      }),
    indent !== undefined &&
      element('w:ind', { 'w:left': indent, ...(hanging !== undefined && { 'w:hanging': hanging }) }),
    align && valued('w:jc', align),
  ].filter((property) => typeof property === 'string')
  return `<w:p>${properties.length === 0 ? '' : `<w:pPr>${properties.join('')}</w:pPr>`}${content}</w:p>`
}

export type Borders = 'all' | 'none' | 'lines'

export interface CellLook {
  readonly span?: number
  /** Begins, or continues, a cell over two rows. */
  readonly merge?: 'restart' | 'continue'
  /** Lines around this cell, whatever the table has. */
  readonly borders?: Borders
  readonly shade?: string
  readonly align?: 'center' | 'bottom'
  /** Twips above and below. */
  readonly padding?: number
}

export interface Cell extends CellLook {
  /** Paragraphs and tables; never nothing. */
  readonly content: Wml
}

export interface Row {
  readonly cells: readonly Cell[]
  readonly header?: boolean
  /** Least height in twips. */
  readonly height?: number
}

export interface TableLook {
  /** Of its columns, in millimetres. */
  readonly widths: readonly number[]
  readonly borders: Borders
  /** What the table is about, for those who hear it. */
  readonly caption?: string
}

const line = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '9A9688' }
const noLine = { 'w:val': 'nil' }

function bordersOf(borders: Borders, inside: boolean): Wml {
  const sides = ['top', 'left', 'bottom', 'right', ...(inside ? ['insideH', 'insideV'] : [])]
  const horizontal = ['top', 'bottom', 'insideH']
  return sides
    .map((side) => {
      const drawn = borders === 'all' || (borders === 'lines' && horizontal.includes(side))
      return element(`w:${side}`, drawn ? line : noLine)
    })
    .join('')
}

export function table(rows: readonly Row[], { widths, borders, caption }: TableLook): Wml {
  const sizes = widths.map(twips)
  const properties = [
    element('w:tblW', { 'w:w': sizes.reduce((sum, size) => sum + size, 0), 'w:type': 'dxa' }),
    `<w:tblBorders>${bordersOf(borders, true)}</w:tblBorders>`,
    element('w:tblLayout', { 'w:type': 'fixed' }),
    ...(caption === undefined ? [] : [valued('w:tblCaption', caption)]),
  ]
  const grid = sizes.map((size) => element('w:gridCol', { 'w:w': size })).join('')
  return `<w:tbl><w:tblPr>${properties.join('')}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.map((row) => rowOf(row, sizes)).join('')}</w:tbl>`
}

function rowOf({ cells, header, height }: Row, sizes: readonly number[]): Wml {
  const properties = [
    '<w:cantSplit/>',
    height !== undefined && element('w:trHeight', { 'w:val': height, 'w:hRule': 'atLeast' }),
    header && '<w:tblHeader/>',
  ].filter((property) => typeof property === 'string')
  const written: string[] = []
  let at = 0
  for (const cell of cells) {
    const { span = 1 } = cell
    const width = sizes.slice(at, at + span).reduce((sum, size) => sum + size, 0)
    written.push(cellOf(cell, width))
    at += span
  }
  return `<w:tr><w:trPr>${properties.join('')}</w:trPr>${written.join('')}</w:tr>`
}

function cellOf({ content, span, merge, borders, shade, align, padding = 40 }: Cell, width: number): Wml {
  const margin = (side: string, size: number) => element(`w:${side}`, { 'w:w': size, 'w:type': 'dxa' })
  const properties = [
    element('w:tcW', { 'w:w': width, 'w:type': 'dxa' }),
    span !== undefined && span > 1 && valued('w:gridSpan', span),
    merge && valued('w:vMerge', merge),
    borders && `<w:tcBorders>${bordersOf(borders, false)}</w:tcBorders>`,
    shade && element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': shade }),
    `<w:tcMar>${margin('top', padding)}${margin('left', 60)}${margin('bottom', padding)}${margin('right', 60)}</w:tcMar>`,
    align && valued('w:vAlign', align),
  ].filter((property) => typeof property === 'string')
  return `<w:tc><w:tcPr>${properties.join('')}</w:tcPr>${content}</w:tc>`
}
