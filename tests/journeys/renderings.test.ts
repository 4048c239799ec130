import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { clippedTexts, sidewaysScroll, unfold } from '../support/layout.ts'
import { khmer, thai } from '../support/renderings.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

const burmese = 'ဝန်ကြီးဌာနသည် ပြည်သူများကို ဖေ့စ်ဘုတ်မှတစ်ဆင့် အသိပေးသည်။'

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
  await eleven.draft('khm', { A09: { value: khmer }, H07: { value: burmese }, Z01: { value: thai } })
  await eleven.submit('tha', 5)
})
afterAll(() => site.close())

/** What stands in anybody's way, wide and narrow. */
async function look(page: Page): Promise<void> {
  await unfold(page)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect((await barriers(page)).map((barrier) => `${width}: ${barrier}`)).toEqual([])
    expect(await clippedTexts(page, 1.5)).toEqual([])
  }
  await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  await page.setViewportSize({ width: 1280, height: 900 })
}

async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus()
  await page.keyboard.press('Enter')
}

journey('an answer in Khmer is given its English rendering by keyboard, as a machine wrote it', async ({ open }) => {
  const page = await open()
  await page.goto(await eleven.link('khm'))
  await press(page, 'button', 'Continue')
  await page.waitForURL(/respond/)
  await page.goto(`${site.address}/respond/start`)
  await press(page, 'link', 'Answers in other languages')
  await page.getByRole('heading', { name: 'To be rendered' }).waitFor()
  expect(await page.locator('blockquote').evaluateAll((all) => all.map((one) => one.getAttribute('lang')))).toEqual([
    'km',
    'my',
    'th',
  ])
  await look(page)
  await press(page, 'link', /^Write the rendering/)
  await page.getByText('Its script suggests Khmer.').waitFor()
  await press(page, 'button', 'Save')
  await press(page, 'link', 'Choose the language of the answer')
  await page.keyboard.type('Khmer')
  await page.getByRole('textbox', { name: 'English rendering' }).focus()
  await page.keyboard.type('The ministry uses Facebook to inform.')
  await page.getByRole('radio', { name: 'A machine' }).focus()
  await page.keyboard.press('Space')
  await press(page, 'button', 'Save')
  await page.getByRole('link', { name: 'Say which machine wrote it' }).waitFor()
  await look(page)
  await page.getByRole('textbox', { name: 'Which machine' }).focus()
  await page.keyboard.type('Engine 2')
  await press(page, 'button', 'Save')
  await page.getByText('Written by a machine (Engine 2)').waitFor()
  expect(await page.getByRole('button', { name: /I have reviewed it/ }).count()).toBe(0)
  await look(page)
})

async function signIn(page: Page, role: 'researcher' | 'coordinator'): Promise<void> {
  const { email, password } = await eleven.account(role)
  await page.goto(`${site.address}/sign-in`)
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'Sign in' }).waitFor()
}

journey('a researcher writes a rendering beside what the administration answered, and reads both', async ({ open }) => {
  const page = await open()
  await signIn(page, 'researcher')
  await page.goto(`${site.address}/findings/${eleven.wave}/countries/tha`)
  await press(page, 'link', 'Open answers and their English renderings')
  await page.getByText(/Language not named: \d/).waitFor()
  await unfold(page)
  await press(page, 'link', /^Write the rendering/)
  await page.getByRole('combobox', { name: 'Language of the answer' }).selectOption({ label: 'Thai' })
  await page.getByRole('textbox', { name: 'English rendering' }).fill('As the research team reads it.')
  await look(page)
  await press(page, 'button', 'Save')
  await page.getByText('Written by Mei').waitFor()
  await look(page)
  await page.goto(`${site.address}/findings/${eleven.wave}/countries/tha`)
  await page.getByText('English rendering by the research team').waitFor()
  await press(page, 'link', 'Evidence of this wave')
  await page.getByText('Nobody has submitted evidence yet.').waitFor()
  await look(page)
})

journey('a coordinator records a waiver and asks for a reopening, each with its reason', async ({ open }) => {
  const page = await open({ expected: [/Failed to load resource/] })
  await signIn(page, 'coordinator')
  await press(page, 'link', 'Responses, clearance and reopening')
  await page.getByRole('row', { name: /Thailand.*Submitted/ }).waitFor()
  await look(page)
  await press(page, 'link', 'Thailand')
  await press(page, 'button', 'Record the waiver')
  await press(page, 'link', 'Enter the reason for the waiver')
  await page.keyboard.type('One official answers; letter of 3 November 2026.')
  await press(page, 'button', 'Record the waiver')
  await page.getByText('The waiver is on record.').waitFor()
  await page.getByRole('textbox', { name: 'Reason for reopening' }).fill('B01 does not fit C02.')
  await press(page, 'button', 'Ask for reopening')
  await page.getByText('Waits for consent').waitFor()
  await look(page)
})
