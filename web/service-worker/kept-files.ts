import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { build, type Plugin, type Rolldown } from 'vite'
import type { Build } from './build.ts'

const inWeb = (path: string): string => new URL(`../${path}`, import.meta.url).pathname

/** What respondents may open, with all that it imports; pages of staff are reached from the same lists, and stay out. */
const doors = /web\/(?:main\.ts|HomePage|account\/|respond\/|rare-routes|text\/late-areas|service-worker\/registration)/

/** Builds the service worker to an address of its own, and tells it which files of this build to keep. */
export function keptFiles(): Plugin {
  return {
    name: 'mufakat-kept-files',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: await workerFor(toBuild(bundle)) })
      },
    },
  }
}

function toBuild(bundle: Rolldown.OutputBundle): Build {
  const page = bundle['index.html']
  if (page?.type !== 'asset') throw new Error('The build has no index.html.')
  const fixed = { '/': integrityOf(page.source), ...publicFiles() }
  const files = respondentFiles(bundle).map((name) => `/${name}`)
  const revision = createHash('sha256')
    .update(JSON.stringify([files, fixed]))
    .digest('hex')
    .slice(0, 12)
  return { revision, files, fixed }
}

/** Scripts and styles behind the doors. */
function respondentFiles(bundle: Rolldown.OutputBundle): readonly string[] {
  const found = new Set<string>()
  const visit = (name: string): void => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || found.has(name)) return
    found.add(name)
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])])
      found.add(file)
    chunk.imports.forEach(visit)
  }
  for (const [name, file] of Object.entries(bundle))
    if (file.type === 'chunk' && file.moduleIds.some((id) => doors.test(id))) visit(name)
  return Array.from(found).sort()
}

const publicFiles = (): Build['fixed'] =>
  Object.fromEntries(
    readdirSync(inWeb('public')).map((name) => [`/${name}`, integrityOf(readFileSync(inWeb(`public/${name}`)))]),
  )

const integrityOf = (content: string | Uint8Array): string =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`

/** A classic script in one piece: not every browser runs modules as service workers. */
async function workerFor(kept: Build): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    define: { thisBuild: JSON.stringify(kept) },
    build: {
      write: false,
      rolldownOptions: { input: inWeb('service-worker/worker.ts'), output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput
  return built.output[0].code
}
