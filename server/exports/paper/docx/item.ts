import { BorderStyle, HeadingLevel, Paragraph, type ParagraphChild } from 'docx'
import type { PaperItem, PaperRecord } from '../document.ts'
import { boxRuns } from './boxes.ts'
import { fieldBlocks } from './fields.ts'
import { brand, shade, soft, twips } from './styles.ts'
import { runsOf } from './text.ts'
import type { Block, Writing } from './writing.ts'

export function itemBlocks(paper: Writing, item: PaperItem, depth = 0): readonly Block[] {
  const writing = { ...paper, language: item.language }
  if (item.skipped) return [skippedParagraph(writing, item)]
  return [
    ...conditionBlocks(writing, item.condition),
    labelParagraph(writing, item, depth),
    ...(item.hint === '' ? [] : [small(item.hint, item.language)]),
    ...instructionBlocks(item),
    ...answerBlocks(writing, item),
    ...fieldBlocks(writing, item.field),
    ...(item.field.kind === 'records' ? item.field.records.flatMap((record) => recordBlocks(writing, record)) : []),
    ...reasonBlocks(writing, item),
    ...(item.decides === '' ? [] : [small(paper.words.say('decides', { items: item.decides }), paper.words.language)]),
  ]
}

const small = (text: string, language: string, keepNext = true): Paragraph =>
  new Paragraph({ keepNext, spacing: { after: 40 }, children: runsOf(text, language, { size: 18, color: soft }) })

/** A bar at the side: this question is not for everybody. */
export const conditionParagraph = (text: string, language: string): Paragraph =>
  new Paragraph({
    keepNext: true,
    spacing: { before: 160, after: 0 },
    indent: { left: twips(1) },
    border: { left: { style: BorderStyle.SINGLE, size: 18, color: brand, space: 6 } },
    children: runsOf(text, language, { size: 18, color: brand }),
  })

const conditionBlocks = ({ words }: Writing, condition: string): readonly Block[] =>
  condition === '' ? [] : [conditionParagraph(words.say('when.ask', { condition }), words.language)]

function labelParagraph({ words, language }: Writing, item: PaperItem, depth: number): Paragraph {
  const { number, code, label, required } = item
  return new Paragraph({
    heading: depth === 0 ? HeadingLevel.HEADING_3 : HeadingLevel.HEADING_4,
    children: [
      ...runsOf(number === undefined ? '' : `${number}  `, language, { bold: true, size: 21 }),
      ...runsOf(label, language, { bold: true, size: depth === 0 ? 21 : 20 }),
      ...runsOf(`   ${code}`, 'en', { code: true, size: 16, color: soft }),
      ...(required ? runsOf(`   ${words.say('required')}`, words.language, { size: 16, color: soft }) : []),
    ],
  })
}

function instructionBlocks({ instructions }: PaperItem): readonly Block[] {
  const [first] = instructions
  return first === undefined ? [] : [small(instructions.map(({ text }) => text).join(' '), first.language)]
}

/** The answer read back; a line holds its own words already. */
function answerBlocks({ words, kind, language }: Writing, { answer, field }: PaperItem): readonly Block[] {
  if (kind === 'blank' || field.kind === 'nothing' || field.kind === 'records') return []
  if (answer === '') return [small(words.say('unanswered'), words.language)]
  if (field.kind === 'line' || field.kind === 'table') return []
  return answer.split('\n').map(
    (text) =>
      new Paragraph({
        keepNext: true,
        spacing: { after: 20 },
        children: runsOf(text, language, { bold: true, color: brand }),
      }),
  )
}

function reasonBlocks(writing: Writing, { reasons }: PaperItem): readonly Block[] {
  if (reasons.length === 0) return []
  const { words } = writing
  const boxes = reasons.flatMap((box): ParagraphChild[] => [
    ...boxRuns(writing, box, 'one'),
    ...runsOf('     ', words.language),
  ])
  return [
    new Paragraph({
      spacing: { before: 60, after: 60 },
      children: [...runsOf(`${words.say('missing')}  `, words.language, { size: 18, color: soft }), ...boxes],
    }),
  ]
}

function skippedParagraph({ words, language }: Writing, { number, code, label, condition }: PaperItem): Paragraph {
  const why = condition === '' ? words.say('when.skipped') : words.say('when.skipped_because', { condition })
  return new Paragraph({
    spacing: { before: 80, after: 40 },
    children: [
      ...runsOf(number === undefined ? '' : `${number}  `, language, { size: 18, color: soft }),
      ...runsOf(`${label}  `, language, { size: 18, color: soft }),
      ...runsOf(`${code}  `, 'en', { code: true, size: 16, color: soft }),
      ...runsOf(why, words.language, { size: 18, color: soft }),
    ],
  })
}

function recordBlocks(writing: Writing, { title, about, items }: PaperRecord): readonly Block[] {
  const { controls, words, language } = writing
  const head = new Paragraph({
    keepNext: true,
    spacing: { before: 160, after: 60 },
    shading: { fill: shade },
    children: runsOf(title, words.language, { bold: true }),
  })
  const subject =
    about === undefined
      ? []
      : [
          new Paragraph({
            keepNext: true,
            children: [
              ...runsOf(`${about.legend.title}: `, words.language, { size: 18, color: soft }),
              controls.list(about.tag, about.legend.entries, about.value) as ParagraphChild,
            ],
          }),
        ]
  return [head, ...subject, ...items.flatMap((item) => itemBlocks({ ...writing, language }, item, 1))]
}
