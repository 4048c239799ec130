import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})

afterAll(() => site.close())

const refused = [/Failed to load resource/]
const source = (page: Page) => page.getByRole('textbox', { name: 'Source of that figure' })
const saved = (page: Page) => page.getByText(/Saved \d/)

async function enter(page: Page, link: string): Promise<void> {
  await enterBy(page, link)
  await page.getByRole('heading', { level: 1, name: 'National questionnaire' }).waitFor()
}

/** At the question about the source of a figure, with the figure given and saved. */
async function openQuestion(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Country context', exact: true }).click()
  await source(page)
    .or(page.getByRole('heading', { level: 1, name: 'Internet use' }))
    .first()
    .waitFor()
  const share = page.getByRole('textbox', { name: 'What share of the population uses the internet?' })
  if ((await share.inputValue()) === '') {
    await share.fill('70.5')
    await saved(page).waitFor()
  }
}

async function keptSource(unit: string): Promise<unknown> {
  const { rows } = await site.owner.query("select value from answer where response_id = $1 and item = 'A01_source'", [
    eleven.of(unit).response,
  ])
  return rows[0]?.value
}

journey('the server stops while somebody types, and comes back', async ({ open }) => {
  const page = await open({ expected: refused })
  await enter(page, await eleven.link('khm'))
  await openQuestion(page)
  await site.stop()
  await source(page).fill('Typed while nobody listened')
  await page.getByText('Saved on this device').first().waitFor()
  expect(await saved(page).count()).toBe(0)
  expect(await source(page).inputValue()).toBe('Typed while nobody listened')
  expect(await keptSource('khm')).toBeUndefined()
  await site.start()
  await page.getByRole('button', { name: 'Try now' }).click()
  await saved(page).waitFor()
  expect(await keptSource('khm')).toBe('Typed while nobody listened')
  expect(await source(page).inputValue()).toBe('Typed while nobody listened')
})

journey('a link that is damaged, replaced or too old says what to do', async ({ open }) => {
  const page = await open({ expected: refused })
  const first = await eleven.link('idn')
  await page.goto(first.slice(0, -9))
  await page.getByRole('heading', { level: 1, name: 'This link is incomplete' }).waitFor()
  await page.getByText('Copy the whole link from the message into the address bar.').waitFor()

  // pasted into the same tab, as the page asks
  await page.goto(first)
  await page.getByRole('heading', { level: 1, name: 'You are invited to answer for Indonesia' }).waitFor()
  expect(page.url()).toBe(`${site.address}/i`)

  const second = await eleven.link('idn')
  await page.goto(first)
  await page.getByRole('heading', { level: 1, name: 'This link has been replaced' }).waitFor()
  await page.getByText('Look for the latest message from the research team').waitFor()

  await site.owner.query(
    "update link set expires_at = now() - interval '1 day', created_at = now() - interval '20 days'",
  )
  await page.goto(second)
  await page.getByRole('heading', { level: 1, name: 'This link has expired' }).waitFor()
  await page.getByText('ask for a new one').waitFor()
  expect(page.url()).toBe(`${site.address}/i`)
})

journey('a session that ends in the middle of an answer loses nothing', async ({ open, tab }) => {
  const page = await open({ expected: refused })
  await enter(page, await eleven.link('mys'))
  await openQuestion(page)
  await site.owner.query('delete from session where response_id = $1', [eleven.of('mys').response])
  await source(page).fill('Typed after the session had ended')
  const notice = page.getByRole('alert').filter({ hasText: 'You have been signed out' })
  await notice.getByText('1 answer waits here').waitFor()
  await notice.getByText('They are also kept on this device').waitFor()
  await page.getByText('Not saved – needs you').first().waitFor()
  expect(await source(page).inputValue()).toBe('Typed after the session had ended')
  expect(await keptSource('mys')).toBeUndefined()

  // somebody else's link in the same browser does not make it theirs
  const other = await tab(page)
  await enter(other, await eleven.link('brn'))
  await notice.waitFor()
  expect(await keptSource('mys')).toBeUndefined()
  expect(await keptSource('brn')).toBeUndefined()

  await enter(other, await eleven.link('mys'))
  await saved(page).waitFor()
  expect(await keptSource('mys')).toBe('Typed after the session had ended')
})

journey(
  'two tabs of one person agree; two people who change the same answer see both, and choose',
  async ({ open, tab }) => {
    const here = await open()
    const link = await eleven.link('tha')
    await enter(here, link)
    await openQuestion(here)
    const second = await tab(here)
    await second.goto(here.url())
    await source(second).waitFor()
    const there = await open()
    await enter(there, link)
    await there.goto(here.url())
    await source(there).waitFor()

    // never against oneself: the last words stand in both tabs
    await source(here).fill('Begun here')
    await expect.poll(() => source(second).inputValue()).toBe('Begun here')
    await source(second).fill('Written in the second tab')
    await expect.poll(() => source(here).inputValue()).toBe('Written in the second tab')
    await source(here).fill('Written here')
    await saved(here).waitFor()
    await expect.poll(() => keptSource('tha')).toBe('Written here')
    await here.close()

    // the tab that sent is gone, and the other sends
    await source(there).fill('Written there')
    const conflict = there.getByRole('region', { name: 'Source of that figure' })
    await conflict.getByText('Written here').waitFor()
    await conflict.getByText('Written there').waitFor()
    expect(await keptSource('tha')).toBe('Written here')
    await conflict.getByRole('button', { name: 'Keep mine' }).click()
    await saved(there).waitFor()
    expect(await keptSource('tha')).toBe('Written there')

    await source(second).fill('Written here again')
    const other = second.getByRole('region', { name: 'Source of that figure' })
    await other.getByText('Written there').waitFor()
    await other.getByRole('button', { name: 'Take theirs' }).click()
    await expect.poll(() => source(second).inputValue()).toBe('Written there')
    await saved(second).waitFor()
    expect(await keptSource('tha')).toBe('Written there')
  },
)
