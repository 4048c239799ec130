import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriers } from '../support/browser.ts'
import { addressesIn } from '../support/computer.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { enterBy } from '../support/entering.ts'
import { sidewaysScroll } from '../support/layout.ts'
import { openSite, type Site } from '../support/site.ts'

/** The product, with somebody at a question about a figure, and what became of the answers. */
export interface Stage {
  readonly site: Site
  readonly eleven: Eleven
  /** From the link to a saved answer, until the pages open without a line. */
  visit(page: Page, unit: string): Promise<void>
  /** By the address bar. */
  go(page: Page, path: string): Promise<void>
  /** By item, the answers that stand. */
  standing(unit: string): Promise<Record<string, unknown>>
  /** Everything that ever stood. */
  eventsOf(unit: string): Promise<readonly Event[]>
}

interface Event {
  readonly item: string
  readonly version: number
  readonly value: unknown
  readonly mutation_id: string
}

/** Without a server browsers complain about every request; what matters is seen on the page. */
export const refused = [/Failed to load resource/, /network error response/]
export const patiently = { timeout: 60_000 }

export const share = (page: Page) =>
  page.getByRole('textbox', { name: 'What share of the population uses the internet?' })
export const source = (page: Page) => page.getByRole('textbox', { name: 'Source of that figure' })
export const saved = (page: Page) => page.getByText(/Saved \d/)
export const unkept = (page: Page) => page.getByText('Not saved – do not close this page').first()
export const onDevice = (page: Page) => page.getByText('Saved on this device').first().waitFor({ timeout: 3_000 })
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

export async function openStage(): Promise<Stage> {
  const site = await openSite()
  const eleven = await openEleven(site)
  const go: Stage['go'] = async (page, path) => {
    await page.goto(`${site.address}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const rowsOf = async (unit: string, query: string) => (await site.owner.query(query, [eleven.of(unit).response])).rows
  return {
    site,
    eleven,
    go,
    visit: async (page, unit) => {
      await enterBy(page, await eleven.link(unit))
      await go(page, '/respond/A/A_internet')
      await share(page).fill('70.5')
      await saved(page).waitFor()
      await expect.poll(() => addressesIn(page), patiently).toContain(`/api/instruments/${eleven.instrument.hash}`)
    },
    standing: async (unit) => {
      const rows = await rowsOf(unit, 'select item, value from answer where response_id = $1')
      return Object.fromEntries(rows.map(({ item, value }) => [item, value]))
    },
    eventsOf: (unit) =>
      rowsOf(
        unit,
        'select item, version, value, mutation_id from answer_event where response_id = $1 order by item, version',
      ),
  }
}

/** What stands in anybody's way, wide and narrow. */
export async function look(page: Page): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect((await barriers(page)).map((barrier) => `${width}: ${barrier}`)).toEqual([])
  }
  await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  await page.setViewportSize({ width: 1280, height: 900 })
}
