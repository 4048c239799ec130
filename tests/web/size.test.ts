import { readdirSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, test, vi } from 'vitest'

/**
 * Brotli bytes of everything a respondent's browser may load from the link in the mail to the last answer given, every
 * widget included; checking and submitting come weeks later and have budgets of their own.
 */
const scriptsBudget = 60_000
const stylesBudget = 8_000
/** What is fetched only when such a page is opened, beyond what is loaded already. */
const rarePageBudget = 8_000
/** Fetched apart from the pages, once for a build; half of it is the list of files, which grows with the pages. */
const serviceWorkerBudget = 2_500

/** Whatever stands behind the first page and behind the pages of respondents. */
const doors = ['web/main.ts', 'web/respond/pages.ts'] as const

/** Pages of respondents that most never open, each in a file of its own. */
const rarePages = [
  'web/respond/evidence/EvidencePage.svelte',
  'web/respond/people/PeoplePage.svelte',
  'web/respond/prefill/PrefillPage.svelte',
  'web/respond/check/CheckPage.svelte',
  'web/respond/start/StartPage.svelte',
  'web/respond/wave/WavePage.svelte',
  'web/respond/wave/ExtensionPage.svelte',
  'web/respond/threads/ThreadsPage.svelte',
  'web/respond/threads/ThreadPage.svelte',
  'web/respond/renderings/RenderingsPage.svelte',
  'web/respond/submit/SubmitPage.svelte',
  'web/respond/clearance/ClearancePage.svelte',
  'web/respond/version/VersionPage.svelte',
  'web/respond/contributions/FilePage.svelte',
] as const

/** Pages of those who have a connection anyway. */
const staffRooms = /\/web\/(?:findings|charts|manage|staff|gallery)\//

/** What a page shares with another is counted with that one: whoever clears has the parts of checking and submitting as well. */
const sharedWith: Readonly<Record<string, readonly string[]>> = {
  'web/respond/threads/ThreadPage.svelte': ['web/respond/threads/ThreadsPage.svelte'],
  'web/respond/clearance/ClearancePage.svelte': [
    'web/respond/submit/SubmitPage.svelte',
    'web/respond/check/CheckPage.svelte',
  ],
}

let output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = []

beforeAll(async () => {
  // the test runner says “test”, and Svelte would come with its messages for developers
  vi.stubEnv('NODE_ENV', 'production')
  const configFile = new URL('../../web/vite.config.ts', import.meta.url).pathname
  const built = (await build({ configFile, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput
  output = built.output
  vi.unstubAllEnvs()
})

test(`a respondent loads at most ${scriptsBudget} bytes of script`, () => {
  const files = reached()
  const total = files.reduce((sum, chunk) => sum + brotli(chunk.code), 0)
  expect(total <= scriptsBudget || `${total} bytes:\n${listing(files)}`).toBe(true)
})

test(`a respondent loads at most ${stylesBudget} bytes of style`, () => {
  const names = new Set(reached().flatMap((chunk) => Array.from(chunk.viteMetadata?.importedCss ?? [])))
  const sheets = output.filter((file) => file.type === 'asset' && names.has(file.fileName)) as Rolldown.OutputAsset[]
  expect(sheets.length).toBeGreaterThan(0)
  expect(sheets.reduce((sum, sheet) => sum + brotli(sheet.source), 0)).toBeLessThanOrEqual(stylesBudget)
})

test.each(rarePages)(`%s adds at most ${rarePageBudget} bytes, and is loaded only when it is opened`, (page) => {
  const { [page]: others = [] } = sharedWith
  const ordinary = new Set(behind([...doors, ...others]))
  const own = behind([page]).filter((chunk) => !ordinary.has(chunk))
  expect(own.length).toBeGreaterThan(0)
  const total = own.reduce((sum, chunk) => sum + brotli(chunk.code), 0)
  expect(total <= rarePageBudget || `${total} bytes:\n${listing(own)}`).toBe(true)
})

test('every page and every widget of a respondent is among what is counted', () => {
  const modules = reached().flatMap((chunk) => Object.keys(chunk.modules))
  const folders = ['respond', 'items'].map((folder) => new URL(`../../web/${folder}/`, import.meta.url).pathname)
  const components = folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => (name.endsWith('.svelte') ? [`${folder}${name}`] : [])),
  )
  expect(components.filter((path) => !modules.includes(path))).toEqual([])
})

test('no schema library, chart library, server code or research page reaches a respondent', () => {
  const modules = reached().flatMap((chunk) => Object.keys(chunk.modules))
  expect(modules.length).toBeGreaterThan(100)
  const unwanted =
    /node_modules\/(zod|chart\.js)\/|\/(server|scripts|tests)\/|\/web\/(findings|charts|account|renderings|respond\/(evidence|renderings|start|wave|people|prefill|threads|version|submit|clearance|contributions))\/|en\/(evidence|renderings|start|deadline|fieldwork|people|prefill|threads|findings|account|version|submit|clearance|contributions)/
  expect(modules.filter((module) => unwanted.test(module))).toEqual([])
})

test(`the service worker has at most ${serviceWorkerBudget} bytes`, () => {
  expect(brotli(serviceWorker())).toBeLessThanOrEqual(serviceWorkerBudget)
})

test('all that a respondent may open is kept for when there is no connection, and nothing of staff', () => {
  const addresses = Array.from(serviceWorker().matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g)).map(([address]) => address)
  const kept = chunks().filter((chunk) => addresses.includes(`/${chunk.fileName}`))
  const ofStaff = (chunk: Rolldown.OutputChunk) => chunk.moduleIds.some((id) => staffRooms.test(id))
  expect(kept.filter(ofStaff).map(({ fileName }) => fileName)).toEqual([])

  const mayFollow = kept.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
  const absent = chunks().filter((chunk) => mayFollow.includes(chunk.fileName) && !kept.includes(chunk))
  expect(absent.filter((chunk) => !ofStaff(chunk)).map(({ fileName }) => fileName)).toEqual([])

  const modules = kept.flatMap(({ moduleIds }) => moduleIds)
  const ofRespondents = chunks().flatMap(({ moduleIds }) =>
    moduleIds.filter((id) => /\/web\/(respond|items)\//.test(id)),
  )
  expect(ofRespondents.filter((id) => !modules.includes(id))).toEqual([])
  const sheets = kept.flatMap((chunk) => Array.from(chunk.viteMetadata?.importedCss ?? []))
  expect(sheets.filter((sheet) => !addresses.includes(`/${sheet}`))).toEqual([])
})

/** What the ordinary way loads. */
const reached = (): readonly Rolldown.OutputChunk[] => behind(doors)

/** The chunks that hold these modules, with all that they import at once. */
function behind(paths: readonly string[]): readonly Rolldown.OutputChunk[] {
  const found = new Set<Rolldown.OutputChunk>()
  const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) visit(chunks().find((one) => one.fileName === name))
  }
  for (const path of paths) {
    const door = chunks().find((chunk) => Object.keys(chunk.modules).some((id) => id.endsWith(path)))
    if (door === undefined) throw new Error(`${path} is in no file of the build`)
    visit(door)
  }
  return Array.from(found)
}

const chunks = (): readonly Rolldown.OutputChunk[] => output.filter((file) => file.type === 'chunk')

const serviceWorker = (): string => {
  const file = output.find(({ fileName }) => fileName === 'service-worker.js')
  return file?.type === 'asset' ? String(file.source) : ''
}

const brotli = (content: string | Uint8Array): number => brotliCompressSync(content).length

const listing = (files: readonly Rolldown.OutputChunk[]): string =>
  files
    .flatMap((chunk) => Object.entries(chunk.modules).map(([id, { renderedLength }]) => [renderedLength, id] as const))
    .sort(([a], [b]) => b - a)
    .map(([length, id]) => `${String(length).padStart(8)} ${id}`)
    .join('\n')
