import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { type Binaries, programIn } from './binaries.ts'
import { ownerName } from './connection.ts'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedDatabaseError } from './embedded-database-error.ts'
import { createPassword, type Transport } from './listening.ts'
import { handOver, handOverTree, launch, type Runner } from './runner.ts'
import { complaintIn } from './server-log.ts'

export interface ClusterRequest {
  readonly folder: DataFolder
  readonly binaries: Binaries
  readonly runner: Runner
  readonly transport: Transport
  readonly durable: boolean
  readonly log: (line: string) => void
}

/** The files of the database: made if there are none, else checked to be of this PostgreSQL's age. */
export async function ensureCluster(request: ClusterRequest): Promise<void> {
  const { folder, binaries, runner } = request
  removeDrafts(folder)
  if (!existsSync(folder.cluster)) {
    await createCluster(request)
    return
  }
  handOverTree(runner, folder.cluster)
  const age = Number(readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8'))
  if (age === binaries.major) return
  throw new EmbeddedDatabaseError(
    'version-mismatch',
    `The data in ${folder.cluster} belong to PostgreSQL ${age} and cannot be read by PostgreSQL ${binaries.major}; move them by export and import.`,
  )
}

/** Made beside its place and moved there when whole, so that a killed first start leaves nothing half-made. */
async function createCluster({ folder, binaries, runner, transport, durable, log }: ClusterRequest): Promise<void> {
  log(`Creating the database in ${folder.cluster}`)
  const draft = `${folder.cluster}.new-${process.pid}`
  mkdirSync(draft, { mode: 0o700 })
  handOver(runner, draft)
  const login =
    transport === 'socket' ? trustSocketOnly : ['--auth=scram-sha-256', `--pwfile=${createPassword(folder, runner)}`]
  const flags = [
    '-D',
    draft,
    '-U',
    ownerName,
    '-E',
    'UTF8',
    '--data-checksums',
    ...localeFlags(binaries.major),
    ...login,
  ]
  const initdb = launch(
    runner,
    programIn(binaries.folder, 'initdb'),
    [...flags, ...(durable ? [] : ['--no-sync'])],
    'pipe',
  )
  let said = ''
  initdb.stdout?.on('data', (bytes) => (said += bytes))
  initdb.stderr?.on('data', (bytes) => (said += bytes))
  const [status] = await once(initdb, 'close').catch((error: Error) => [error.message])
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new EmbeddedDatabaseError(
      'create-failed',
      `The database could not be created in ${folder.cluster}: ${complaintIn(said)} (${status})`,
    )
  }
  renameSync(draft, folder.cluster)
  if (durable) syncFolder(folder.root)
}

const trustSocketOnly = ['--auth-local=trust', '--auth-host=reject']

/** PostgreSQL's own C.UTF-8 sorts alike everywhere, so no system upgrade breaks an index; it exists from 17 on. */
function localeFlags(major: number): readonly string[] {
  return major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C']
}

function removeDrafts({ root, cluster }: DataFolder): void {
  const drafts = readdirSync(root).filter((name) => name.startsWith(`${basename(cluster)}.new-`))
  for (const name of drafts) rmSync(join(root, name), { recursive: true, maxRetries: 10, force: true })
}

function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
