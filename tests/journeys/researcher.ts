import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Eleven } from '../support/eleven.ts'
import { countCodes, countValid, type Exported, partOf, readCsv, readTable, variablesOf } from '../support/recount.ts'
import type { Site } from '../support/site.ts'
import type { Receipt } from './ministry.ts'

/** The steps of a researcher, from the sign-in to the exported files. */
export interface Research {
  readonly site: Site
  readonly eleven: Eleven
  readonly page: Page
}

/** Who has not submitted, in the order of ASEAN documents. */
const absent = ['Lao PDR', 'Malaysia', 'Myanmar', 'Timor-Leste']

export async function signIn({ site, eleven, page }: Research): Promise<void> {
  const { email, password } = await eleven.account('researcher')
  await page.goto(`${site.address}/sign-in`)
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  // the only wave opens by itself
  await page.getByRole('heading', { level: 1, name: 'What has been answered' }).waitFor()
}

export async function readMatrix({ page }: Research): Promise<void> {
  await page.getByText('7 of 11 have submitted').waitFor()
  const table = page.getByRole('table')
  for (const name of absent) await table.getByRole('row', { name }).getByText('Not started').waitFor()
  expect(await table.getByText('Not started').count()).toBe(absent.length)
}

/** What the ministry wrote is what the researcher reads, under the same fingerprint. */
export async function readCountry({ page }: Research, receipt: Receipt): Promise<void> {
  await page.getByRole('link', { name: 'Philippines', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Philippines' }).waitFor()
  await page.getByText(receipt.sha256).waitFor()
  await page.getByText(receipt.reference).waitFor()
  const main = page.getByRole('main')
  await main.getByText('Draft of 21 February 2017; adoption not confirmed').waitFor()
  await main.getByText('E-Governance Act, signed on 5 September 2025').waitFor()
  await main.getByText('การแจ้งเตือนภัยถึงประชาชนเร็วขึ้น').waitFor()
  await page.goBack()
}

/** The files, downloaded as a researcher downloads them: with a purpose. */
export async function exportFiles({ page }: Research): Promise<Exported> {
  await page.getByRole('link', { name: 'Export this wave' }).click()
  await page
    .getByRole('textbox', { name: 'What will the data be used for?' })
    .fill('To count again what the screen says')
  const download = async (name: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name, exact: true }).click()
    return readCsv(await readFile(await (await coming).path(), 'utf8'))
  }
  return {
    responses: await download('responses.csv'),
    codes: await download('codes.csv'),
    codebook: await download('codebook.csv'),
  }
}

/** The findings of one item on the page of its research question, with the numbers shown. */
async function openFinding({ site, eleven, page }: Research, rq: string, label: string): Promise<Locator> {
  await page.goto(`${site.address}/findings/${eleven.wave}/questions/${rq}`)
  const finding = page.getByRole('article', { name: label, exact: true })
  await finding.waitFor()
  const twin = finding.getByRole('group').filter({ hasText: 'Numbers and names' }).first()
  if ((await twin.count()) > 0 && (await twin.getAttribute('open')) === null) {
    await twin.getByText('Numbers and names').click()
  }
  return finding
}

const numbersIn = (row: Readonly<Record<string, string>> | undefined, columns: readonly string[]): number[] =>
  columns.map((column) => Number(row?.[column]))

export async function compareSingleChoice(research: Research, exported: Exported): Promise<void> {
  const label = 'Is there a formal instrument specifically on government use of social media?'
  const finding = await openFinding(research, 'RQ2.1', label)
  const table = await readTable(finding.getByRole('table'))
  const counted = countCodes(exported, 'C01')
  expect(counted['In draft']).toBeGreaterThanOrEqual(1)
  const shown = Object.fromEntries(Object.keys(counted).map((code) => [code, Number(table[code]?.['Count'])]))
  expect(shown).toEqual(counted)
  const valid = countValid(exported, 'C01')
  await finding.getByText(`${valid} of 11 answered`).waitFor()
  const silent = table['Has not submitted']
  expect(silent).toMatchObject({ Count: '4', Administrations: absent.join(', ') })
  expect(table['In draft']?.['Administrations']).toContain('Philippines')
}

export async function compareMultipleChoice(research: Research, exported: Exported): Promise<void> {
  const finding = await openFinding(
    research,
    'RQ2.1',
    'Which general instruments are applied to social media by default?',
  )
  const table = await readTable(finding.getByRole('table'))
  const options = variablesOf(exported, 'C03')
  const counted = options.map((variable) => [partOf(exported, variable), countCodes(exported, variable)['Chosen']])
  const shown = Object.entries(table).map(([option, row]) => [option, Number(row['Count'])])
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(counted))
  expect(counted).toHaveLength(12)
}

export async function compareGrid(research: Research, exported: Exported): Promise<void> {
  const label = 'Are there specific guidelines on social media at each level of government?'
  const finding = await openFinding(research, 'RQ2.4', label)
  const table = await readTable(finding.getByRole('table'))
  const rows = variablesOf(exported, 'C07')
  expect(rows.length).toBeGreaterThanOrEqual(4)
  for (const variable of rows) {
    const counted = countCodes(exported, variable)
    const row = table[partOf(exported, variable)]
    expect(numbersIn(row, Object.keys(counted)), variable).toEqual(Object.values(counted))
    expect(row?.['Answered'], variable).toBe(`${countValid(exported, variable)} of 11`)
  }
}

export async function compareRanking(research: Research, exported: Exported): Promise<void> {
  const finding = await openFinding(research, 'RQ1.4', 'Which platforms does government use most?')
  const table = await readTable(finding.getByRole('table'))
  const ranks = variablesOf(exported, 'B05')
  const places = ranks.map((variable) => countCodes(exported, variable))
  const columns = ranks.map((_rank, at) => `Place ${at + 1}`)
  for (const [platform, first] of Object.entries(places[0] ?? {})) {
    const counted = [first, ...places.slice(1).map((place) => place[platform])]
    expect(numbersIn(table[platform], columns), platform).toEqual(counted)
  }
  expect(places[0]?.['Facebook']).toBeGreaterThanOrEqual(1)
  // one administration withholds this section: the file leaves it out, and the page says so
  expect(exported.responses.find(({ unit }) => unit === 'vnm')?.['B05_rank1_miss']).toBe('-9')
  await finding.getByText('1 is withheld: Viet Nam').waitFor()
}
