import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Answers, evaluate, noAnswers, parseKey } from '#engine'
import { attachments, changesOfMind, philippineAnswers, typedAs } from '../fixtures/responses/philippines.ts'
import type { Eleven } from '../support/eleven.ts'
import { goToSections } from '../support/entering.ts'
import { fillPage, fillSection, goOn, type Knowledge } from '../support/filler.ts'
import type { Site } from '../support/site.ts'

/** The steps of a focal point, from the link to the receipt. */
export interface Ministry {
  readonly site: Site
  readonly eleven: Eleven
  readonly page: Page
}

/** Any order is possible, and coming back too: C names laws that D lists, D relates them to the instruments C lists. */
const order = ['S0', 'A', 'B', 'D', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'Z']

const saved = (page: Page) => page.getByText(/Saved \d/)

const knowledgeOf = (eleven: Eleven): Knowledge => ({
  instrument: eleven.instrument,
  context: eleven.contextOf('phl'),
  answers: philippineAnswers,
  typedAs,
  attachments,
})

export async function openLink({ site, eleven, page }: Ministry): Promise<void> {
  await page.goto(await eleven.link('phl'))
  await page.getByRole('heading', { name: 'You are invited to answer for Philippines' }).waitFor()
  expect(page.url()).toBe(`${site.address}/i`)
  await page.getByRole('button', { name: 'Continue' }).click()
  await goToSections(page)
  await page.getByRole('heading', { level: 1, name: 'National questionnaire' }).waitFor()
}

export async function answerEverything(ministry: Ministry): Promise<void> {
  const knowledge = knowledgeOf(ministry.eleven)
  let answers = noAnswers
  for (const code of order) {
    const { sections } = evaluate(knowledge.instrument, answers, knowledge.context)
    const section = sections.find((candidate) => candidate.section === code)
    if (section === undefined) throw new Error(`there is no section ${code}`)
    answers = await fillSection(ministry.page, knowledge, answers, section, (group, given) =>
      visit(ministry, knowledge, group, given),
    )
  }
  await saved(ministry.page).waitFor()
  await ministry.page.getByText('Every required question has an answer, or a reason why there is none.').waitFor()
}

async function visit(ministry: Ministry, knowledge: Knowledge, group: string, given: Answers): Promise<Answers> {
  const { page } = ministry
  if (group === 'A_internet') await seeWhenSaved(ministry)
  const first = changesOfMind[group]
  if (first === undefined) return given
  const answers = await fillPage(page, { ...knowledge, answers: first }, given, group)
  if (group === 'B_extent') await seeShortPath(page)
  return answers
}

/** Where nobody uses social media, two pages are left of the section. */
async function seeShortPath(page: Page): Promise<void> {
  await page.getByText('Page 1 of 2 in this section').waitFor()
  await goOn(page)
  await page.getByRole('heading', { level: 1, name: 'Central ministries' }).waitFor()
  await page.getByRole('link', { name: 'Back', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'How far use has spread' }).waitFor()
}

/** While the database holds a change up, nothing is called saved; as soon as it is called saved, it is there. */
async function seeWhenSaved({ site, eleven, page }: Ministry): Promise<void> {
  const { response } = eleven.of('phl')
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
  const source = page.getByRole('textbox', { name: 'Source of that figure' })
  await page.getByRole('textbox', { name: 'What share of the population uses the internet?' }).fill('70.5')
  await saved(page).waitFor()
  const holder = await site.owner.connect()
  try {
    await holder.query('begin')
    await holder.query('select 1 from response where id = $1 for update', [response])
    await source.fill('A figure on its way')
    await expect.poll(async () => (await site.owner.query(waiting)).rowCount, { interval: 20 }).toBe(1)
    expect((await keptAnswers({ site, eleven })).get('A01_source')).toBeUndefined()
    expect(await saved(page).count()).toBe(0)
    expect(await page.getByText('Saving…').count()).toBe(1)
    await holder.query('commit')
  } finally {
    holder.release()
  }
  await saved(page).waitFor()
  expect((await keptAnswers({ site, eleven })).get('A01_source')?.value).toBe('A figure on its way')
}

type Kept = ReadonlyMap<string, { readonly value: unknown; readonly missing: string | null }>

/** What the database holds, by item and row. */
async function keptAnswers({ site, eleven }: Pick<Ministry, 'site' | 'eleven'>): Promise<Kept> {
  const { rows } = await site.owner.query('select item, row, value, missing from answer where response_id = $1', [
    eleven.of('phl').response,
  ])
  return new Map(
    rows.map(({ item, row, value, missing }) => [row === '' ? item : `${item}/${row}`, { value, missing }]),
  )
}

/** Everything that was answered is kept as it was answered, and so is what an earlier path had asked for. */
export async function compareWithDatabase(ministry: Ministry): Promise<void> {
  const kept = await keptAnswers(ministry)
  const named = namesGiven(ministry.eleven, kept)
  const wanted = { ...changesOfMind['B_practice'], ...philippineAnswers }
  const expected = Object.entries(wanted).map(([key, answer]) => [
    named.key(key),
    'missing' in answer
      ? { value: null, missing: answer.missing }
      : { value: named.value(key, answer.value), missing: null },
  ])
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(expected))
}

/** The browser names the records people add; the fixture calls them r1, r2. */
function namesGiven({ instrument }: Eleven, kept: Kept) {
  const rowIn = (roster: string | undefined, row: string): string => {
    const rows = roster === undefined ? undefined : kept.get(roster)?.value
    return Array.isArray(rows) ? String(rows[Number(row.slice(1)) - 1]) : row
  }
  const picked = (code: string): string => {
    const [roster = '', row = ''] = code.split('/')
    return row === '' ? code : `${roster}/${rowIn(roster, row)}`
  }
  return {
    key: (key: string): string => {
      const { item, row } = parseKey(key)
      return row === undefined ? key : `${item}/${rowIn(instrument.items.get(item)?.roster?.code, row)}`
    },
    value: (key: string, value: unknown): unknown => {
      const type = instrument.items.get(parseKey(key).item)?.definition.type
      if (type === 'roster') return (value as string[]).map((row) => rowIn(key, row))
      return type === 'register_pick' ? (value as string[]).map(picked) : value
    },
  }
}

/** Every answer in words, and nothing left to do. */
export async function checkAnswers({ page }: Ministry): Promise<void> {
  await page.getByRole('link', { name: 'Check your answers' }).click()
  await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor()
  const main = page.getByRole('main')
  for (const words of ['Draft Administrative Order', 'ការប្រកាសអាសន្ន', 'အရေးပေါ်', 'การแจ้งเตือนภัย', 'Typhoon warnings']) {
    await main.getByText(words).first().waitFor()
  }
  expect(await main.getByText('Still needed').count()).toBe(0)
  expect(await main.getByText('To be corrected').count()).toBe(0)
}

export interface Receipt {
  readonly reference: string
  readonly sha256: string
}

export async function submit({ page }: Ministry): Promise<Receipt> {
  await page.getByRole('link', { name: 'Go on to submit' }).click()
  await page.getByRole('textbox', { name: 'Your full name' }).fill('Ana Reyes (synthetic)')
  await page.getByRole('textbox', { name: 'Your title or position' }).fill('Undersecretary')
  await page.getByRole('checkbox', { name: /^I confirm that these are the cleared answers of Philippines/ }).check()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Your response has been submitted' }).waitFor()
  const sha256 = (await page.getByText(/^[0-9a-f]{64}$/).textContent()) ?? ''
  const reference = (await page.getByRole('strong').first().textContent()) ?? ''
  return { sha256, reference }
}

/** The copy that is downloaded, the receipt and the database speak of the same bytes. */
export async function compareReceipt({ site, eleven, page }: Ministry, receipt: Receipt): Promise<void> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download submission.json' }).click()
  const bytes = await readFile(await (await coming).path())
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(receipt.sha256)
  const { rows } = await site.owner.query(
    'select reference, sha256, canonical, instrument_hash, attestation from submission where response_id = $1',
    [eleven.of('phl').response],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    ...receipt,
    canonical: bytes.toString('utf8'),
    instrument_hash: eleven.instrument.hash,
    attestation: { name: 'Ana Reyes (synthetic)', title: 'Undersecretary' },
  })
}

/** After that the answers can be read, and not changed. */
export async function seeItClosed({ page }: Ministry): Promise<void> {
  await page.getByRole('link', { name: 'All sections' }).click()
  await page.getByText('This response has been submitted. You can read it; it can no longer be changed.').waitFor()
  await page.getByRole('link', { name: 'Country context', exact: true }).click()
  expect(await page.getByRole('textbox', { name: 'Source of that figure' }).isDisabled()).toBe(true)
}
