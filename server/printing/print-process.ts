import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface PrintLimits {
  readonly timeoutMs: number
  readonly mostBytes: number
}

/** One browser, started for one page and gone after it. */
export interface PrintProcess {
  /** The PDF, or why there is none. */
  readonly done: Promise<PrintOutcome>
  kill(): void
}

export type PrintOutcome =
  | { readonly pdf: Buffer }
  | { readonly failed: 'stopped' | 'timeout' | 'too-large' | 'no-output' }

/**
 * Flags of an ordinary installed Chromium: a page from a private folder, no name resolved, nothing fetched in the
 * background, tagged for screen readers, headings as an outline. The page itself forbids scripts by its policy.
 */
const flags = [
  '--headless=new',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-background-networking',
  '--no-first-run',
  '--no-default-browser-check',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pdf-header-footer',
  '--export-tagged-pdf',
  '--generate-pdf-document-outline',
]

// Chromium refuses its own sandbox to root; what it opens is only ever our own page without scripts
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export function startPrinting(chromium: string, html: string, limits: PrintLimits): PrintProcess {
  const state: { child?: ChildProcess; killed: boolean } = { killed: false }
  const kill = () => {
    state.killed = true
    if (state.child !== undefined) killGroup(state.child)
  }
  const work = async (): Promise<PrintOutcome> => {
    const folder = await mkdtemp(join(tmpdir(), 'mufakat-print-'))
    try {
      const page = join(folder, 'page.html')
      const output = join(folder, 'page.pdf')
      await writeFile(page, html, { mode: 0o600 })
      if (state.killed) return { failed: 'stopped' }
      state.child = start(chromium, folder, [`--print-to-pdf=${output}`, pathToFileURL(page).href])
      const ended = await endOf(state.child, limits.timeoutMs)
      if (state.killed) return { failed: 'stopped' }
      return ended === 'timeout' ? { failed: 'timeout' } : await readPdf(output, limits.mostBytes)
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  }
  return { done: work(), kill }
}

/** A group of its own, so that the helpers of the browser end with it; an empty environment but for what finds its parts. */
const start = (chromium: string, folder: string, given: readonly string[]): ChildProcess =>
  spawn(chromium, [...flags, ...rootFlags, `--user-data-dir=${join(folder, 'profile')}`, ...given], {
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    env: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      HOME: folder,
      TMPDIR: folder,
      XDG_CONFIG_HOME: folder,
      XDG_CACHE_HOME: folder,
    },
  })

function endOf(child: ChildProcess, timeoutMs: number): Promise<'ended' | 'timeout'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      killGroup(child)
      resolve('timeout')
    }, timeoutMs)
    const end = () => {
      clearTimeout(timer)
      resolve('ended')
    }
    child.once('error', end)
    child.once('exit', end)
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // it ended a moment ago
  }
}

/** A browser that failed still ends with 0: what counts is the file. */
async function readPdf(path: string, mostBytes: number): Promise<PrintOutcome> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return { failed: 'no-output' }
  if (found.size > mostBytes) return { failed: 'too-large' }
  const pdf = await readFile(path)
  return pdf.subarray(0, 5).toString('latin1') === '%PDF-' ? { pdf } : { failed: 'no-output' }
}
