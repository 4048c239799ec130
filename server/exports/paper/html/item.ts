import type { PaperItem, PaperRecord } from '../document.ts'
import { reasonLine } from './boxes.ts'
import { fieldOf } from './fields.ts'
import { escaped, type Html, paragraph, said, tag } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { legendOf } from './table.ts'

/** An item: when it is asked, what it asks, how to answer, where to write. */
export function itemOf(around: Sheet, item: PaperItem, depth = 0): Html {
  const sheet = { ...around, language: item.language }
  const { words } = sheet
  const own = item.language === around.language ? undefined : item.language
  if (item.skipped) return tag('p', { class: 'skipped', lang: own }, skippedWords(sheet, item))
  const records = item.field.kind === 'records' ? item.field.records : []
  const content = [
    item.condition === '' ? '' : whenOf(sheet, words.say('when.ask', { condition: item.condition })),
    headOf(sheet, item, depth),
    howTo(sheet, item),
    answerOf(sheet, item),
    hasNothingToShow(sheet, item) ? '' : fieldOf(sheet, item.field, `${item.code} ${item.label}`),
    ...records.map((record) => recordOf(sheet, record)),
    sheet.kind === 'blank' ? reasonLine(sheet, item.reasons) : '',
    item.decides === '' ? '' : fixed(sheet, words.say('decides', { items: item.decides }), 'soft'),
  ]
  return tag('div', { class: isWhole(item) ? 'item whole' : 'item', lang: own }, content.join(''))
}

const mostBoxes = 24

/** Short enough to stand on one page without leaving much of another empty. */
const isWhole = ({ field }: PaperItem): boolean =>
  field.kind !== 'records' && field.kind !== 'table' && !(field.kind === 'boxes' && field.boxes.length > mostBoxes)

export const fixed = ({ words, language }: Sheet, text: string, className?: string): Html =>
  paragraph(text, words.language, language, className)

export const whenOf = (sheet: Sheet, text: string): Html => fixed(sheet, text, 'when')

function headOf({ words, language }: Sheet, { number, code, label, required }: PaperItem, depth: number): Html {
  const content = [
    number === undefined ? '' : tag('span', { class: 'number' }, String(number)),
    said(label, language, language),
    ' ',
    tag('span', { class: 'itemcode' }, escaped(code)),
    required ? ` ${tag('span', { class: 'need', lang: words.language }, escaped(words.say('required')))}` : '',
  ]
  return tag(depth === 0 ? 'h4' : 'h5', {}, content.join(''))
}

function howTo({ language }: Sheet, { hint, instructions }: PaperItem): Html {
  const texts = [
    ...(hint === '' ? [] : [said(hint, language, language)]),
    ...instructions.map((instruction) => said(instruction.text, instruction.language, language)),
  ]
  return texts.length === 0 ? '' : tag('p', { class: 'how' }, texts.join(' '))
}

/** A line on which nothing was written. */
const hasNothingToShow = ({ kind }: Sheet, { field }: PaperItem): boolean =>
  kind === 'answered' && field.kind === 'line' && field.line.words === ''

/** The answer read back; lines and tables hold their words themselves, missing reasons stand in their place. */
function answerOf(sheet: Sheet, { answer, field, reasons }: PaperItem): Html {
  const { kind, words, language } = sheet
  if (kind === 'blank' || field.kind === 'nothing') return ''
  if (field.kind === 'records') return field.records.length > 0 ? '' : fixed(sheet, words.say('roster.none'), 'none')
  if (answer === '') return fixed(sheet, words.say('unanswered'), 'none')
  const reason = reasons.find(({ chosen }) => chosen)
  if (reason !== undefined)
    return tag(
      'p',
      { class: 'answer' },
      `${said(words.say('missing.given'), words.language, language)} ${said(reason.label, language, language)}`,
    )
  return field.kind === 'line' || field.kind === 'table' ? '' : paragraph(answer, language, language, 'answer')
}

function skippedWords({ words, language }: Sheet, { number, code, label, condition }: PaperItem): Html {
  const why = condition === '' ? words.say('when.skipped') : words.say('when.skipped_because', { condition })
  return [
    number === undefined ? '' : tag('span', { class: 'number' }, String(number)),
    said(label, language, language),
    ` <span class="itemcode">${escaped(code)}</span> `,
    said(why, words.language, language),
  ].join('')
}

function recordOf(sheet: Sheet, { title, about, items }: PaperRecord): Html {
  const { words, language } = sheet
  const subject =
    about === undefined
      ? ''
      : tag('p', {}, `${said(about.legend.title, words.language, language)}: <span class="pick"></span>`) +
        legendOf(sheet, about.legend)
  const content =
    tag('h5', {}, said(title, words.language, language)) +
    subject +
    items.map((item) => itemOf(sheet, item, 1)).join('')
  return tag('div', { class: 'record' }, content)
}
