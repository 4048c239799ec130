import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { journey } from '../support/browser.ts'
import { type Computer, openComputer } from '../support/computer.ts'
import { deviceContents, filesWith } from '../support/device.ts'
import { goToSections } from '../support/entering.ts'
import {
  button,
  look,
  onDevice,
  openStage,
  patiently,
  refused,
  type Stage,
  saved,
  share,
  source,
  unkept,
} from './devices.ts'

let at: Stage

beforeAll(async () => {
  at = await openStage()
})
beforeEach(async () => {
  await at.site.stop()
  await at.site.start()
})
afterAll(() => at.site.close())

const ministries = (page: Page) => page.getByRole('textbox', { name: 'How many central ministries are there?' })

journey('two weeks without a line and a power cut: all that was typed arrives by itself, once', () =>
  withComputer(async (computer) => {
    const first = await computer.switchOn()
    await at.visit(first, 'idn')
    await computer.switchOff()
    await at.site.stop()

    const away = await computer.switchOn()
    await at.go(away, '/respond')
    await away.getByText('No connection – as last seen on this device').waitFor()
    await away.getByRole('link', { name: 'Country context', exact: true }).click()
    expect(await share(away).inputValue()).toBe('70.5')
    await share(away).fill('170')
    await button(away, 'Continue').click()
    await away.getByRole('alert').getByText('What share of the population').first().waitFor()
    await share(away).fill('71.5')
    await source(away).fill('Sensus Antariksa')
    await onDevice(away)
    await button(away, 'Continue').click()
    await away.getByRole('heading', { level: 1, name: 'Social media users' }).waitFor()
    await at.go(away, '/respond/B/B_ministries')
    await ministries(away).fill('34')
    await onDevice(away)
    const { text, extractable, counts } = await deviceContents(away)
    expect(counts).toMatchObject({ keys: 1, sent: 1, opened: 2 })
    expect(extractable).toEqual([false])
    expect(text).not.toMatch(/Antariksa|A01|70\.5|71\.5/)
    await computer.crash()
    expect(await filesWith(computer.profile, 'Antariksa')).toEqual([])

    const later = await computer.switchOn()
    await later.clock.setSystemTime(Date.now() + 14 * 86_400_000)
    await at.go(later, '/respond/B/B_ministries')
    await expect.poll(() => ministries(later).inputValue(), patiently).toBe('34')
    await at.go(later, '/respond/A/A_internet')
    expect(await share(later).inputValue()).toBe('71.5')
    expect(await source(later).inputValue()).toBe('Sensus Antariksa')
    await source(later).fill('Sensus Antariksa, tahap dua')
    await onDevice(later)
    const waiting = (await deviceContents(later)).counts.pending ?? 0
    expect(waiting).toBeGreaterThanOrEqual(4)
    const before = await at.eventsOf('idn')
    await at.site.start()
    await saved(later).waitFor(patiently)
    const after = await at.eventsOf('idn')
    expect(after).toHaveLength(before.length + waiting)
    expect(new Set(after.map(({ mutation_id }) => mutation_id)).size).toBe(after.length)
    expect(after.filter(({ item }) => item === 'A01_source').map(({ version, value }) => [version, value])).toEqual([
      [1, 'Sensus Antariksa'],
      [2, 'Sensus Antariksa, tahap dua'],
    ])
    expect(await at.standing('idn')).toEqual({ A01: 71.5, A01_source: 'Sensus Antariksa, tahap dua', B02_total: 34 })
    expect(await later.getByRole('alert').count()).toBe(0)

    // nothing waits: signing out takes everything along
    await button(later, 'Sign out').click()
    await later.waitForURL(`${at.site.address}/`)
    expect(await deviceContents(later)).toEqual({ counts: {}, text: '', extractable: [], remembered: [] })
  }),
)

journey('whoever signs out while answers are only here is asked, and told what became of them', async ({ open }) => {
  const page = await open({ expected: refused })
  await at.visit(page, 'khm')
  await at.site.stop()
  await source(page).fill('Typed on a ferry')
  await onDevice(page)
  await button(page, 'Sign out').click()
  const question = page.getByRole('heading', { level: 1, name: '1 answer is only on this device' })
  await question.waitFor()
  await look(page)
  await page.getByRole('link', { name: 'Stay signed in' }).click()
  await at.go(page, '/respond/A/A_internet')
  await expect.poll(() => source(page).inputValue(), patiently).toBe('Typed on a ferry')
  await button(page, 'Sign out').click()
  await question.waitFor()
  await button(page, 'Delete and sign out').click()
  await page.getByRole('heading', { level: 1, name: 'You could not be signed out' }).waitFor()
  expect((await deviceContents(page)).counts).toEqual({})
  await at.site.start()
  await button(page, 'Try again').click()
  await page.waitForURL(`${at.site.address}/`)
  expect(await deviceContents(page)).toEqual({ counts: {}, text: '', extractable: [], remembered: [] })
  expect(await at.standing('khm')).toEqual({ A01: 70.5 })
})

journey('on a computer of many nothing is kept, and the page says so', async ({ open }) => {
  const page = await open({ expected: refused })
  await page.goto(await at.eleven.link('mys'))
  await page.getByRole('checkbox', { name: 'Others use this computer too' }).check()
  await button(page, 'Continue').click()
  await goToSections(page)
  await page.getByRole('link', { name: 'Country context', exact: true }).click()
  await page.getByText('No copy is kept on this computer.').waitFor()
  await share(page).fill('70.5')
  await saved(page).waitFor()
  const onlyTheMark = { counts: {}, text: 'mufakat shared yes', extractable: [], remembered: ['mufakat shared'] }
  expect(await deviceContents(page)).toEqual(onlyTheMark)

  await at.site.stop()
  await source(page).fill('Typed in a library')
  await unkept(page).waitFor()
  expect(await deviceContents(page)).toEqual(onlyTheMark)
  const asked = page.waitForEvent('dialog')
  const leaving = button(page, 'Sign out').click()
  await (await asked).dismiss()
  await leaving
  expect(await source(page).inputValue()).toBe('Typed in a library')
  await at.site.start()
  await saved(page).waitFor(patiently)
  expect(await at.standing('mys')).toEqual({ A01: 70.5, A01_source: 'Typed in a library' })
})

async function withComputer(use: (computer: Computer) => Promise<void>): Promise<void> {
  const computer = await openComputer(refused)
  try {
    await use(computer)
    expect(computer.complaints).toEqual([])
  } finally {
    await computer.dispose()
  }
}
