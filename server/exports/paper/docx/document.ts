import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import { paperFormat, paperProperties, type TagBook, tagBook } from '../answer-tags.ts'
import type { PaperDocument, PaperGroup, PaperSection } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { controlsOf } from './controls.ts'
import { conditionParagraph, itemBlocks } from './item.ts'
import { brand, soft, stylesFor, twips } from './styles.ts'
import { runProperties, runsOf } from './text.ts'
import { titleBlocks } from './title.ts'
import type { Block, Writing } from './writing.ts'

/** The paper as a Word file (ISO 29500): A4, headings, header rows, and a tagged control for everything there is to fill in. */
export async function writeDocx(paper: PaperDocument): Promise<Buffer> {
  const book = tagBook()
  const { language, words, kind } = paper
  const writing: Writing = { controls: controlsOf(book, language), words, language, kind }
  const children = [
    ...titleBlocks(paper),
    ...paper.sections.flatMap((section, at) => sectionBlocks(writing, section, at)),
  ]
  const document = new Document({
    title: paper.title,
    subject: `${paper.instrument.code} ${paper.instrument.version}`,
    creator: 'Mufakat',
    description: paper.instrument.hash,
    styles: stylesFor(language),
    customProperties: propertiesOf(paper, book),
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(20),
              bottom: twips(18),
              left: twips(16),
              right: twips(16),
              header: twips(9),
              footer: twips(8),
            },
          },
        },
        headers: { default: headerOf(paper) },
        footers: { default: footerOf(paper) },
        children,
      },
    ],
  })
  return Packer.toBuffer(document)
}

function propertiesOf({ instrument, language, standing, unit, wave }: PaperDocument, { long }: TagBook) {
  const {
    format,
    instrument: code,
    version,
    hash,
    language: spoken,
    standing: state,
    unit: whose,
    wave: when,
    longTag,
  } = paperProperties
  return [
    { name: format, value: paperFormat },
    { name: code, value: instrument.code },
    { name: version, value: instrument.version },
    { name: hash, value: instrument.hash },
    { name: spoken, value: language },
    { name: state, value: standing },
    ...(unit === undefined ? [] : [{ name: whose, value: unit.code }]),
    ...(wave === undefined ? [] : [{ name: when, value: wave.code }]),
    ...Array.from(long, ([number, full]) => ({ name: `${longTag}${number}`, value: full })),
  ]
}

function headerOf({ words, title, standing, synthetic, language }: PaperDocument): Header {
  const mark = [words.say(`standing.${standing}`), ...(synthetic ? [words.say('synthetic.short')] : [])].join(' · ')
  const watermark =
    standing === 'blank' ? [] : [new TextWatermark({ text: words.say(`mark.${standing}`), opacity: 0.25 })]
  return new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: twips(pageWidth) }],
        children: [
          ...watermark,
          ...runsOf(title, language, { size: 16, color: soft }),
          ...runsOf(`\t${mark}`, words.language, { size: 16, bold: true, color: brand }),
        ],
      }),
    ],
  })
}

function footerOf({ words, instrument, language }: PaperDocument): Footer {
  const style = runProperties(words.language, undefined, { size: 15, color: soft })
  const [before = '', between = '', after = ''] = words.say('page', { page: '\u0000', pages: '\u0000' }).split('\u0000')
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.START,
        tabStops: [{ type: TabStopType.RIGHT, position: twips(pageWidth) }],
        children: [
          ...runsOf(`${instrument.code} ${instrument.version}  `, language, { size: 15, color: soft }),
          ...runsOf(instrument.hash, 'en', { size: 12, code: true, color: soft }),
          new TextRun({
            children: ['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
            ...style,
          }),
        ],
      }),
    ],
  })
}

function sectionBlocks(paper: Writing, section: PaperSection, at: number): readonly Block[] {
  const writing = { ...paper, language: section.language }
  const { words, language } = writing
  const { code, title, introduction, body, minutes, condition, skipped } = section
  const facts = [
    ...(body === '' ? [] : [words.say('body', { body })]),
    ...(skipped ? [] : [words.say('minutes', { minutes })]),
  ]
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      // sections of a blank copy go to different bodies
      pageBreakBefore: at > 0 && paper.kind === 'blank',
      children: [
        ...runsOf(`${words.say('section', { code })}   `, words.language, { size: 22, color: soft, bold: true }),
        ...runsOf(title, language, { size: 30, bold: true, color: brand }),
      ],
    }),
    new Paragraph({ keepNext: true, children: runsOf(facts.join('   '), words.language, { size: 18, color: soft }) }),
    ...(skipped ? [skipNotice(writing, condition)] : sectionBody(writing, section, introduction, condition)),
  ]
}

function skipNotice({ words }: Writing, condition: string): Block {
  const text = condition === '' ? words.say('when.skipped') : words.say('when.skipped_because', { condition })
  return new Paragraph({ children: runsOf(text, words.language, { color: soft }) })
}

function sectionBody(
  writing: Writing,
  { groups }: PaperSection,
  introduction: string,
  condition: string,
): readonly Block[] {
  const { words, language } = writing
  return [
    ...(introduction === '' ? [] : [new Paragraph({ keepNext: true, children: runsOf(introduction, language) })]),
    ...(condition === '' ? [] : [conditionParagraph(words.say('when.section', { condition }), words.language)]),
    ...groups.flatMap((group) => groupBlocks(writing, group)),
  ]
}

function groupBlocks(paper: Writing, group: PaperGroup): readonly Block[] {
  const writing = { ...paper, language: group.language }
  const { words, language } = writing
  const { title, introduction, condition, skipped, items } = group
  const head = new Paragraph({
    heading: HeadingLevel.HEADING_2,
    children: runsOf(title, language, { size: 24, bold: true, color: brand }),
  })
  if (skipped) return [head, skipNotice(writing, condition)]
  return [
    head,
    ...(introduction === '' ? [] : [new Paragraph({ keepNext: true, children: runsOf(introduction, language) })]),
    ...(condition === '' ? [] : [conditionParagraph(words.say('when.group', { condition }), words.language)]),
    ...items.flatMap((item) => itemBlocks(writing, item)),
  ]
}
