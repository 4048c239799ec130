import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EmbeddedDatabaseError } from './embedded-database-error.ts'

/** Where everything of one embedded database is. */
export interface DataFolder {
  readonly root: string
  readonly cluster: string
  readonly sockets: string
  readonly password: string
  readonly lock: string
  readonly log: string
}

export function openDataFolder(dataDir: string): DataFolder {
  const given = resolve(dataDir)
  try {
    mkdirSync(given, { recursive: true, mode: 0o700 })
    accessSync(given, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'not-writable',
      `The data folder ${given} cannot be created or written by this user; set DATA_DIR to one that can.`,
      { cause },
    )
  }
  return layoutOf(given)
}

/** One name per folder, however it was reached: by it a running PostgreSQL is recognised. */
function layoutOf(dataDir: string): DataFolder {
  const root = realpathSync(dataDir)
  return {
    root,
    cluster: join(root, 'postgres'),
    sockets: join(root, 'socket'),
    password: join(root, 'postgres.password'),
    lock: join(root, 'postgres.lock'),
    log: join(root, 'postgres.log'),
  }
}
