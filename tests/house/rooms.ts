import type { Import } from './files.ts'

/** A room of the house: which files stand in it, what they may import of ours and of others, and why no more. */
export interface Room {
  readonly name: string
  readonly holds: RegExp
  mayImport(target: string, found: Import): boolean
  readonly packages: readonly string[]
  readonly because: string
}

const under =
  (...folders: readonly string[]) =>
  (target: string): boolean =>
    folders.some((folder) => target.startsWith(folder))

const featureOf = (file: string): string => file.split('/')[2] ?? ''
const partOf = (file: string): string => file.split('/').pop() ?? ''

/** Within a feature data flows routes → actions → store; of other features only the actions are open. */
function featureMayImport(target: string, { file }: Import): boolean {
  if (
    under(
      'instruments/engine/',
      'instruments/exchange/',
      'server/contract/',
      'server/analysis/',
      'server/exports/',
      'server/database/',
      'server/http/',
      'server/printing/',
    )(target)
  ) {
    const isStore = /(^|-)store\.ts$/.test(partOf(file))
    const isRoutes = /(^|-)routes\.ts$/.test(partOf(file))
    if (isStore) return !target.startsWith('server/http/')
    if (isRoutes)
      return (
        !target.startsWith('server/database/') || target.endsWith('unit-of-work.ts') || target.endsWith('plugin.ts')
      )
    return true
  }
  if (target === 'server/problems.ts' || target === 'server/config.ts') return true
  if (!target.startsWith('server/features/')) return false
  if (featureOf(target) !== featureOf(file)) return !/(^|-)(store|routes)\.ts$/.test(partOf(target))
  if (/(^|-)store\.ts$/.test(partOf(file))) return !/(^|-)(actions|routes)\.ts$/.test(partOf(target))
  if (/(^|-)routes\.ts$/.test(partOf(file))) return !/(^|-)store\.ts$/.test(partOf(target))
  return !/(^|-)routes\.ts$/.test(partOf(target))
}

/** The only list of rooms; README.md of the root says the same in a table. */
export const rooms: readonly Room[] = [
  {
    name: 'engine, loading definitions',
    holds: /^instruments\/engine\/load\//,
    mayImport: under('instruments/engine/'),
    packages: ['zod'],
    because: 'the engine knows neither browser nor server',
  },
  {
    name: 'engine',
    holds: /^instruments\/engine\//,
    mayImport: (target) => target.startsWith('instruments/engine/') && !target.startsWith('instruments/engine/load/'),
    packages: [],
    because: 'a respondent’s browser runs it: no schema library, no DOM, no Node',
  },
  {
    name: 'exchange',
    holds: /^instruments\/exchange\//,
    mayImport: under('instruments/engine/', 'instruments/exchange/'),
    packages: ['saxes', 'yauzl', 'yazl', 'node:'],
    because: 'formats in and out are functions of bytes and cells, without a database or a request',
  },
  {
    name: 'contract',
    holds: /^server\/contract\//,
    mayImport: (target, { typeOnly }) =>
      target.startsWith('server/contract/') || (typeOnly && target.startsWith('instruments/engine/')),
    packages: ['zod'],
    because: 'both sides read it',
  },
  {
    name: 'analysis and exports',
    holds: /^server\/(analysis|exports)\//,
    mayImport: under(
      'instruments/engine/',
      'instruments/exchange/answers/',
      'instruments/exchange/workbook/',
      'server/contract/',
      'server/analysis/',
      'server/exports/',
    ),
    packages: ['papaparse', 'client-zip', 'node:', 'canonicalize', 'docx'],
    because: 'they are functions of columns, without a database or a request',
  },
  {
    name: 'list of features',
    holds: /^server\/features\/index\.ts$/,
    mayImport: (target) =>
      /^server\/features\/[a-z-]+\/[a-z-]*routes\.ts$/.test(target) || target.startsWith('server/http/'),
    packages: ['fastify'],
    because: 'it lists the routes of every feature',
  },
  {
    name: 'features',
    holds: /^server\/features\//,
    mayImport: featureMayImport,
    packages: ['fastify', 'kysely', 'node:', 'canonicalize', '@node-rs/argon2', 'client-zip', 'zod'],
    because: 'data flows routes → actions → store, and a store belongs to its feature',
  },
  {
    name: 'database',
    holds: /^server\/database\//,
    mayImport: under(
      'server/database/',
      'server/problems.ts',
      'server/contract/',
      'instruments/engine/',
      'migrations/',
    ),
    packages: ['kysely', 'pg', '@fastify/postgres', 'fastify', 'fastify-plugin', 'node:'],
    because: 'it is SQL plumbing and knows no feature',
  },
  {
    name: 'printing',
    holds: /^server\/printing\//,
    mayImport: under('server/printing/', 'server/problems.ts'),
    packages: ['node:'],
    because: 'it turns our pages into PDF files and knows neither features nor requests',
  },
  {
    name: 'http',
    holds: /^server\/http\//,
    mayImport: under('server/http/', 'server/contract/', 'server/problems.ts', 'server/database/', 'server/config.ts'),
    packages: [
      'fastify',
      'kysely',
      '@fastify/helmet',
      '@fastify/rate-limit',
      '@fastify/cookie',
      '@fastify/static',
      '@fastify/compress',
      '@fastify/under-pressure',
      '@fastify/swagger',
      'fastify-type-provider-zod',
      'zod',
      'node:',
    ],
    because: 'it is HTTP plumbing and knows no feature',
  },
  {
    name: 'server',
    holds: /^server\/[a-z-]+\.ts$/,
    mayImport: under('server/'),
    packages: ['fastify', 'zod', 'close-with-grace', 'node:', '@fastify/cookie', '@fastify/compress', 'kysely'],
    because: 'it puts the rooms together',
  },
  {
    name: 'parts of pages',
    holds: /^web\/(items|ui)\//,
    mayImport: (target, { file }) =>
      under('instruments/engine/', 'web/text/', 'web/ui/', `${file.split('/').slice(0, 2).join('/')}/`)(target),
    packages: ['svelte'],
    because: 'a part knows no page and no network',
  },
  {
    name: 'gallery',
    holds: /^web\/gallery\//,
    mayImport: under('instruments/engine/', 'instruments/released/', 'web/items/', 'web/shell/', 'web/gallery/'),
    packages: ['svelte'],
    because: 'it shows widgets to those who build them, with the code lists of a released instrument',
  },
  {
    name: 'charts',
    holds: /^web\/charts\//,
    mayImport: (target, { typeOnly }) =>
      under('web/charts/', 'web/ui/', 'web/text/', 'instruments/engine/')(target) ||
      (typeOnly && target === 'server/contract/index.ts'),
    packages: ['svelte', 'chart.js'],
    because: 'the only room that knows Chart.js knows no page and no network',
  },
  {
    name: 'pages',
    holds: /^web\//,
    mayImport: (target, { typeOnly }) =>
      under('web/', 'instruments/engine/')(target) || (typeOnly && target === 'server/contract/index.ts'),
    packages: ['svelte', 'vite', '@sveltejs/vite-plugin-svelte', 'node:'],
    because: 'the browser sees of the server the contract’s types and nothing else',
  },
  {
    name: 'migrations',
    holds: /^migrations\//,
    mayImport: () => false,
    packages: ['kysely'],
    because: 'a migration is frozen in time and must not follow today’s code',
  },
]
