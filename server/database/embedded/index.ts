import { setTimeout as sleep } from 'node:timers/promises'
import { prepareBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { type Connection, ensureDatabase } from './connection.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'
import { EmbeddedDatabaseError, isEmbeddedDatabaseError } from './embedded-database-error.ts'
import { type FolderLock, findHolder, takeFolderLock } from './folder-lock.ts'
import { chooseListening, defaultTransport, readPassword, type Transport } from './listening.ts'
import { clearOrphan, inUse } from './orphan.ts'
import { type Postmaster, startPostmaster } from './postmaster.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { chooseRunner } from './runner.ts'
import { closeSocketFolder } from './socket-folder.ts'

export type { Connection } from './connection.ts'
export {
  EmbeddedDatabaseError,
  type EmbeddedDatabaseReason,
} from './embedded-database-error.ts'

export interface EmbeddedOptions {
  readonly dataDir: string
  /** Data to throw away: nothing is forced to the disk. */
  readonly tests?: boolean
  /** A folder with postgres and initdb, instead of the npm package's. */
  readonly binaries?: string
  readonly log?: (line: string) => void
  /** false: as root, change to another account without trying user namespaces first. */
  readonly namespaces?: boolean
  /** tcp: the loopback interface with a password, for systems without Unix sockets. */
  readonly transport?: Transport
}

export interface EmbeddedDatabase {
  /** For `new pg.Pool(…)`, as the owner of the database. */
  readonly connection: Connection
  /** False if another process started it, and stop() leaves it running. */
  readonly owned: boolean
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL of a data folder, making it on the first start. One process may hold a folder;
 * a second is refused with the reason `in-use`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = openDataFolder(options.dataDir)
  const taken = await takeFolderLock(folder.lock)
  if ('heldBy' in taken) throw inUse(folder, taken.heldBy.pid)
  try {
    return await startLocked(options, folder, taken.lock)
  } catch (error) {
    taken.lock.release()
    throw error
  }
}

/** Uses the running database of a data folder; if none runs, starts it, and stop() stops what was started. */
export async function attachEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const deadline = Date.now() + attachPatienceMs
  for (;;) {
    const connection = findRunning(openDataFolder(options.dataDir))
    if (connection !== undefined) return { connection, owned: false, stop: async () => {} }
    try {
      return await startEmbedded(options)
    } catch (error) {
      // held but not ready: its holder is still starting, or stopping
      if (!isEmbeddedDatabaseError(error, 'in-use') || Date.now() > deadline) throw error
    }
    await sleep(pollMs)
  }
}

const attachPatienceMs = 30_000
const busyPatienceMs = 30_000
const pollMs = 50

async function startLocked(options: EmbeddedOptions, folder: DataFolder, lock: FolderLock): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => {})
  const transport = options.transport ?? defaultTransport
  const durable = options.tests !== true
  const runner = chooseRunner(folder, options.namespaces !== false)
  const binaries = prepareBinaries(runner, options.binaries)
  await clearOrphan(folder, binaries.folder, log)
  await ensureCluster({ folder, binaries, runner, transport, durable, log })
  const listening = await chooseListening(transport, folder, runner)
  const start = () => startPostmaster({ folder, binaries, runner, listening, durable, log })
  const postmaster = await outlastRemains(start, () => clearOrphan(folder, binaries.folder, log))
  await orStop(postmaster, () => ensureDatabase(listening.connection))
  lock.announce(listening.connection)
  log(`PostgreSQL ${binaries.major} is ready (process ${postmaster.pid}, data in ${folder.cluster})`)
  return {
    connection: listening.connection,
    owned: true,
    async stop() {
      await postmaster.stop()
      closeSocketFolder(folder, listening.connection.host)
      lock.release()
    },
  }
}

/** The processes behind a killed postmaster take a moment to notice; until then PostgreSQL refuses. */
async function outlastRemains(start: () => Promise<Postmaster>, clear: () => Promise<void>): Promise<Postmaster> {
  const deadline = Date.now() + busyPatienceMs
  for (;;) {
    try {
      return await start()
    } catch (error) {
      const isBusy = error instanceof EmbeddedDatabaseError && /still in use|already exists/.test(error.message)
      if (!isBusy || Date.now() > deadline) throw error
    }
    await sleep(pollMs)
    await clear()
  }
}

async function orStop(postmaster: Postmaster, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    await postmaster.stop()
    throw new EmbeddedDatabaseError(
      'start-failed',
      `PostgreSQL runs but its database cannot be opened: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    )
  }
}

/** The connection its holder announced, if PostgreSQL is still there behind it. */
function findRunning(folder: DataFolder): Connection | undefined {
  const announced = findHolder(folder.lock)?.connection
  if (announced === undefined || readPostmasterFile(folder.cluster)?.isReady !== true) return undefined
  return announced.host.startsWith('/') ? announced : { ...announced, password: readPassword(folder) }
}
