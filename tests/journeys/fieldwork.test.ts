import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { inDays } from '../support/fieldwork.ts'
import { hasFocus, typist } from '../support/keyboard.ts'
import { clippedTexts, sidewaysScroll, unfold } from '../support/layout.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
  await site.owner.query('update wave set due_on = $1', [inDays(20)])
})
afterAll(() => site.close())

const khmer = 'យើងត្រូវការពេលបន្ថែម ព្រោះរដ្ឋសភាសម្រាក។'
const burmese = 'မေးခွန်းများအားလုံးကို ဖြေဆိုပေးပါရန် မေတ္တာရပ်ခံအပ်ပါသည်။'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
/** The day is given in three fields. */
async function fillDay(page: Page, days: number): Promise<void> {
  const [year = '', month = '', day = ''] = inDays(days).split('-')
  await page.getByLabel('Day', { exact: true }).last().fill(day)
  await page
    .getByLabel('Month', { exact: true })
    .last()
    .selectOption(String(Number(month)))
  await page.getByLabel('Year', { exact: true }).last().fill(year)
}
const dateAfter = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(inDays(days)))

/** What stands in anybody's way, wide and narrow; scripts with stacked marks have room. */
async function look(page: Page): Promise<void> {
  await unfold(page)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await sidewaysScroll(page)).toBeUndefined()
    expect(await clippedTexts(page, 1.5)).toEqual([])
  }
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Reads what is asked before the first answer, and goes on to ask for more time: with the keyboard alone. */
async function askForTime(page: Page): Promise<void> {
  const keys = typist(page)
  await page.goto(await eleven.link('khm'))
  await keys.enter(button(page, 'Continue'))
  await link(page, 'As a page').waitFor()
  expect(await hasFocus(page.getByRole('heading', { level: 1 }))).toBe(true)
  for (const title of [
    'Who asks',
    'Until when',
    'How long it takes',
    'What to have at hand',
    'What becomes of the answers',
  ])
    await page.getByRole('heading', { name: title }).waitFor()
  await page.getByText(`by ${dateAfter(20)}, in 20 days`).waitFor()
  await look(page)
  await keys.enter(link(page, 'Deadline, more time and letters'))
  await page.getByText('Nobody has asked for more time.').waitFor()
  await keys.enter(link(page, 'Ask for more time'))
  await keys.enter(button(page, 'Send the request'))
  await keys.enter(link(page, `Choose a day after ${dateAfter(20)}`))
  expect(await hasFocus(page.getByLabel('Day', { exact: true }))).toBe(true)
  await look(page)
  await fillDay(page, 40)
  await keys.typeInto(page.getByLabel('Why is more time needed?'), khmer)
  await keys.enter(button(page, 'Send the request'))
  await page.getByText('Not decided yet').waitFor()
}

/** A coordinator grants less than was asked for, and writes to one and to all. */
async function answer(page: Page): Promise<void> {
  const { email, password } = await eleven.account('coordinator')
  await page.goto(`${site.address}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await button(page, 'Sign in').click()
  await page.getByRole('link', { name: 'Deadlines and letters' }).first().click()
  await page.getByText('asks for more time').waitFor()
  await look(page)
  await link(page, 'Cambodia').click()
  await page.getByText(khmer).waitFor()
  await fillDay(page, 10)
  await button(page, 'Decide').click()
  await page.getByRole('link', { name: `Choose a day after ${dateAfter(20)}` }).waitFor()
  await look(page)
  await fillDay(page, 30)
  await page.getByLabel('A note to the administration').fill('Ten days are possible')
  await button(page, 'Decide').click()
  await page.getByText(`Granted until ${dateAfter(30)}`).waitFor()
  await button(page, 'Send').click()
  await page.getByRole('link', { name: 'Write something first' }).waitFor()
  await page.getByLabel('Your letter').fill(burmese)
  await button(page, 'Send').click()
  await page.getByText('Your letter has been sent.').waitFor()
  await look(page)
  await page.getByRole('link', { name: 'Demonstration wave 2026' }).click()
  await page.getByLabel('Your letter').fill('To all of you')
  await button(page, 'Send').click()
  await page.getByText('To every administration', { exact: false }).first().waitFor()
}

/** Asks a colleague by a day that has passed meanwhile, and writes back. */
async function writeBack(page: Page): Promise<void> {
  const asked = await page.request.post(`${site.address}/api/responses/${eleven.of('khm').response}/people`, {
    headers: { origin: site.address },
    data: {
      name: 'សុខ ដារ៉ា',
      email: 'dara@example.org',
      role: 'contributor',
      body: 'ក្រសួងសុខាភិបាល',
      sections: ['A'],
      due: inDays(-2),
      message: khmer,
    },
  })
  expect(asked.status()).toBe(200)
  await page.goto(`${site.address}/respond/wave`)
  await page.getByText(`${dateAfter(30)}, in 30 days`).waitFor()
  await page.getByText(`for the others it is ${dateAfter(20)}`, { exact: false }).waitFor()
  await page.getByText(burmese).waitFor()
  await page.getByText(`overdue since ${dateAfter(-2)}`).waitFor()
  expect(await page.getByText('New', { exact: true }).count()).toBe(2)
  await page.getByLabel('Your letter').fill(khmer)
  await page.getByRole('radio', { name: 'Everybody who works on the response' }).check()
  await button(page, 'Send').click()
  await page.getByText('Your letter has been sent.').waitFor()
  await look(page)
  await page.reload()
  await page.getByText(burmese).waitFor()
  expect(await page.getByText('New', { exact: true }).count()).toBe(0)
  const { token } = await asked.json()
  await readAsContributor(await page.context().browser()?.newPage(), `${site.address}/i#${token}`)
}

/** A contributor is told by whom, which part and until when, and reads what is for everybody. */
async function readAsContributor(page: Page | undefined, personal: string): Promise<void> {
  if (page === undefined) throw new Error('there is no browser')
  await page.goto(personal)
  await button(page, 'Continue').click()
  await page.getByRole('heading', { name: 'What you are asked for' }).waitFor()
  await page.getByText(`Your part was asked for by ${dateAfter(-2)}`).waitFor()
  await page.getByText('only in totals, or not at all').waitFor()
  await page.getByText(khmer).waitFor()
  await look(page)
  await page.goto(`${site.address}/respond/wave`)
  await page.getByText('To all of you').waitFor()
  await page.getByText(khmer).waitFor()
  expect(await page.getByText(burmese).count()).toBe(0)
  expect(await page.getByRole('heading', { name: 'More time' }).count()).toBe(0)
  expect(await page.getByLabel('Your letter').count()).toBe(0)
  await look(page)
  await page.close()
}

journey(
  'an administration reads what is asked, asks for more time and is answered, and both write letters',
  async ({ open }) => {
    const sok = await open()
    await askForTime(sok)
    await answer(await open())
    await writeBack(sok)
    await enterBy(await open(), await eleven.link('mmr'))
  },
  4,
)
