import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { journey } from '../support/browser.ts'
import { addressesIn, type Computer, keptIn, openComputer } from '../support/computer.ts'
import { type Eleven, openEleven } from '../support/eleven.ts'
import { openSite, type Site } from '../support/site.ts'

let site: Site
let eleven: Eleven

beforeAll(async () => {
  site = await openSite()
  eleven = await openEleven(site)
})

afterAll(() => site.close())

journey('after one visit the pages open without the server, in a browser that was closed', () =>
  withComputer(async (computer) => {
    const before = await computer.switchOn()
    await visit(before, 'idn')
    // with the worker at its side from the beginning, which sees all that these pages ask for
    await open(before, '/respond')
    await follow(before, '/respond/people', 'People')
    await follow(before, '/respond/evidence', 'Evidence')
    await follow(before, '/respond/submit', 'Submit')
    await computer.dropPassingFiles()
    await site.stop()
    await computer.switchOff()

    const page = await computer.switchOn()
    await open(page, '/respond')
    const kept = await addressesIn(page)
    const scripts = kept.filter((address) => address.endsWith('.js'))
    for (const rare of ['rare', 'submit', 'clearance', 'version', 'contributions', 'people', 'evidence'])
      expect(scripts.filter((script) => script.startsWith(`/assets/${rare}-`))).not.toEqual([])
    const calls = kept.filter((address) => address.startsWith('/api'))
    expect(calls).toEqual([instrumentAddress()])
    for (const address of [...scripts, ...calls])
      expect(`${address} ${await statusOf(page, address)}`).toBe(`${address} 200`)
    expect(await statusOf(page, '/api/session')).toBe('no connection')
    const other = await page.context().newPage()
    await expect(other.goto(`${site.address}/api/session`)).rejects.toThrow('ERR_CONNECTION_REFUSED')

    // a server that is being restarted, and one that says nothing at all
    for (const status of [503, undefined]) {
      const close = await answerAlways(status)
      await open(page, '/respond/people').finally(close)
    }

    // of questionnaires the last four stay
    const others = Array.from('1234', (digit) => `/api/instruments/${digit.repeat(64)}`)
    const close = await answerAlways(200)
    for (const address of others) expect(await statusOf(page, address)).toBe(200)
    await close()
    expect((await addressesIn(page)).filter((address) => address.startsWith('/api'))).toEqual(others)
  }),
)

journey('an open page goes on when a new build comes, and finds the files of its own', () =>
  withComputer(async (computer) => {
    const next = await buildNext()
    const page = await computer.switchOn()
    await visit(page, 'khm')
    const own = await scriptOf(page)
    await site.stop()
    await site.start(next)
    expect((await fetch(`${site.address}${own}`)).status).toBe(404)
    await source(page).fill('Typed while a new build came')

    const other = await page.context().newPage()
    await open(other, '/respond')
    expect(await scriptOf(other)).toContain('/assets/next-')
    await expect.poll(() => buildsIn(other), patiently).toHaveLength(2)
    await open(other, '/respond')
    expect(await scriptOf(page)).toBe(own)
    expect(await source(page).inputValue()).toBe('Typed while a new build came')

    await computer.dropPassingFiles()
    // pages this tab has not opened so far: their files are on no server any more
    await follow(page, '/respond/people', 'People')
    await site.stop()
    await follow(page, '/respond/evidence', 'Evidence')
    expect(await scriptOf(page)).toBe(own)

    await computer.switchOff()
    const later = await computer.switchOn()
    await open(later, '/respond')
    expect(await scriptOf(later)).toContain('/assets/next-')
    await expect.poll(() => buildsIn(later), patiently).toHaveLength(1)
    await rm(next, { recursive: true })
  }),
)

/** Without a server browsers complain about every request; what matters is seen on the page. */
const refused = [/Failed to load resource/, /network error response/]

const patiently = { timeout: 20_000 }

async function withComputer(use: (computer: Computer) => Promise<void>): Promise<void> {
  await site.stop()
  await site.start()
  const computer = await openComputer(refused)
  try {
    await use(computer)
    expect(computer.complaints).toEqual([])
  } finally {
    await computer.dispose()
  }
}

const instrumentAddress = () => `/api/instruments/${eleven.instrument.hash}`
const source = (page: Page) => page.getByRole('textbox', { name: 'Source of that figure' })

/** From the link to a saved answer and a page beside the way, until everything is kept. */
async function visit(page: Page, unit: string): Promise<void> {
  await page.goto(await eleven.link(unit))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL(`${site.address}/respond**`)
  await follow(page, '/respond/A/A_internet', 'Internet use')
  await page.getByRole('textbox', { name: 'What share of the population uses the internet?' }).fill('70.5')
  await page.getByText(/Saved \d/).waitFor()
  await expect.poll(() => addressesIn(page), patiently).toContain(instrumentAddress())
}

/** Opens a page by its address; one of the server's own would have no banner. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${site.address}${path}`)
  await page.getByRole('banner').getByRole('link', { name: 'Mufakat' }).waitFor()
}

/** As a click on a link, wherever it stands. */
async function follow(page: Page, path: string, title: string): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a')
    link.href = href
    document.body.append(link)
    link.click()
  }, path)
  await expect.poll(() => page.title(), patiently).toContain(title)
}

const scriptOf = (page: Page): Promise<string> =>
  page.evaluate(() => new URL(document.querySelector('script')?.src ?? '', location.href).pathname)

/** Builds that are kept whole. */
const buildsIn = async (page: Page): Promise<readonly string[]> =>
  (await keptIn(page)).flatMap(({ name, addresses }) => (addresses.includes('/') ? [name] : []))

const statusOf = (page: Page, address: string): Promise<number | 'no connection'> =>
  page.evaluate(
    (url) =>
      fetch(url).then(
        ({ status }) => status,
        () => 'no connection' as const,
      ),
    address,
  )

/** Something else at the site's address: it answers everything with this status, or never. */
async function answerAlways(status: number | undefined): Promise<() => Promise<void>> {
  const server = createServer((_request, reply) => {
    if (status !== undefined) reply.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(Number(new URL(site.address).port), '127.0.0.1', resolve))
  return () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
}

/** The same pages, with other names for all their files. */
async function buildNext(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'mufakat-next-'))
  const configFile = new URL('../../web/vite.config.ts', import.meta.url).pathname
  const output = { entryFileNames: 'assets/next-[name]-[hash].js', chunkFileNames: 'assets/next-[name]-[hash].js' }
  // the test runner says “test”, and Svelte would come with its messages for developers
  vi.stubEnv('NODE_ENV', 'production')
  await build({ configFile, logLevel: 'error', build: { outDir, emptyOutDir: true, rolldownOptions: { output } } })
  vi.unstubAllEnvs()
  return outDir
}
