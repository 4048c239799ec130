import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedDatabaseError, systemCode } from './embedded-database-error.ts'
import { handOver, type Runner } from './runner.ts'

/** The name PostgreSQL gives its socket; one server per folder, so the port never varies. */
export const socketPort = 5432
const socketName = `.s.PGSQL.${socketPort}`

/** The shortest limit of the systems we know (macOS: 104 with the closing zero). */
const longestSocketBytes = 103

/** A folder that only this user can enter: whoever reaches the socket in it is let in without a password. */
export function openSocketFolder(folder: DataFolder, runner: Runner): string {
  const path = chooseSocketFolder(folder)
  makePrivate(path)
  const stat = lstatSync(path)
  const isOurs = stat.uid === process.getuid?.() || stat.uid === runner.owner?.uid
  if (!stat.isDirectory() || !isOurs || (stat.mode & 0o077) !== 0) {
    throw new EmbeddedDatabaseError(
      'start-failed',
      `The folder ${path} for the database's socket exists and is not private to this user; remove it.`,
    )
  }
  handOver(runner, path)
  // called with the folder's lock in hand and no server alive: these are a killed server's, and their
  // process number may be somebody else's by now
  for (const name of [socketName, `${socketName}.lock`]) rmSync(join(path, name), { force: true })
  return path
}

/** A folder outside the data folder would outlive it. */
export function closeSocketFolder(folder: DataFolder, host: string): void {
  if (host.startsWith('/') && host !== folder.sockets) rmSync(host, { recursive: true, force: true })
}

function chooseSocketFolder({ root, sockets }: DataFolder): string {
  if (fits(sockets)) return sockets
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const short = join(realpathSync(tmpdir()), `mufakat-${name}`)
  if (fits(short)) return short
  throw new EmbeddedDatabaseError(
    'path-too-long',
    `The paths ${sockets} and ${short} are both too long for a socket; set DATA_DIR or TMPDIR to a shorter one.`,
  )
}

const fits = (path: string): boolean => Buffer.byteLength(join(path, socketName)) <= longestSocketBytes

function makePrivate(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
}
