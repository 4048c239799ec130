import type { Locator } from 'playwright-core'
import type { FormColumn, FormItem } from '#engine'
import { asList, asRecord, type Fill, groupOf, labelOf, reasonWords } from './place.ts'

type Row = FormItem['rows'][number]

/** Long tables come in folds; a person opens them. */
async function unfold(group: Locator): Promise<void> {
  const closed = group.getByRole('button', { name: /Rows \d+ to \d+ of \d+/, expanded: false })
  for (let left = await closed.count(); left > 0; left -= 1) await closed.first().click()
}

/** One column of few options is laid out with an option in each column. */
const isSpread = ([only, second]: readonly FormColumn[]): boolean =>
  only?.cell === 'one' && second === undefined && only.options.length <= 6

export const fillGrid: Fill = async (filling) => {
  const { item, value } = filling
  const group = groupOf(filling)
  await unfold(group)
  for (const [code, cells] of Object.entries(asRecord(value))) {
    const row = item.rows.find((candidate) => candidate.code === code)
    if (row === undefined) throw new Error(`${item.key} has no row ${code}`)
    const { missing, ...given } = asRecord(cells)
    if (typeof missing === 'string') await giveReason(group, row, missing)
    for (const [column, cell] of Object.entries(given)) await fillCell(group, item, row, { column, cell })
  }
}

const giveReason = (group: Locator, row: Row, reason: string): Promise<unknown> =>
  control(group, 'combobox', row, 'No answer').selectOption({ label: reasonWords(reason) })

const control = (group: Locator, role: 'radio' | 'combobox' | 'textbox' | 'group', row: Row, column: string): Locator =>
  group.getByRole(role, { name: `${row.label} ${column}`, exact: true })

interface Cell {
  readonly column: string
  readonly cell: unknown
}

async function fillCell(group: Locator, item: FormItem, row: Row, { column, cell }: Cell): Promise<void> {
  const found = item.columns.find((candidate) => candidate.column === column)
  if (found === undefined) throw new Error(`${item.key} has no column ${column}`)
  if (isSpread(item.columns)) {
    await control(group, 'radio', row, labelOf(found.options, String(cell))).check()
  } else if (found.cell === 'one') {
    await control(group, 'combobox', row, found.label).selectOption({ label: labelOf(found.options, String(cell)) })
  } else if (found.cell === 'several') {
    await tick(
      group,
      row,
      found.label,
      asList(cell).map((code) => labelOf(found.options, code)),
    )
  } else {
    await control(group, 'textbox', row, found.label).fill(String(cell))
  }
}

/** A closed list of boxes in a cell: open it, tick, close it. */
async function tick(group: Locator, row: Row, column: string, labels: readonly string[]): Promise<void> {
  const name = group.page().getByText(row.label, { exact: true })
  const list = group
    .getByRole('row')
    .filter({ has: name })
    .getByRole('group')
    .filter({ has: group.page().getByRole('group', { name: `${row.label} ${column}`, includeHidden: true }) })
    .first()
  await list.locator('summary').click()
  for (const label of labels) {
    await control(group, 'group', row, column).getByRole('checkbox', { name: label, exact: true }).check()
  }
  await list.locator('summary').click()
}

export const fillTwoAnswers: Fill = async (filling) => {
  const { item, value } = filling
  const group = groupOf(filling)
  await unfold(group)
  const worded = (column: string): string | undefined => item.columns.find((one) => one.column === column)?.label
  const main = worded('primary') ?? 'Main'
  for (const [code, answers] of Object.entries(asRecord(value))) {
    const row = item.rows.find((candidate) => candidate.code === code)
    if (row === undefined) throw new Error(`${item.key} has no row ${code}`)
    const { missing, primary, secondary } = asRecord(answers)
    if (typeof missing === 'string') await giveReason(group, row, missing)
    if (typeof primary === 'string') {
      const label = labelOf(item.options, primary)
      await control(group, 'combobox', row, main).selectOption({ label })
    }
    const further = asList(secondary).map((objective) => labelOf(item.options, objective))
    if (further.length > 0) await tick(group, row, worded('secondary') ?? 'Further, at most 2', further)
  }
}
