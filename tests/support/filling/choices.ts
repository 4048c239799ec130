import { asList, type Fill, groupOf, labelOf } from './place.ts'

export const chooseOne: Fill = async (filling) => {
  const { item, value } = filling
  const label =
    item.options.length === 0 ? { yes: 'Yes', no: 'No' }[String(value)] : labelOf(item.options, String(value))
  await groupOf(filling)
    .getByRole('radio', { name: label ?? '', exact: true })
    .check()
}

export const chooseSeveral: Fill = async (filling) => {
  const { item, value, before } = filling
  const group = groupOf(filling)
  const box = (code: string) => group.getByRole('checkbox', { name: labelOf(item.options, code), exact: true })
  const wanted = asList(value)
  for (const code of asList(before)) if (!wanted.includes(code)) await box(code).uncheck()
  for (const code of wanted) await box(code).check()
}

/** From the first place to the last, out of the list of what is not ranked yet. */
export const rank: Fill = async (filling) => {
  const { item, value, before } = filling
  const group = groupOf(filling)
  for (const code of asList(before)) {
    await group
      .getByRole('button', { name: `Remove ${labelOf(item.options, code)} from the ranking`, exact: true })
      .click()
  }
  for (const [at, code] of asList(value).entries()) {
    const name = `Add ${labelOf(item.options, code)} as number ${at + 1}`
    await group.getByRole('button', { name, exact: true }).click()
  }
}
