import { brotliCompressSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, test, vi } from 'vitest'

/** Brotli bytes a respondent's browser fetches, on the way from the link in the mail to the receipt. */
const budgets = {
  'until the questionnaire is open': { parts: ['main', 'link', 'open'], scripts: 60_000 },
  'with every widget and the way to the receipt': {
    parts: ['main', 'link', 'open', 'questions', 'closing'],
    scripts: 75_000,
  },
} as const
const stylesBudget = 8_000

const doors = {
  main: 'web/index.html',
  link: 'web/respond/LinkPage.svelte',
  open: 'web/respond/pages.ts',
  questions: 'web/respond/question-pages.ts',
  closing: 'web/respond/closing-pages.ts',
} as const

let output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = []

beforeAll(async () => {
  // the test runner says “test”, and Svelte would come with its messages for developers
  vi.stubEnv('NODE_ENV', 'production')
  const configFile = new URL('../../web/vite.config.ts', import.meta.url).pathname
  const built = (await build({ configFile, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput
  output = built.output
  vi.unstubAllEnvs()
})

describe.each(Object.entries(budgets))('%s', (_, { parts, scripts }) => {
  test(`at most ${scripts} bytes of script`, () => {
    const chunks = reached(parts)
    const total = chunks.reduce((sum, chunk) => sum + brotli(chunk.code), 0)
    expect(total <= scripts || `${total} bytes:\n${listing(chunks)}`).toBe(true)
  })

  test(`at most ${stylesBudget} bytes of style`, () => {
    const names = new Set(reached(parts).flatMap((chunk) => Array.from(chunk.viteMetadata?.importedCss ?? [])))
    const sheets = output.filter((file) => file.type === 'asset' && names.has(file.fileName)) as Rolldown.OutputAsset[]
    expect(sheets.length).toBeGreaterThan(0)
    expect(sheets.reduce((sum, sheet) => sum + brotli(sheet.source), 0)).toBeLessThanOrEqual(stylesBudget)
  })
})

test('no schema library, chart library, server code or research page reaches a respondent', () => {
  const modules = reached(Object.keys(doors) as Door[]).flatMap((chunk) => Object.keys(chunk.modules))
  expect(modules.length).toBeGreaterThan(100)
  const unwanted = /node_modules\/(zod|chart\.js)\/|\/(server|scripts|tests)\/|\/web\/(findings|charts)\/|en\/findings/
  expect(modules.filter((module) => unwanted.test(module))).toEqual([])
})

type Door = keyof typeof doors

/** The chunks behind these doors, with all that they import at once. */
function reached(parts: readonly Door[]): readonly Rolldown.OutputChunk[] {
  const chunks = output.filter((file) => file.type === 'chunk')
  const found = new Set<Rolldown.OutputChunk>()
  const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || found.has(chunk)) return
    found.add(chunk)
    for (const name of chunk.imports) visit(chunks.find((one) => one.fileName === name))
  }
  for (const part of parts) {
    const door = chunks.find(
      (chunk) =>
        Object.keys(chunk.modules).some((id) => id.endsWith(doors[part])) ||
        chunk.facadeModuleId?.endsWith(doors[part]),
    )
    if (door === undefined) throw new Error(`${doors[part]} is in no file of the build`)
    visit(door)
  }
  return Array.from(found)
}

const brotli = (content: string | Uint8Array): number => brotliCompressSync(content).length

const listing = (chunks: readonly Rolldown.OutputChunk[]): string =>
  chunks
    .flatMap((chunk) => Object.entries(chunk.modules).map(([id, { renderedLength }]) => [renderedLength, id] as const))
    .sort(([a], [b]) => b - a)
    .map(([length, id]) => `${String(length).padStart(8)} ${id}`)
    .join('\n')
