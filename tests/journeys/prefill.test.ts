import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Bundle, ItemDefinition } from '../../instruments/engine/definition/bundle.ts'
import { type Actor, inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { offerForWave } from '../../server/features/prefill/actions.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { barriers, journey } from '../support/browser.ts'
import { enterBy } from '../support/entering.ts'
import { sidewaysScroll } from '../support/layout.ts'
import { addRespondent, addStaff, makeWorld, type World } from '../support/people.ts'
import { openSite, type Site } from '../support/site.ts'

const asking: Bundle = {
  ...smallInstrument,
  sections: smallInstrument.sections.map((section) => ({
    ...section,
    groups: section.groups.map(({ group, items }) => ({
      group,
      items: items.map((item): ItemDefinition => ({ ...item, prefill: 'register' })),
    })),
  })),
}

const register = {
  register: 'practice',
  title: 'Practice',
  version: '2026-11-22',
  instruments: ['SML'],
  entries: [
    {
      entry: 'phl_practice',
      administration: 'phl',
      certainty: 'verified_secondary' as const,
      as_of: '2026-06-30',
      source: 'Yearbook of the civil service, 2026',
      answers: { A01: 'yes', A02: 'line', A04: 'Ministry pages since 2011', B01: 12 },
    },
  ],
}

let site: Site
let world: World
let dewi: Actor

beforeAll(async () => {
  site = await openSite()
  world = await makeWorld(site.owner, asking)
  const { study, philippines: response } = world
  dewi = await addRespondent(site.owner, { study, response, role: 'clearing_officer', name: 'Dewi' })
  const sofia = await addStaff(site.owner, { role: 'coordinator', name: 'Sofia' })
  await inUnitOfWork(site.database, sofia, (unit) => offerForWave(unit, world.wave, [register]))
  await site.owner.query(
    `insert into prefill_offer (study_id, response_id, id, instrument_hash, item, value, kind, register, entries, as_of, broken, why)
     select study_id, response_id, gen_random_uuid(), instrument_hash, 'B02', '"2019"', kind, register, entries, as_of, 'item_reworded',
       'What about B02? reads otherwise.' from prefill_offer where item = 'B01' and response_id = $1`,
    [response],
  )
})
afterAll(() => site.close())

async function enter(page: Page, { person = '' }: Actor): Promise<void> {
  const { study, philippines: response } = world
  const token = await inUnitOfWork(site.database, system, (unit) => issueLink(unit, { study, response, person }))
  await enterBy(page, `${site.address}/i#${token}`)
  await page.getByRole('heading', { level: 1, name: 'Small questionnaire' }).waitFor()
}

const standing = async () =>
  (
    await site.owner.query(
      'select item, value from answer where response_id = $1 and value is not null order by item',
      [world.philippines],
    )
  ).rows.map(({ item, value }) => `${item} ${value}`)

async function look(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await barriers(page)).toEqual([])
    await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

journey('earlier answers are looked at, confirmed, taken back, put aside and changed', async ({ open }) => {
  const page = await open()
  await enter(page, world.maria)
  await page.getByRole('link', { name: '5 earlier answers to look at' }).click()
  const row = (item: string) => page.getByRole('listitem').filter({ hasText: item })
  await row('A01').getByText('Yearbook of the civil service, 2026').waitFor()
  await row('B02').getByText('asked in other words').waitFor()
  expect(
    await row('B02')
      .getByRole('button', { name: /^Confirm/ })
      .count(),
  ).toBe(0)
  expect(await standing()).toEqual([])
  await look(page)

  // by keyboard, and the focus stays with the answer
  await row('A01').getByRole('button', { name: 'Confirm the earlier answer to What about A01?' }).focus()
  await page.keyboard.press('Enter')
  await row('A01').getByText('Confirmed, unchanged').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? '')).toContain('A01')
  expect(await standing()).toEqual(['A01 yes'])
  await row('A01')
    .getByRole('button', { name: /^Take back/ })
    .click()
  await row('A01').getByText('Not looked at').waitFor()
  expect(await standing()).toEqual([])

  await row('A04')
    .getByRole('button', { name: /no longer applies/ })
    .click()
  await row('A04').getByText('No longer applies', { exact: true }).waitFor()
  await row('B01')
    .getByRole('link', { name: /^Give another answer/ })
    .click()
  await page.getByRole('textbox', { name: 'What about B01?' }).fill('13')
  await page.goto(`${site.address}/respond/prefill`)
  await row('B01').getByText('Answered otherwise').waitFor()
  await row('B02')
    .getByRole('button', { name: /^I have read/ })
    .click()
  await page.getByText('2 earlier answers wait for you.').waitFor()
  await page.getByRole('button', { name: 'Confirm all 2 earlier answers of this section' }).click()
  await page.getByText('You have looked at all of them.').waitFor()
  expect(await standing()).toEqual(['A01 yes', 'A02 line', 'B01 13'])
  await look(page)
  await page.getByRole('link', { name: 'All sections' }).first().click()
  await page.getByRole('heading', { level: 2, name: 'Sections' }).waitFor()
  expect(await page.getByRole('link', { name: /earlier answer/ }).count()).toBe(0)

  const reader = await open()
  await enter(reader, dewi)
  await reader.goto(`${site.address}/respond/prefill`)
  await reader.getByText('You are here to read').waitFor()
  expect(await reader.locator('main').getByRole('button').count()).toBe(0)
})
