import type { PaperAmount, PaperField } from '../document.ts'
import { boxList, fewBoxes, lineOf } from './boxes.ts'
import { type Html, said, tag } from './markup.ts'
import type { Sheet } from './sheet.ts'
import { tableOf } from './table.ts'

/** What there is to fill in, or what was. */
export function fieldOf(sheet: Sheet, field: PaperField, caption: string): Html {
  switch (field.kind) {
    case 'boxes':
      return boxList(sheet, field.boxes, field.shape)
    case 'line':
      return lineOf(sheet, field.line)
    case 'amounts':
      return amountsOf(sheet, field.amounts, field.total)
    case 'table':
      return tableOf(sheet, field.table, caption)
    case 'records':
    case 'nothing':
      return ''
  }
}

function amountsOf(sheet: Sheet, amounts: readonly PaperAmount[], total: string): Html {
  const { language, words } = sheet
  const many = amounts.length > fewBoxes
  const items = amounts.map(({ label, line }) =>
    tag(
      'li',
      { class: line.words === '' ? undefined : 'chosen' },
      lineOf(sheet, line) + tag('span', {}, said(label, language, language)),
    ),
  )
  const sum =
    total === '' ? '' : tag('p', { class: 'soft', lang: words.language }, said(total, words.language, words.language))
  return tag('ul', { class: many ? 'amounts many' : 'amounts' }, items.join('')) + sum
}
