import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Answers, openInstrument } from '#engine'
import { readFilledFile } from '../../instruments/exchange/answers/read-filled-file.ts'
import { type Actor, inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { answerAs, authorOf, saveAnswers } from '../../server/features/responses/actions.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { barriers, journey } from '../support/browser.ts'
import { enterBy } from '../support/entering.ts'
import { excelFile } from '../support/filled-files.ts'
import { sidewaysScroll } from '../support/layout.ts'
import { addRespondent, makeWorld, type World } from '../support/people.ts'
import { philippines } from '../support/scenario.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let world: World
let budi: Actor

const given: Answers = { A01: { value: 'yes' }, B01: { value: 12 } }

beforeAll(async () => {
  site = await openSite()
  world = await makeWorld(site.owner, smallInstrument)
  const { study, philippines: response, maria } = world
  budi = await addRespondent(site.owner, { study, response, role: 'contributor', name: 'Budi' })
  await inUnitOfWork(site.database, maria, (unit) => answerAs(unit, authorOf(maria, response), world.instrument, given))
})

afterAll(() => site.close())

async function enter(page: Page): Promise<void> {
  const { study, philippines: response, maria } = world
  const token = await inUnitOfWork(site.database, system, (unit) =>
    issueLink(unit, { study, response, person: maria.person ?? '' }),
  )
  await enterBy(page, `${site.address}/i#${token}`)
  await page.getByRole('heading', { level: 1, name: 'Small questionnaire' }).waitFor()
}

async function standing(): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await site.owner.query('select item, value from answer where response_id = $1', [world.philippines])
  return Object.fromEntries(rows.map(({ item, value }) => [item, value]))
}

const handIn = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.getByLabel('Hand in a filled file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })

/** Nothing in anybody's way, wide and narrow. */
async function look(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await barriers(page)).toEqual([])
    await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

journey('a focal point takes answers over from a workbook that was filled in offline', async ({ open }) => {
  const page = await open({ expected: [/422/] })
  const main = page.getByRole('main')
  await enter(page)
  await main.getByRole('link', { name: 'Fill in offline' }).click()
  await page.getByRole('heading', { level: 1, name: 'Fill in offline' }).waitFor()
  await look(page)

  await handIn(page, 'notes.txt', Buffer.from('B01: 40'))
  await main.getByRole('alert').getByText('neither a Word document (.docx) nor a workbook').waitFor()

  const edits = { A04: 'in our words', B01: 40, B02: '3/4/2026', 'B04_title/r1': 'Circular 4' }
  await handIn(
    page,
    'filled.xlsx',
    await excelFile(openInstrument(smallInstrument, world.instrument), given, { edits }),
  )
  await main.getByRole('heading', { level: 2, name: 'What filled.xlsx says' }).waitFor()
  await main.getByText('2 answers are new, 1 differs from what stands, 1 is as it stands.').waitFor()
  await main.getByText('“3/4/2026” can be read in two ways: 2026-04-03 / 2026-03-04.').waitFor()
  await look(page)
  expect(await standing()).toEqual({ A01: 'yes', B01: 12 })

  // with the keyboard; what differs is not among it
  await main.getByRole('button', { name: 'Take over all 2 new answers' }).focus()
  await page.keyboard.press('Enter')
  await main.getByText('2 answers taken over.').waitFor()
  expect(await standing()).toMatchObject({ A04: 'in our words', B04: ['r1'], B04_title: 'Circular 4', B01: 12 })

  await meanwhile(13)
  const take = main.getByRole('button', { name: 'Take over the answer to B01: What about B01?' })
  await take.click()
  await main.getByText('Somebody changed this answer meanwhile. Look at it again.').waitFor()
  expect(await standing()).toMatchObject({ B01: 13 })
  const row = main
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: /Take over the answer to B01/ }) })
  await row.getByText('13', { exact: true }).waitFor()
  await take.click()
  await main.getByText('1 answer taken over.').waitFor()
  expect(await standing()).toMatchObject({ B01: 40 })

  await seeDownload(page)
  await main.getByRole('link', { name: 'Go to the questionnaire' }).click()
  await main.getByText('5 of 11 questions answered').first().waitFor()
})

/** Budi answers while Maria is looking. */
async function meanwhile(value: number): Promise<void> {
  const mutation = { id: crypto.randomUUID(), item: 'B01', base: 1, value }
  await inUnitOfWork(site.database, budi, (unit) =>
    saveAnswers(unit, authorOf(budi, world.philippines), { instrument: world.instrument, mutations: [mutation] }),
  )
}

/** The workbook that is downloaded holds what stands, and proposes nothing when it comes back. */
async function seeDownload(page: Page): Promise<void> {
  const main = page.getByRole('main')
  const coming = page.waitForEvent('download')
  await main.getByRole('link', { name: 'Excel workbook with the answers as they stand' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe(`SML-${philippines.unit.code}-2026-en.xlsx`)
  const bytes = await readFile(await download.path())
  expect((await readFilledFile(bytes)).about).toMatchObject({ instrument: 'SML', hash: world.instrument, unit: 'phl' })
  await handIn(page, 'untouched.xlsx', bytes)
  await main.getByText('The file says nothing that does not stand already.').waitFor()
}
