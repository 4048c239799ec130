import type { BoxShape, PaperBox, PaperLine } from '../document.ts'
import { textWidth } from '../text-width.ts'
import { type Html, said, tag } from './markup.ts'
import type { Sheet } from './sheet.ts'

/** More than these may stand in two columns. */
export const fewBoxes = 7
const halfPage = 74

/** Enough of them, and short enough, for two columns. */
const areMany = (texts: readonly string[]): boolean =>
  texts.length > fewBoxes && texts.every((text) => textWidth(text) * 1.1 < halfPage)

export function boxList(sheet: Sheet, boxes: readonly PaperBox[], shape: BoxShape): Html {
  const many = areMany(boxes.map(({ label, note, route }) => label + note + route))
  const items = boxes.map((box) => tag('li', { class: box.chosen ? 'chosen' : undefined }, boxOf(sheet, box, shape)))
  return tag('ul', { class: many ? 'boxes many' : 'boxes' }, items.join(''))
}

/** Drawn, not a letter: no font has to have it, and what is ticked is said in words beside it. */
export const square = (shape: BoxShape, chosen: boolean): Html =>
  tag('span', { class: ['box', shape, ...(chosen ? ['on'] : [])].join(' '), 'aria-hidden': 'true' })

function boxOf({ language, words, kind }: Sheet, { label, note, chosen, route }: PaperBox, shape: BoxShape): Html {
  const parts = [square(shape, chosen), said(label, language, language)]
  if (chosen && kind === 'answered')
    parts.push(tag('span', { class: 'hidden', lang: words.language }, ` (${words.say('chosen')})`))
  if (note !== '') parts.push(' ', tag('span', { class: 'soft' }, said(note, language, language)))
  if (route !== '')
    parts.push(
      ' ',
      tag('span', { class: 'route', lang: words.language }, `→ ${said(route, words.language, words.language)}`),
    )
  return parts.join('')
}

/** Missing reasons: the same few every time, so they stand in one line. */
export const reasonLine = ({ language, words, kind }: Sheet, boxes: readonly PaperBox[]): Html =>
  boxes.length === 0
    ? ''
    : tag(
        'div',
        { class: 'reasons' },
        tag('span', { lang: words.language }, said(words.say('missing'), words.language, words.language)) +
          tag(
            'ul',
            {},
            boxes
              .map(({ label, chosen }) => {
                const mark =
                  chosen && kind === 'answered'
                    ? tag('span', { class: 'hidden', lang: words.language }, ` (${words.say('chosen')})`)
                    : ''
                return tag(
                  'li',
                  { class: chosen ? 'chosen' : undefined },
                  square('one', chosen) + said(label, language, language) + mark,
                )
              })
              .join(''),
          ),
      )

export function lineOf({ language }: Sheet, { size, lines, unit, words }: PaperLine): Html {
  const shape = size === 'number' ? 'number-size' : size
  const height = lines > 1 && words === '' ? ` l${Math.min(8, lines)}` : ''
  const frame = tag('span', { class: `line ${shape}${height}` }, said(words, language, language))
  return frame + (unit === '' ? '' : tag('span', { class: 'unit' }, said(unit, language, language)))
}
