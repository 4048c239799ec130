import type { PaperItem, PaperRecord } from '../document.ts'
import { boxLine } from './boxes.ts'
import { fieldOf } from './fields.ts'
import { brand, shade, soft } from './styles.ts'
import { runs } from './text.ts'
import { paragraph, twips, type Wml } from './wml.ts'
import type { Writing } from './writing.ts'

/** An item: when it is asked, what it asks, how to answer, where to write. */
export function itemOf(paper: Writing, item: PaperItem, depth = 0): Wml {
  const writing = { ...paper, language: item.language }
  if (item.skipped) return skippedOf(writing, item)
  const records = item.field.kind === 'records' ? item.field.records : []
  return [
    conditionOf(writing, item.condition),
    labelOf(writing, item, depth),
    howTo(item),
    answerOf(writing, item),
    fieldOf(writing, item.field, `${item.code} ${item.label}`),
    ...records.map((record) => recordOf(writing, record)),
    reasonsOf(writing, item),
    item.decides === '' ? '' : small(paper.words.say('decides', { items: item.decides }), paper.words.language),
  ].join('')
}

const small = (text: string, language: string): Wml =>
  paragraph(runs(text, language, { size: 17, color: soft }), { after: 40 })

/** A bar at the side: this is not asked of everybody. */
export const conditionParagraph = (text: string, language: string): Wml =>
  paragraph(runs(text, language, { size: 18, color: brand }), {
    keepNext: true,
    bar: brand,
    before: 160,
    after: 0,
    indent: twips(1),
  })

const conditionOf = ({ words }: Writing, condition: string): Wml =>
  condition === '' ? '' : conditionParagraph(words.say('when.ask', { condition }), words.language)

function labelOf(
  { words, language }: Writing,
  { number, code, label, required, condition }: PaperItem,
  depth: number,
): Wml {
  const size = depth === 0 ? 21 : 20
  const content = [
    number === undefined ? '' : runs(`${number}   `, language, { bold: true, size }),
    runs(label, language, { bold: true, size }),
    runs(`   ${code}`, 'en', { code: true, size: 16, color: soft }),
    required ? runs(`   ${words.say('required')}`, words.language, { size: 16, color: soft }) : '',
  ]
  return paragraph(content.join(''), {
    style: depth === 0 ? 'Heading3' : 'Heading4',
    ...(condition !== '' && { before: 50 }),
  })
}

/** The hint and how to fill it in, in one paragraph. */
function howTo({ hint, language, instructions }: PaperItem): Wml {
  const look = { size: 17, color: soft }
  const said = [
    ...(hint === '' ? [] : [runs(hint, language, look)]),
    ...instructions.map(({ text, language: own }) => runs(text, own, look)),
  ]
  return said.length === 0 ? '' : paragraph(said.join(runs(' ', language, look)), { keepNext: true, after: 50 })
}

/** The answer read back; lines and tables hold their words themselves. */
function answerOf({ words, kind, language }: Writing, { answer, field, reasons }: PaperItem): Wml {
  if (kind === 'blank' || field.kind === 'nothing') return ''
  if (field.kind === 'records') return field.records.length > 0 ? '' : small(words.say('roster.none'), words.language)
  if (answer === '') return small(words.say('unanswered'), words.language)
  if (reasons.some(({ chosen }) => chosen) || field.kind === 'line' || field.kind === 'table') return ''
  return paragraph(runs(answer, language, { bold: true, color: brand }), { keepNext: true, after: 20 })
}

function reasonsOf(writing: Writing, { reasons }: PaperItem): Wml {
  if (reasons.length === 0) return ''
  const { words } = writing
  return paragraph(
    runs(`${words.say('missing')}   `, words.language, { size: 17, color: soft }) + boxLine(writing, reasons),
    {
      before: 40,
      after: 40,
    },
  )
}

function skippedOf({ words, language }: Writing, { number, code, label, condition }: PaperItem): Wml {
  const why = condition === '' ? words.say('when.skipped') : words.say('when.skipped_because', { condition })
  const look = { size: 18, color: soft }
  const content = [
    number === undefined ? '' : runs(`${number}   `, language, look),
    runs(`${label}  `, language, look),
    runs(`${code}  `, 'en', { code: true, size: 16, color: soft }),
    runs(why, words.language, look),
  ]
  return paragraph(content.join(''), { before: 80, after: 40 })
}

function recordOf(writing: Writing, { title, about, items }: PaperRecord): Wml {
  const { controls, words } = writing
  const subject =
    about === undefined
      ? ''
      : paragraph(
          runs(`${about.legend.title}: `, words.language, { size: 18, color: soft }) +
            controls.list(about.tag, about.legend.entries, about.value),
          { keepNext: true },
        )
  const head = paragraph(runs(title, words.language, { bold: true }), { keepNext: true, before: 160, after: 60, shade })
  return head + subject + items.map((item) => itemOf(writing, item, 1)).join('')
}
