import { mkdtemp, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { hear, switches } from './browser.ts'
import { chromiumPath } from './chromium.ts'

/** A browser whose profile outlives it, as on somebody's desk. */
export interface Computer {
  /** Starts the browser, with everything it kept. */
  switchOn(): Promise<Page>
  /** As when the disk is full: files that were only passing through are gone, what was kept on purpose stays. */
  dropPassingFiles(): Promise<void>
  /** Ends all its processes; returns when they are gone. */
  switchOff(): Promise<void>
  /** As when the power fails: nothing is tidied up. */
  crash(): Promise<void>
  /** The folder of everything it keeps. */
  readonly profile: string
  /** What pages complained about, except for what belongs to the story. */
  readonly complaints: readonly string[]
  /** Switches off and throws the profile away. */
  dispose(): Promise<void>
}

export async function openComputer(expected: readonly RegExp[] = []): Promise<Computer> {
  const profile = await mkdtemp(join(tmpdir(), 'mufakat-browser-'))
  const complaints: string[] = []
  let running: BrowserContext | undefined
  const switchOff = async () => {
    await running?.close()
    running = undefined
  }
  return {
    complaints,
    profile,
    switchOff,
    crash: async () => {
      const gone = new Promise((resolve) => running?.once('close', resolve))
      // a link whose end is the name of this machine and the number of the browser's process
      const holder = await readlink(join(profile, 'SingletonLock'))
      process.kill(Number(holder.slice(holder.lastIndexOf('-') + 1)), 'SIGKILL')
      await gone
      running = undefined
    },
    dropPassingFiles: async () => {
      const [page] = running?.pages() ?? []
      if (running === undefined || page === undefined) return
      const devtools = await running.newCDPSession(page)
      await devtools.send('Network.clearBrowserCache')
      await devtools.detach()
    },
    switchOn: async () => {
      running = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath ?? '', args: switches })
      const page = running.pages()[0] ?? (await running.newPage())
      page.setDefaultTimeout(30_000)
      hear(page, (complaint) => {
        if (!expected.some((pattern) => pattern.test(complaint))) complaints.push(complaint)
      })
      return page
    },
    dispose: async () => {
      await switchOff()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** One of a browser's caches. */
export interface Kept {
  readonly name: string
  readonly addresses: readonly string[]
}

/** All that the browser keeps of this site's files. */
export const keptIn = (page: Page): Promise<readonly Kept[]> =>
  page.evaluate(async () => {
    const names = await caches.keys()
    return Promise.all(
      names.map(async (name) => {
        const requests = await (await caches.open(name)).keys()
        return { name, addresses: requests.map(({ url }) => new URL(url).pathname) }
      }),
    )
  })

export const addressesIn = async (page: Page): Promise<readonly string[]> =>
  (await keptIn(page)).flatMap(({ addresses }) => addresses)
