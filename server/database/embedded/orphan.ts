import { spawnSync } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedDatabaseError, systemCode } from './embedded-database-error.ts'
import { loopback } from './listening.ts'
import { disownPostmasterFile, type PostmasterFile, readPostmasterFile } from './postmaster-file.ts'
import { exists, isAlive, readQuietly } from './process-identity.ts'
import { stopProcess } from './stopping.ts'

/**
 * What a killed owner left behind. A PostgreSQL that still runs is stopped, not adopted: then the one
 * we use is always our child, with our settings, our log and our end; a restart costs a tenth of a second.
 */
export async function clearOrphan(folder: DataFolder, binaries: string, log: (line: string) => void): Promise<void> {
  const file = readPostmasterFile(folder.cluster)
  if (file === undefined || !exists(file.pid)) return
  switch (await whoHas(file, folder.cluster)) {
    case 'postmaster':
      log(`Stopping PostgreSQL (process ${file.pid}), which an earlier start left behind`)
      await stopOrphan(file.pid, folder, binaries)
      return
    case 'somebody-else':
      disownPostmasterFile(folder.cluster)
      return
    case 'unknown':
      throw inUse(folder, file.pid, 'it is a PostgreSQL this user cannot look into')
  }
}

export function inUse(
  folder: DataFolder,
  pid: number,
  who = 'another Mufakat server or command',
): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'in-use',
    `The data folder ${folder.root} is in use by process ${pid} (${who}); stop it first, or set DATA_DIR to another folder.`,
  )
}

async function stopOrphan(pid: number, folder: DataFolder, binaries: string): Promise<void> {
  try {
    await stopProcess(pid, binaries, () => !isAlive(pid))
  } catch (error) {
    if (systemCode(error) === 'EPERM') throw inUse(folder, pid, 'a PostgreSQL of another user')
    throw error
  }
}

type Bearer = 'postmaster' | 'somebody-else' | 'unknown'

async function whoHas({ pid, port }: PostmasterFile, cluster: string): Promise<Bearer> {
  if (process.platform === 'win32') return (await answers(port)) ? 'postmaster' : 'somebody-else'
  if (process.platform !== 'linux') return byCommandLine(shownCommand(pid), cluster)
  // a zombie too is somebody else: PostgreSQL would wait for it for ever
  if (!isAlive(pid) || readQuietly(`/proc/${pid}/comm`).trim() !== 'postgres') return 'somebody-else'
  try {
    // the folder a postmaster works in, right also after the folder was renamed
    return readlinkSync(`/proc/${pid}/cwd`) === cluster ? 'postmaster' : 'somebody-else'
  } catch {
    return byCommandLine(readQuietly(`/proc/${pid}/cmdline`).replaceAll('\0', ' '), cluster)
  }
}

function byCommandLine(command: string, cluster: string): Bearer {
  if (!command.includes('postgres')) return 'somebody-else'
  return command.includes(`-D ${cluster}`) ? 'postmaster' : 'unknown'
}

function shownCommand(pid: number): string {
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: loopback, port })
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })
}
