import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { largePdf, pdfOf } from '../fixtures/evidence/documents.ts'
import { exifOf, jpegOf, tiffOf } from '../fixtures/evidence/pictures.ts'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { sha256Of } from '../support/evidence.ts'
import { typist } from '../support/keyboard.ts'
import { sidewaysScroll } from '../support/layout.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})

afterAll(() => site.close())

const refused = [/Failed to load resource/, /net::ERR_/]
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

async function enter(page: Page, unit: string): Promise<void> {
  await enterBy(page, await eleven.link(unit))
  await heading(page, 'National questionnaire')
}

/** What stands in anybody's way, wide and narrow. */
async function look(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
    if (width > 320) found.push(...(await barriers(page)).map((barrier) => `${width}: ${barrier}`))
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  return found
}

const kept = async (unit: string, text: string) =>
  (await site.owner.query(text, [eleven.of(unit).response])).rows as Record<string, unknown>[]

journey(
  'a file is sent while the line breaks, and is cited from the answer one came from',
  async ({ open }) => {
    const page = await open({ expected: refused })
    await enter(page, 'phl')
    await page.goto(`${site.address}/respond/S0/S0_terms`)
    await page.getByRole('link', { name: 'Evidence', exact: true }).click()
    await heading(page, /Evidence for the answers of this page/)
    expect(await look(page)).toEqual([])
    await page.getByRole('list', { name: 'Which question is it for?' }).getByRole('link').first().click()
    await heading(page, /Evidence for this answer/)
    await page.getByRole('link', { name: 'Add a file' }).click()
    await heading(page, /Add a file as evidence/)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').getByRole('link', { name: 'Choose a file.' }).waitFor()
    expect(await look(page)).toEqual([])

    const law = largePdf(3_000_000)
    await cutAfter(page, 2)
    await page.getByLabel('File').setInputFiles({ name: 'law_on_media.pdf', mimeType: 'application/pdf', buffer: law })
    await page.getByText('No connection.').waitFor()
    const before = await kept('phl', 'select received from upload where response_id = $1')
    expect(Number(before[0]?.received)).toBeGreaterThan(0)
    expect(await kept('phl', 'select 1 from file where response_id = $1')).toEqual([])
    expect(await look(page)).toEqual([])
    await page.context().setOffline(false)
    await page.getByText('law_on_media.pdf has arrived whole.').waitFor()
    expect(await kept('phl', 'select sha256 from file where response_id = $1')).toEqual([{ sha256: sha256Of(law) }])

    expect(await page.getByLabel('Title').inputValue()).toBe('law on media')
    await page.getByLabel('Issued by').fill('Congress')
    await page.getByLabel('Date').fill('2024-05')
    await page.getByLabel('Language').selectOption('fil')
    await page.getByLabel('The research team too').check()
    await page.getByLabel('Page or clause').fill('Section 4')
    await page.getByRole('button', { name: 'Save' }).click()
    await heading(page, /Evidence for this answer/)
    await page.getByRole('heading', { name: 'law on media' }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Page or clause of law on media' }).inputValue()).toBe('Section 4')
    expect(await look(page)).toEqual([])
    const [evidence] = await kept('phl', 'select issuer, date, language, level from evidence where response_id = $1')
    expect(evidence).toEqual({ issuer: 'Congress', date: '2024-05', language: 'fil', level: 'research' })
    const [citation] = await kept('phl', 'select place, standing from citation where response_id = $1')
    expect(citation).toEqual({ place: 'Section 4', standing: true })
  },
  4,
)

/** The line breaks once so many pieces have arrived. */
async function cutAfter(page: Page, pieces: number): Promise<void> {
  const context: BrowserContext = page.context()
  let seen = 0
  await page.route('**/uploads/*', async (route) => {
    seen += 1
    if (seen === pieces + 1) await context.setOffline(true)
    await route.continue().catch(() => {})
  })
}

journey(
  'evidence is kept with the keyboard alone: added once, cited twice, changed, withdrawn and brought back',
  async ({ open }) => {
    const page = await open({ expected: refused })
    await enter(page, 'tha')
    await page.goto(`${site.address}/respond/evidence`)
    await heading(page, /Evidence/)
    await page.getByText('No evidence has been added yet.').waitFor()
    const keys = typist(page)
    await keys.enter(page.getByRole('link', { name: 'Add a link' }))
    await heading(page, /Add a link as evidence/)
    await keys.typeInto(page.getByLabel('Web address'), 'www.gov.example')
    await keys.typeInto(page.getByLabel('Title'), 'Royal Gazette 141')
    await keys.press('Enter')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Give a whole web address/ })
      .waitFor()
    await keys.enter(page.getByRole('link', { name: /Give a whole web address/ }))
    await keys.press('Control+a')
    await keys.type('https://www.gov.example/gazette')
    await keys.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'Royal Gazette 141' }).waitFor()
    expect(await look(page)).toEqual([])

    for (const item of ['C01', 'B01']) {
      await page.goto(`${site.address}/respond/evidence?for=${item}`)
      await keys.typeInto(page.getByRole('textbox', { name: 'Page or clause of Royal Gazette 141' }), `for ${item}`)
      await keys.enter(page.getByRole('button', { name: 'Cite Royal Gazette 141' }))
      await page.getByText('Royal Gazette 141 is cited from this answer.').waitFor()
    }
    await keys.enter(page.getByRole('link', { name: 'Evidence', exact: true }))
    await page.getByText('Cited from 2 answers').click()
    expect(await page.getByText('for C01').count()).toBe(1)
    expect(await look(page)).toEqual([])

    await keys.enter(page.getByRole('link', { name: 'Change Royal Gazette 141' }))
    await heading(page, /Change what is said/)
    await keys.tabTo(page.getByLabel('Only this administration'))
    await keys.press('ArrowDown', 'ArrowDown', 'Enter')
    await page.getByRole('heading', { level: 2, name: 'Royal Gazette 141' }).waitFor()
    await keys.enter(page.getByRole('button', { name: 'Withdraw Royal Gazette 141' }))
    await page.getByText('Royal Gazette 141 was withdrawn.').waitFor()
    await keys.enter(page.getByRole('button', { name: 'Bring back Royal Gazette 141' }))
    await page.getByText('Royal Gazette 141 counts again.').waitFor()
    const events = await kept('tha', 'select what from evidence_event where response_id = $1 order by at, id')
    expect(events.map((event) => event.what)).toEqual(['added', 'cited', 'cited', 'changed', 'withdrawn', 'restored'])
  },
  3,
)

journey('a file that is not kept says why, and a photograph loses its place', async ({ open }) => {
  const page = await open({ expected: refused })
  await enter(page, 'mys')
  await page.goto(`${site.address}/respond/evidence/new/file`)
  const file = page.getByLabel(/File|Choose another file/)
  await file.setInputFiles({ name: 'plan.docm', mimeType: 'application/octet-stream', buffer: pdfOf() })
  await page.getByText('holds macros or other programs').waitFor()
  await file.setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: pdfOf('x', '/Encrypt 9 0 R ') })
  await page.getByText('protected by a password').waitFor()
  const photo = jpegOf({ segments: [exifOf(tiffOf())] })
  await file.setInputFiles({ name: 'opening.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByText('The place where the picture was taken has been taken out of the file.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { level: 2, name: 'opening' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download opening.jpg' }).click()
  expect((await download).suggestedFilename()).toBe('opening.jpg')
})
