import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { typist } from '../support/keyboard.ts'
import { clippedTexts, sidewaysScroll } from '../support/layout.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from './researcher.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})
afterAll(() => site.close())

const burmese = 'ဤကိန်းဂဏန်းသည်မည်သည့်ဝန်ကြီးဌာနမှဖြစ်သနည်းကျေးဇူးပြု၍စစ်ဆေးပေးပါရန်မေတ္တာရပ်ခံအပ်ပါသည်'
const khmer = 'តួលេខ\u200bនេះ\u200bមក\u200bពី\u200bក្រសួង\u200bសុខាភិបាល'
const figure = /What share of the population uses the internet/

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true })

/** What stands in anybody's way, wide and narrow. */
async function look(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect((await barriers(page)).map((barrier) => `${width}: ${barrier}`)).toEqual([])
    await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
    expect(await clippedTexts(page, 1.6)).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** The personal link of somebody of the Ministry of Health, asked for section A. */
async function ask(sari: Page, name: string): Promise<string> {
  const reply = await sari.request.post(`${site.address}/api/responses/${eleven.of('phl').response}/people`, {
    data: { name, email: `${name}@health.example`, role: 'contributor', body: 'Ministry of Health', sections: ['A'] },
  })
  return `${site.address}/i#${(await reply.json()).token}`
}

/** Without a mouse, from the question to a thread that the ministry reads. */
async function beginThread(budi: Page): Promise<void> {
  await budi.goto(`${site.address}/respond/A/A_internet`)
  const { enter: follow, typeInto, tabTo, press } = typist(budi)
  await follow(link(budi, 'Threads'))
  await budi.getByRole('heading', { level: 1, name: /Threads on/ }).waitFor()
  await link(budi, figure).waitFor()
  await look(budi)
  await follow(link(budi, figure))
  await budi.getByRole('radio', { name: 'Only your own ministry or office', checked: true }).waitFor()
  await budi.getByText('At present: you; Citra.').waitFor()
  await follow(button(budi, 'Send'))
  await link(budi, 'Write a message').waitFor()
  await look(budi)
  await typeInto(budi.getByRole('textbox', { name: 'Your message' }), burmese)
  await tabTo(budi.getByRole('checkbox', { name: 'Citra, Ministry of Health' }))
  await press('Space')
  await follow(button(budi, 'Send'))
  await budi.getByText('For Citra').waitFor()
}

async function showToMore(budi: Page): Promise<void> {
  const { enter: follow } = typist(budi)
  await follow(button(budi, 'Show it to everybody who works on this question'))
  const more = budi.getByRole('region', { name: 'Yes, show it to more' })
  await more.getByText('At present: you; Citra; Focal point, Philippines.').waitFor()
  await look(budi)
  await follow(button(budi, 'Yes, show it to more'))
  await budi.getByText('At present: you; Citra; Focal point').waitFor()
}

journey(
  'a ministry talks about a question, shows it to the administration, and a thread is shared with researchers',
  async ({ open }) => {
    const maria = await open()
    await enterBy(maria, await eleven.link('phl'))
    await ask(maria, 'Citra')
    const budi = await open()
    await enterBy(budi, await ask(maria, 'Budi'))
    await beginThread(budi)
    await showToMore(budi)

    await maria.goto(`${site.address}/respond`)
    await link(maria, '1 thread has something new for you').click()
    await maria.getByText('1 new message').waitFor()
    await look(maria)
    await link(maria, figure).click()
    await maria.getByRole('textbox', { name: 'Your message' }).fill(khmer)
    await maria.getByRole('checkbox', { name: 'Budi, Ministry of Health' }).check()
    await button(maria, 'Send').click()
    await maria.getByText('Your message is there.').waitFor()
    await button(maria, 'Mark as resolved').click()
    await button(maria, 'Open it again').waitFor()
    await look(maria)

    await budi.goto(`${site.address}/respond/threads`)
    await budi.getByText('For you').waitFor()
    await link(budi, figure).click()
    await budi.getByText('Others wrote here for those who read it now').waitFor()
    await budi.getByRole('button', { name: /^Take back your message of/ }).click()
    await look(budi)
    await button(budi, 'Yes, take it back').click()
    await budi.getByText('Taken back by who wrote it.').waitFor()

    await maria.goto(`${site.address}/respond/threads/about/whole`)
    await maria.getByRole('radio', { name: 'The same people, and the research team' }).check()
    await maria.getByRole('textbox', { name: 'Your message' }).fill('May we answer by ministry?')
    await button(maria, 'Send').click()
    await maria.getByRole('heading', { level: 1, name: /The whole response$/ }).waitFor()
    const mei = await open()
    await signIn({ site, eleven, page: mei })
    await link(mei, 'Threads shared by administrations').click()
    await mei.getByRole('heading', { name: 'Philippines' }).waitFor()
    await look(mei)
    await link(mei, 'The whole response').click()
    await mei.getByRole('textbox', { name: 'Your message' }).fill('Yes, in section B.')
    await button(mei, 'Send').click()
    await mei.getByText('Your message is there.').waitFor()
    await look(mei)
    await maria.reload()
    await maria.getByText('Yes, in section B.').waitFor()
  },
)
