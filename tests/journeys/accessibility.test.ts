import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Answers } from '#engine'
import { inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { type GalleryLanguage, inScript } from '../../web/gallery/scripts.ts'
import { philippineAnswers } from '../fixtures/responses/philippines.ts'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy, goToSections } from '../support/entering.ts'
import { clippedTexts, sidewaysScroll, unfold } from '../support/layout.ts'
import { makeWorld } from '../support/people.ts'
import { openSite, type Site } from '../support/site.ts'
import { submit } from './ministry.ts'
import { signIn } from './researcher.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
  // files would have to be kept first
  const { I03_file, Z05_file, ...answers } = philippineAnswers
  await eleven.draft('phl', answers satisfies Answers)
  for (const [at, code] of ['brn', 'khm', 'idn'].entries()) await eleven.submit(code, at + 1)
})

afterAll(() => site.close())

/** Wide, narrow, and as narrow as an enlarged page gets. */
const widths = [1280, 390] as const
const narrowest = 320

/** What stands in anybody's way on the page as it is, at every width. */
async function look(page: Page): Promise<string[]> {
  await unfold(page)
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    found.push(...(await barriers(page)).map((barrier) => `${width}: ${barrier}`))
  }
  await fitsInto(page, narrowest)
  return found
}

/** Drawings follow a change of width a moment later. */
async function fitsInto(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
}

async function visit(page: Page, path: string): Promise<string[]> {
  await page.goto(`${site.address}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return look(page)
}

/** Together they hold every type of question, and every kind of table. */
const questionPages = [
  'S0/S0_respondents',
  'A/A_users',
  'A/A_platforms',
  'A/A_profile',
  'A/A_purposes',
  'B/B_extent',
  'B/B_ministries',
  'B/B_objectives',
  'C/C_basis',
  'E/E_functions',
  'F/F_severity',
  'H/H_elements',
  'Z/Z_signature',
]

journey(
  'nothing stands in the way of a respondent',
  async ({ open }) => {
    const page = await open({ expected: [/Failed to load resource/] })
    await page.goto(await eleven.link('phl'))
    await page.getByRole('heading', { name: 'You are invited to answer for Philippines' }).waitFor()
    expect(await look(page)).toEqual([])
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('link', { name: 'As a page' }).waitFor()
    expect(await look(page)).toEqual([])
    await goToSections(page)
    expect(await look(page)).toEqual([])
    for (const place of questionPages) expect(await visit(page, `/respond/${place}?show=findings`), place).toEqual([])
    expect(await visit(page, '/respond/check')).toEqual([])
    await submit({ site, eleven, page })
    expect(await look(page)).toEqual([])
  },
  4,
)

journey('nothing stands in the way when something is wrong', async ({ open }) => {
  const page = await open({ expected: [/Failed to load resource/] })
  for (const path of ['/', '/sign-in', '/nowhere', '/respond', '/i#mfk_damaged']) {
    expect(await visit(page, path), path).toEqual([])
  }
  await enterBy(page, await eleven.link('vnm'))
  for (const place of ['A/A_internet', 'E/E_oversight']) {
    await page.goto(`${site.address}/respond/${place}`)
    await page.getByRole('button', { name: 'Check this page' }).click()
    await page.getByRole('alert').first().waitFor()
    expect(await look(page), place).toEqual([])
  }
  for (const path of ['/respond/submit', '/respond/receipt', '/respond/B/B_use_cases', '/findings']) {
    expect(await visit(page, path), path).toEqual([])
  }
})

journey(
  'nothing stands in the way of a researcher',
  async ({ open }) => {
    const page = await open()
    await signIn({ site, eleven, page })
    const wave = `/findings/${eleven.wave}`
    const places = ['', '/countries/brn', '/countries/vnm', '/questions/RQ2.4', '/items/H02', '/export']
    for (const place of places) expect(await visit(page, `${wave}${place}`), place).toEqual([])
  },
  3,
)

const stackedPages = [
  '',
  '/S0/S0_respondents',
  '/A/A_users',
  '/A/A_platforms',
  '/A/A_profile',
  '/B/B_ministries',
  '/B/B_use_cases',
  '/F/F_severity',
  '/H/H_elements',
  '/H/H_options',
  '/Z/Z_consent',
  '/check',
]

/** What the style sheet promises for scripts that stack their signs. */
const leastLineHeight = 1.6

for (const [language, name] of [
  ['km', 'Khmer'],
  ['my', 'Burmese'],
] as const satisfies readonly (readonly [GalleryLanguage, string])[]) {
  journey(`questions in ${name} are shown whole`, async ({ open }) => {
    const other = await openSite()
    try {
      const { maria } = await makeWorld(other.owner, inScript(eleven.instrument.bundle, language))
      const { study = '', response = '', person = '' } = maria
      const token = await inUnitOfWork(other.database, system, (unit) => issueLink(unit, { study, response, person }))
      const page = await open()
      await enterBy(page, `${other.address}/i#${token}`)
      for (const place of stackedPages) {
        await page.goto(`${other.address}/respond${place}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await unfold(page)
        for (const width of [...widths, narrowest]) {
          await fitsInto(page, width)
          expect(await clippedTexts(page, leastLineHeight), `${place} at ${width}`).toEqual([])
        }
      }
    } finally {
      await other.close()
    }
  })
}
