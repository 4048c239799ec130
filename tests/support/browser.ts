import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { chromiumPath } from './chromium.ts'

/** How every browser of the tests is started. */
export const switches = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Window {
  readonly width?: number
  readonly height?: number
  /** Complaints of the browser that belong to the story, such as a refused connection. */
  readonly expected?: readonly RegExp[]
}

/** Somebody at a computer of their own. */
export interface Person {
  /** Nobody's cookies are shared with it. */
  readonly open: (window?: Window) => Promise<Page>
  /** A further tab of the same browser. */
  readonly tab: (beside: Page) => Promise<Page>
}

const minuteMs = 60_000

/** A person's way through the product, in a real Chromium; left out, and named at the end of the run, where there is none. */
export function journey(name: string, walk: (person: Person) => Promise<void>, mostMinutes = 2): void {
  closeBrowserAtTheEnd()
  test.skipIf(chromiumPath === undefined)(name, () => walkThrough(walk), mostMinutes * minuteMs)
}

async function walkThrough(walk: (person: Person) => Promise<void>): Promise<void> {
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  const expectedIn = new Map<BrowserContext, readonly RegExp[]>()
  const tabOf = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage()
    page.setDefaultTimeout(minuteMs / 2)
    hear(page, (complaint) => {
      const expected = expectedIn.get(context) ?? []
      if (!expected.some((pattern) => pattern.test(complaint))) complaints.push(complaint)
    })
    return page
  }
  const open: Person['open'] = async ({ width = 1280, height = 900, expected = [] } = {}) => {
    const context = await (await getBrowser()).newContext({ viewport: { width, height }, acceptDownloads: true })
    contexts.push(context)
    expectedIn.set(context, expected)
    await context.addInitScript(reportBlocked)
    return tabOf(context)
  }
  try {
    await walk({ open, tab: (beside) => tabOf(beside.context()) })
    expect(complaints).toEqual([])
  } catch (error) {
    const seen = await Promise.all(contexts.flatMap((context) => context.pages()).map(inSight))
    throw new Error([(error as Error).message, ...complaints, ...seen].join('\n\n'), { cause: error })
  } finally {
    await Promise.all(contexts.map((context) => context.close()))
  }
}

const mostLines = 40

/** What a page shows, as a screen reader would find it; the beginning is enough to know where a journey ended. */
async function inSight(page: Page): Promise<string> {
  const shown = await page
    .getByRole('main')
    .ariaSnapshot({ timeout: 2_000 })
    .catch(() => 'nothing that can be read')
  return [page.url(), ...shown.split('\n').slice(0, mostLines)].join('\n')
}

/** Runs in the page: what its own policy forbade becomes something that can be heard. */
const reportBlocked = () =>
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`forbidden by the security policy: ${violatedDirective} ${blockedURI}`)
  })

/** What goes wrong in a page, in words that lead to the place. */
export function hear(page: Page, complain: (complaint: string) => void): void {
  page.on('pageerror', (error) => complain(`${page.url()}: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
}

let browser: Promise<Browser> | undefined
let closing = false

function getBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: chromiumPath ?? '', args: switches })
  return browser
}

function closeBrowserAtTheEnd(): void {
  if (closing) return
  closing = true
  afterAll(async () => (await browser)?.close())
}

/** What axe finds on a page, in words that lead to the place. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // no frames of other sites here; and describing what is right takes most of the time
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${new URL(page.url()).pathname} ${id}: ${node.target.join(' ')} ${node.html}`),
  )
}
