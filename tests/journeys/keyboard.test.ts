import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { goToSections } from '../support/entering.ts'
import { hasFocus, type Typist, typist } from '../support/keyboard.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})

afterAll(() => site.close())

/** After every change of page the heading is read out first. */
async function arriveAt(page: Page, title: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: title })
  await heading.waitFor()
  await expect.poll(() => hasFocus(heading), { message: `the heading “${title}” has the focus` }).toBe(true)
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name })

journey('the keyboard alone leads from the link through a section and back', async ({ open }) => {
  const page = await open({ width: 1280, height: 720 })
  const keys = typist(page)
  await page.goto(await eleven.link('phl'))
  await page.getByRole('heading', { name: 'You are invited to answer for Philippines' }).waitFor()
  await skipToContent(page, keys)
  await keys.enter(page.getByRole('button', { name: 'Continue' }))
  await arriveAt(page, 'National questionnaire on government use of social media')
  await keys.enter(page.getByRole('link', { name: 'Start', exact: true }))
  await page.getByRole('progressbar').waitFor()
  await keys.enter(page.getByRole('link', { name: 'Country context', exact: true }))
  await arriveAt(page, 'Internet use')
  await answerInternet(page, keys)
  await answerUsers(page, keys)
  await rankPlatforms(page, keys)
  await goOn(page, keys, 'Use by population group')
  await fillGrid(page, keys)
  await goOn(page, keys, 'National questionnaire on government use of social media')
  await page.getByText('Completed').waitFor()
})

journey(
  'the keyboard alone checks, changes an answer and comes back, submits, and keeps the receipt',
  async ({ open }) => {
    await eleven.submittable('mys', 11)
    const page = await open({ width: 1280, height: 720 })
    const keys = typist(page)
    await page.goto(await eleven.link('mys'))
    await keys.enter(page.getByRole('button', { name: 'Continue' }))
    await goToSections(page)
    await keys.enter(page.getByRole('link', { name: 'Check your answers' }))
    await arriveAt(page, 'Check your answers')
    expect(await barriers(page)).toEqual([])
    await keys.enter(page.getByRole('link', { name: /^Change.*Source of that figure/ }).first())
    await page.getByRole('textbox', { name: 'Source of that figure' }).waitFor()
    await keys.tabTo(field(page, 'Source of that figure'))
    await keys.press('Control+A')
    await keys.type('Typed with the keyboard')
    await keys.tabTo(page.getByRole('link', { name: 'All sections' }), 'Shift+Tab')
    await keys.press('Enter')
    await keys.enter(page.getByRole('link', { name: 'Submit the response' }))
    await arriveAt(page, 'Submit the response')
    await submit(page, keys)
    await arriveAt(page, 'Your response has been submitted')
    expect(await barriers(page)).toEqual([])
    // the address of the receipt can be kept
    await page.goto(page.url())
    await page.getByRole('heading', { level: 1, name: 'Your response has been submitted' }).waitFor()
    await page.getByText(/^[0-9a-f]{64}$/).waitFor()
  },
)

/** First with nothing filled in: the summary takes the focus and leads to what is missing. */
async function submit(page: Page, keys: Typist): Promise<void> {
  await keys.enter(page.getByRole('button', { name: 'Submit', exact: true }))
  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) })
  await summary.waitFor()
  expect(await hasFocus(summary)).toBe(true)
  expect(await page.title()).toMatch(/^Error/)
  expect(await barriers(page)).toEqual([])
  for (const reason of await page.locator('textarea').all()) await keys.typeInto(reason, 'As counted')
  await keys.typeInto(field(page, 'Your full name'), 'Aminah (synthetic)')
  await keys.typeInto(field(page, 'Your title or position'), 'Secretary')
  await keys.tabTo(page.getByRole('checkbox'))
  await keys.press('Space')
  await keys.enter(page.getByRole('button', { name: 'Submit', exact: true }))
}

async function skipToContent(page: Page, keys: Typist): Promise<void> {
  await keys.tabTo(page.getByRole('link', { name: 'Skip to the content' }))
  await keys.press('Enter')
  expect(await hasFocus(page.getByRole('main'))).toBe(true)
}

async function goOn(page: Page, keys: Typist, title: string): Promise<void> {
  await keys.enter(page.getByRole('button', { name: 'Continue', exact: true }))
  await arriveAt(page, title)
}

async function answerInternet(page: Page, keys: Typist): Promise<void> {
  await keys.enter(page.getByRole('button', { name: 'Check this page' }))
  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) })
  await summary.waitFor()
  expect(await hasFocus(summary)).toBe(true)
  await keys.enter(summary.getByRole('link', { name: /^What share of the population/ }))
  expect(await hasFocus(field(page, 'What share of the population'))).toBe(true)
  await keys.type('70.5')
  await keys.typeInto(field(page, 'Year of that figure'), '2025')
  await keys.typeInto(field(page, 'Source of that figure'), 'Synthetic')
  await keys.tabTo(field(page, 'Year of that figure'), 'Shift+Tab')
  await goOn(page, keys, 'Social media users')
}

async function answerUsers(page: Page, keys: Typist): Promise<void> {
  await keys.typeInto(field(page, 'How many people use social media?'), '87000000')
  await keys.typeInto(field(page, 'Year of that figure'), '2025')
  const counted = page.getByRole('group', { name: 'How were these users counted?' }).getByRole('radio')
  await keys.tabTo(counted)
  await keys.press('Space', 'ArrowDown')
  expect(await counted.nth(1).isChecked()).toBe(true)
  await keys.typeInto(field(page, 'Web address of the source'), 'https://www.gov.example/synthetic')
  const published = page.getByRole('group', { name: /^Does an official body publish statistics/ }).getByRole('radio')
  await keys.tabTo(published)
  await keys.press('Space')
  expect(await published.first().isChecked()).toBe(true)
  await goOn(page, keys, 'Platforms and channels')
}

/** Adding keeps the focus in the list, moving keeps it on what was moved. */
async function rankPlatforms(page: Page, keys: Typist): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await keys.enter(button('Add Messenger as number 1'))
  await keys.enter(button('Add TikTok as number 2'))
  await keys.enter(button('Add YouTube as number 3'))
  await keys.tabTo(button('Move YouTube up'), 'Shift+Tab')
  await keys.press('Enter', 'Enter')
  const ranking = page.getByRole('list', { name: 'Your ranking' }).getByRole('listitem')
  expect(await ranking.allInnerTexts().then((texts) => texts.map((text) => /[A-Z]\w+/.exec(text)?.[0]))).toEqual([
    'YouTube',
    'Messenger',
    'TikTok',
  ])
  // the first cannot go further up
  expect(await hasFocus(button('Move YouTube down'))).toBe(true)
  await goOn(page, keys, 'Restrictions on platforms')
}

async function fillGrid(page: Page, keys: Typist): Promise<void> {
  const cell = (row: string, column: string) => field(page, `${row} ${column}`)
  await keys.typeInto(cell('Women', 'Share (%)'), '71.5')
  await keys.typeInto(cell('Women', 'Year'), '2025')
  await keys.typeInto(cell('Men', 'Share (%)'), '69')
  const reason = page.getByRole('combobox', { name: 'Age 10 to 14 No answer', exact: true })
  await keys.tabTo(reason)
  await keys.press('ArrowDown')
  expect(await reason.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label)).toBe('Not known')
  await goOn(page, keys, 'Purposes of use')
}
