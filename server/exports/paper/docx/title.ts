import { HeadingLevel, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx'
import type { Fact, PaperDocument } from '../document.ts'
import { pageWidth } from '../fields/table-plan.ts'
import { fillingKeys } from '../words.ts'
import { brand, none, soft, thin, twips } from './styles.ts'
import { runsOf } from './text.ts'
import type { Block } from './writing.ts'

const factLabel = 48

/** What this paper is, whose, and what to do with it. */
export function titleBlocks(paper: PaperDocument): readonly Block[] {
  const { title, language, words, introduction, definition, facts, synthetic, kind } = paper
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      children: runsOf(title, language, { size: 36, bold: true, color: brand }),
    }),
    ...(synthetic ? [notice(words.say('synthetic'), words.language)] : []),
    factTable(facts, words.language, language),
    ...paragraphs(introduction, language),
    ...(definition === ''
      ? []
      : [head(words.say('about.definition'), words.language), ...paragraphs(definition, language)]),
    head(words.say('about.filling'), words.language),
    ...fillingKeys[kind].flatMap((key) => paragraphs(words.say(key), words.language)),
  ]
}

const head = (text: string, language: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_2,
    children: runsOf(text, language, { size: 24, bold: true, color: brand }),
  })

const notice = (text: string, language: string): Paragraph =>
  new Paragraph({
    border: { top: thin, bottom: thin, left: thin, right: thin },
    children: runsOf(text, language, { bold: true }),
  })

const paragraphs = (text: string, language: string): readonly Paragraph[] =>
  text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => new Paragraph({ spacing: { before: 60 }, children: runsOf(part, language) }))

const factTable = (facts: readonly Fact[], said: string, language: string): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(pageWidth), type: WidthType.DXA },
    columnWidths: [twips(factLabel), twips(pageWidth - factLabel)],
    borders: { top: thin, bottom: thin, left: none, right: none, insideHorizontal: thin, insideVertical: none },
    rows: facts.map(
      ({ label, value, code }) =>
        new TableRow({
          children: [
            cell(runsOf(label, said, { size: 18, color: soft })),
            cell(runsOf(value, language, code ? { code: true, size: 15 } : { size: 19, bold: true })),
          ],
        }),
    ),
  })

const cell = (children: ReturnType<typeof runsOf>): TableCell =>
  new TableCell({
    margins: { top: 40, bottom: 40, left: 40, right: 40 },
    children: [new Paragraph({ spacing: { after: 0 }, children })],
  })
