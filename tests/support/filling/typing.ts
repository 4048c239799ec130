import { monthNames } from '../../../instruments/engine/answers/dates.ts'
import { asRecord, beginningWith, type Fill, groupOf, labelOf, nameOf } from './place.ts'

export const type: Fill = async ({ scope, item, value, typed }) =>
  scope.getByRole('textbox', { name: nameOf(item) }).fill(typed ?? String(value))

export const typeDate: Fill = async (filling) => {
  const [year = '', month = '', day = ''] = String(filling.value).split('-')
  const group = groupOf(filling)
  await group.getByRole('textbox', { name: 'Day', exact: true }).fill(day.replace(/^0/, ''))
  const label = month === '' ? 'Choose a month' : (monthNames('en')[Number(month) - 1] ?? '')
  await group.getByRole('combobox', { name: 'Month', exact: true }).selectOption({ label })
  await group.getByRole('textbox', { name: 'Year', exact: true }).fill(year)
}

export const share: Fill = async (filling) => {
  const group = groupOf(filling)
  for (const [code, points] of Object.entries(asRecord(filling.value))) {
    await group.getByRole('textbox', { name: beginningWith(labelOf(filling.item.options, code)) }).fill(String(points))
  }
}

export const attach: Fill = async ({ scope, item, attachment }) => {
  if (attachment === undefined) throw new Error(`there is no file for ${item.key}`)
  await scope.getByLabel(nameOf(item)).setInputFiles(attachment)
  await scope.getByRole('group', { name: attachment.name }).waitFor()
}
