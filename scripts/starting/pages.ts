import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** What the web app is built from. */
const sources = ['web', 'instruments/engine', 'server/contract', 'package-lock.json']

async function newestChange(path: string): Promise<number> {
  const entry = await stat(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  // dot folders are what tools leave behind
  const names = (await readdir(path)).filter((name) => !name.startsWith('.'))
  const changes = await Promise.all(names.map((name) => newestChange(join(path, name))))
  return Math.max(0, ...changes)
}

async function areStale(): Promise<boolean> {
  const built = inProject('dist/web/index.html')
  if (!existsSync(built)) return true
  const changes = await Promise.all(
    sources
      .map(inProject)
      .filter((path) => existsSync(path))
      .map(newestChange),
  )
  return Math.max(...changes) > (await stat(built)).mtimeMs
}

/** Builds the web app when it is missing or older than its sources; a few seconds, once. */
export async function buildPagesIfStale(say: (line: string) => void): Promise<void> {
  if (!(await areStale())) return
  say('Building the web app …')
  const started = performance.now()
  // loaded only when needed: the bundler is most of what a start would read
  const { build } = await import('vite')
  await build({ configFile: inProject('web/vite.config.ts'), logLevel: 'warn' })
  say(`The web app is built (${((performance.now() - started) / 1_000).toFixed(1)} s).`)
}
