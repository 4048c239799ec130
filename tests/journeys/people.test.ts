import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { sidewaysScroll, unfold } from '../support/layout.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})
afterAll(() => site.close())

const figure = 'What share of the population uses the internet?'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** What stands in anybody's way, wide and narrow. */
async function look(page: Page): Promise<void> {
  await unfold(page)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect((await barriers(page)).map((barrier) => `${width}: ${barrier}`)).toEqual([])
  }
  await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Asks for section A, with the keyboard; returns the personal link, which is shown once. */
async function askBudi(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'People', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Ask somebody' }).focus()
  await page.keyboard.press('Enter')
  await button(page, 'Make the personal link').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Enter the full name' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Budi')
  await look(page)
  await page.keyboard.press('Tab')
  await page.keyboard.type('budi@health.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Ministry of Health')
  await page.getByRole('checkbox', { name: /^A Country context/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('textbox', { name: 'By when' }).fill('2026-12-01')
  await button(page, 'Make the personal link').focus()
  await page.keyboard.press('Enter')
  const link = await page.getByRole('textbox', { name: 'Personal link' }).inputValue()
  await look(page)
  await button(page, 'I have copied it').click()
  await page.getByText('budi@health.example').waitFor()
  await look(page)
  return link
}

journey(
  'a focal point asks a colleague for a section, who answers it and gives it back, and is withdrawn',
  async ({ open }) => {
    const sari = await open()
    await enterBy(sari, await eleven.link('phl'))
    const budi = await open({ expected: [/Failed to load resource/] })
    await enterBy(budi, await askBudi(sari))
    expect(await budi.getByRole('heading', { level: 3 }).allTextContents()).toEqual(['Country context'])
    await budi.getByText('Who holds what').waitFor()
    await look(budi)
    await budi.getByRole('link', { name: 'Country context', exact: true }).first().click()
    await budi.getByRole('textbox', { name: figure }).fill('70.5')
    await budi.getByText(/Saved \d/).waitFor()
    await budi.goto(`${site.address}/respond/people`)
    await budi.getByRole('radio', { name: 'It cannot be answered' }).check()
    await button(budi, 'Give it back').click()
    await budi.getByRole('link', { name: 'Say why it cannot be answered' }).waitFor()
    await look(budi)
    await budi.getByRole('textbox', { name: 'A note' }).fill('A02 belongs to the statistics office')
    await button(budi, 'Give it back').click()
    await budi.getByText('Your part is given back.').waitFor()

    await sari.goto(`${site.address}/respond`)
    await sari.getByRole('heading', { name: 'Changed by others' }).waitFor()
    await look(sari)
    await button(sari, 'I have seen these').click()
    await sari.getByText('Nothing changed since you last looked.').waitFor()
    await sari.getByRole('link', { name: 'Everybody on this response' }).click()
    await sari.getByText('A02 belongs to the statistics office').waitFor()

    await budi.goto(`${site.address}/respond/A/A_internet`)
    const share = budi.getByRole('textbox', { name: figure })
    await share.waitFor()
    await button(sari, 'Withdraw: Budi').click()
    await look(sari)
    await button(sari, 'Yes, withdraw').click()
    await sari.getByText('Withdrawn', { exact: true }).waitFor()
    await share.fill('71.5')
    await budi.getByText('These answers are not yours to change').waitFor()
    expect(await share.inputValue()).toBe('71.5')
    await look(budi)
  },
  4,
)
