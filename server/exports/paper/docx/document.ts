import {
  Document,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import {
  paperFormat,
  paperProperties,
  type TagBook,
  tagBook,
} from '../../../../instruments/exchange/answers/answer-tags.ts'
import type { PaperDocument } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { bodyOf } from './body.ts'
import { controlsOf } from './controls.ts'
import { brand, soft, stylesFor } from './styles.ts'
import { textFont } from './text.ts'
import { twips, type Wml } from './wml.ts'

/**
 * The paper as a Word file (ISO 29500): A4, headings, header rows, and a tagged control for everything there is to fill in.
 * The docx package writes all its parts but the body, which is put in their middle as text.
 */
export async function writeDocx(paper: PaperDocument): Promise<Buffer> {
  const book = tagBook()
  const { language, words, kind } = paper
  const body = bodyOf({ controls: controlsOf(book, language, kind), words, language, kind }, paper)
  const shell = new Document({
    title: paper.title,
    subject: `${paper.instrument.code} ${paper.instrument.version}`,
    creator: 'Mufakat',
    description: paper.instrument.hash,
    styles: stylesFor(language),
    customProperties: propertiesOf(paper, book),
    sections: [sectionOf(paper)],
  })
  return Packer.toBuffer(shell, undefined, [{ path: 'word/document.xml', data: documentXml(body) }])
}

const millimetres = { width: 210, height: 297, top: 20, bottom: 18, side: 16, header: 9, footer: 8 } as const

const sectionOf = (paper: PaperDocument): ISectionOptions => ({
  headers: { default: headerOf(paper) },
  footers: { default: footerOf(paper) },
  children: [],
})

// the ids under which the package names the header and the footer of a document of one section; a test compares them
const headerId = 'rId6'
const footerId = 'rId7'

function documentXml(body: Wml): string {
  const { width, height, top, bottom, side, header, footer } = millimetres
  const margins = { top, right: side, bottom, left: side, header, footer, gutter: 0 }
  const written = Object.entries(margins).map(([name, size]) => ` w:${name}="${twips(size)}"`)
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14">',
    `<w:body>${body}<w:sectPr>`,
    `<w:headerReference w:type="default" r:id="${headerId}"/><w:footerReference w:type="default" r:id="${footerId}"/>`,
    `<w:pgSz w:w="${twips(width)}" w:h="${twips(height)}"/><w:pgMar${written.join('')}/>`,
    '</w:sectPr></w:body></w:document>',
  ].join('')
}

function propertiesOf(paper: PaperDocument, { long }: TagBook) {
  const { instrument, language, standing, unit, wave } = paper
  const named = paperProperties
  return [
    { name: named.format, value: paperFormat },
    { name: named.instrument, value: instrument.code },
    { name: named.version, value: instrument.version },
    { name: named.hash, value: instrument.hash },
    { name: named.language, value: language },
    { name: named.standing, value: standing },
    ...(unit === undefined ? [] : [{ name: named.unit, value: unit.code }]),
    ...(wave === undefined ? [] : [{ name: named.wave, value: wave.code }]),
    ...Array.from(long, ([number, full]) => ({ name: `${named.longTag}${number}`, value: full })),
  ]
}

const small = (size: number, color: string) => ({ size, sizeComplexScript: size, color, font: textFont })

function headerOf({ words, title, standing, synthetic }: PaperDocument): Header {
  const mark = [words.say(`standing.${standing}`), ...(synthetic ? [words.say('synthetic.short')] : [])].join(' · ')
  const watermark =
    standing === 'blank' ? [] : [new TextWatermark({ text: words.say(`mark.${standing}`), color: 'E3E4EE' })]
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: twips(pageWidth) }],
        children: [
          ...watermark,
          new TextRun({ text: title, ...small(16, soft) }),
          new TextRun({ text: `\t${mark}`, bold: true, boldComplexScript: true, ...small(16, brand) }),
        ],
      }),
    ],
  })
}

function footerOf({ words, instrument }: PaperDocument): Footer {
  const [before = '', between = '', after = ''] = words.say('page', { page: '|', pages: '|' }).split('|')
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: twips(pageWidth) }],
        children: [
          new TextRun({ text: `${instrument.code} ${instrument.version}  `, ...small(15, soft) }),
          new TextRun({ text: instrument.hash, ...small(12, soft) }),
          new TextRun({
            children: ['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
            ...small(15, soft),
          }),
        ],
      }),
    ],
  })
}
