import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Answers } from '#engine'
import { inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { verifyReceipt } from '../../server/exports/receipt/verification.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { philippineAnswers } from '../fixtures/responses/philippines.ts'
import { barriers, journey } from '../support/browser.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { typist } from '../support/keyboard.ts'
import { sidewaysScroll, unfold } from '../support/layout.ts'
import { addRespondent } from '../support/people.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven
let officerLink: string

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
  // files would have to be kept first
  const { I03_file, Z05_file, ...answers } = philippineAnswers
  // more ministries in use than there are is unusual, and needs a reason
  const unusual = { B02_active: { value: 30 } }
  await eleven.draft('phl', { ...answers, ...unusual } satisfies Answers)
  const { study } = eleven
  const { response } = eleven.of('phl')
  const officer = await addRespondent(site.owner, { study, response, role: 'clearing_officer', name: 'Dewi' })
  officerLink = await inUnitOfWork(site.database, system, async (unit) => {
    unit.audit({ action: 'test.prepared' })
    const token = await issueLink(unit, { study, response, person: officer.person ?? '' })
    return `${site.address}/i#${token}`
  })
})
afterAll(() => site.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** What stands in anybody's way, wide and narrow. */
async function look(page: Page, found: string[]): Promise<void> {
  await unfold(page)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    found.push(...(await barriers(page)).map((barrier) => `${width}: ${barrier}`))
  }
  await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  await page.setViewportSize({ width: 1280, height: 900 })
}

async function giveReasons(page: Page): Promise<void> {
  const reason = page.getByRole('textbox', { name: /Reason$/ })
  await reason.first().waitFor()
  for (const field of await page.locator('textarea[id^="reason-"]').all()) await field.fill('As the ministry counts.')
}

async function tickAll(page: Page): Promise<void> {
  for (const tick of await page.getByRole('checkbox', { name: /^I have read section/ }).all()) await tick.check()
}

async function sign(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Your full name' }).fill('Dewi Lestari (synthetic)')
  await page.getByRole('textbox', { name: 'Your title or position' }).fill('Secretary')
  await page.getByRole('checkbox', { name: /^I confirm that these are the cleared answers/ }).check()
}

journey(
  'a response is planned, asked for, returned, cleared, signed and reopened by two people',
  async ({ open }) => {
    const found: string[] = []
    const sari = await open()
    await enterBy(sari, await eleven.link('phl'))
    await planSteps(sari, found)
    await askForIt(sari, found)

    const dewi = await open()
    await enterBy(dewi, officerLink)
    await dewi.getByRole('link', { name: 'Clearance waits for you: read and decide' }).click()
    await dewi.getByRole('link', { name: 'Read and decide', exact: true }).click()
    await heading(dewi, 'Read and decide').waitFor()
    await button(dewi, 'Return with a note').click()
    await dewi.getByRole('alert').getByRole('link', { name: 'Say what has to change' }).click()
    await dewi
      .getByRole('textbox', { name: 'What has to change before you can clear it' })
      .fill('Say which ministry in A01.')
    await button(dewi, 'Return with a note').click()
    await heading(dewi, 'Clearance').waitFor()

    await changeAndAskAgain(sari, found)
    await clearAndSign(dewi, found)
    await keepReceipt(dewi, found)
    await reopen(dewi)
    expect(found).toEqual([])
  },
  4,
)

async function planSteps(page: Page, found: string[]): Promise<void> {
  await page.goto(`${site.address}/respond/clearance`)
  await page.getByText('No steps are defined').waitFor()
  const keys = typist(page)
  await keys.enter(page.getByText('Define steps'))
  await page.getByRole('textbox', { name: 'What step 1 is called' }).waitFor()
  await button(page, 'Save the steps').click()
  await page.getByText('Say what step 1 is called').waitFor()
  await page.getByRole('textbox', { name: 'What step 1 is called' }).fill('Cleared for the government')
  await page.getByRole('group', { name: 'Who takes step 1' }).getByRole('radio', { name: 'Dewi' }).check()
  await look(page, found)
  await button(page, 'Save the steps').click()
  await page.getByText('Held by Dewi').waitFor()
  await look(page, found)
}

async function askForIt(page: Page, found: string[]): Promise<void> {
  await page.getByRole('link', { name: 'Ask for clearance' }).click()
  await heading(page, 'Ask for clearance').waitFor()
  await button(page, 'Ask for clearance').waitFor()
  await button(page, 'Ask for clearance').click()
  await page
    .getByRole('alert')
    .getByRole('link', { name: /^Give a reason for:/ })
    .waitFor()
  await look(page, found)
  await giveReasons(page)
  await button(page, 'Ask for clearance').click()
  await page.getByText(/asked for clearance/).waitFor()
  await look(page, found)
}

/** What came back is said where one looks first; changing is possible again, and so is asking. */
async function changeAndAskAgain(page: Page, found: string[]): Promise<void> {
  await page.goto(`${site.address}/respond`)
  await page.getByRole('link', { name: 'Returned from clearance with a note' }).click()
  await page.getByText('Say which ministry in A01.').first().waitFor()
  await look(page, found)
  await page.getByRole('link', { name: 'Ask for clearance' }).click()
  await heading(page, 'Ask for clearance').waitFor()
  await button(page, 'Ask for clearance').waitFor()
  await giveReasons(page)
  await button(page, 'Ask for clearance').click()
  await page
    .getByText(/asked for clearance/)
    .first()
    .waitFor()
  await changeDuringClearance(page)
}

/** Answers are closed until the focal point says that a change reopens clearance. */
async function changeDuringClearance(page: Page): Promise<void> {
  const source = page.getByRole('textbox', { name: 'Source of that figure' })
  const openSection = async () => {
    await page.getByRole('link', { name: 'Country context', exact: true }).click()
    await source.waitFor()
  }
  await page.getByRole('link', { name: 'Back to the questionnaire' }).click()
  await page.getByText('Clearance is under way; answers stay as they are meanwhile.').waitFor()
  await openSection()
  expect(await source.isDisabled()).toBe(true)
  await page.goto(`${site.address}/respond/clearance`)
  await button(page, 'Go on to change answers').click()
  await page.getByText('Confirm that you know what a change means').waitFor()
  await page.getByRole('checkbox', { name: 'I understand that a change reopens clearance' }).check()
  await button(page, 'Go on to change answers').click()
  await openSection()
  await source.fill('Ministry of Information and Communications')
  await page.getByText(/Saved \d/).waitFor()
}

async function clearAndSign(page: Page, found: string[]): Promise<void> {
  await page.goto(`${site.address}/respond/clearing`)
  await heading(page, 'Read and decide').waitFor()
  await page.getByText('Ministry of Information and Communications').first().waitFor()
  await page.getByText('Reason given: As the ministry counts.').waitFor()
  await button(page, 'Clear and submit the response').click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await summary.getByRole('link', { name: 'Enter your full name' }).waitFor()
  await summary
    .getByRole('link', { name: /^Read section/ })
    .first()
    .waitFor()
  await look(page, found)
  await tickAll(page)
  await sign(page)
  await button(page, 'Clear and submit the response').click()
  await heading(page, 'Your response has been submitted').waitFor()
}

async function keepReceipt(page: Page, found: string[]): Promise<void> {
  // as if it had been bookmarked
  await page.reload()
  await heading(page, 'Your response has been submitted').waitFor()
  await page.getByText(/Cleared for the government: Dewi Lestari/).waitFor()
  await look(page, found)
  const download = async (name: string) => {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    return readFile(await (await coming).path())
  }
  const receipt = await download('Download the signed receipt')
  const submission = await download('Download submission.json')
  const { keys } = await (await fetch(`${site.address}/.well-known/mufakat-receipt-keys.json`)).json()
  expect(verifyReceipt(receipt, keys, submission)).toMatchObject({ ok: true, submission: 'same' })
}

async function reopen(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Clearance and reopening' }).click()
  await button(page, 'Reopen the response').click()
  await page.getByText('Give a reason').waitFor()
  await page.getByRole('textbox', { name: 'Reason' }).fill('A figure of last year was given.')
  await button(page, 'Reopen the response').click()
  await page.getByText(/^Number 1: NAT-2026-PHL-01/).waitFor()
  await page.getByText('Nobody has asked for clearance yet.').waitFor()
  const { rows } = await site.owner.query('select state, revision from response where id = $1', [
    eleven.of('phl').response,
  ])
  expect(rows[0].state).toBe('draft')
}
