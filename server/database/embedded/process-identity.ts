import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process number alone is not an identity: the system gives it away again. */
export interface ProcessIdentity {
  readonly pid: number
  /** When the process began, in whatever words the system has; empty where it cannot be known. */
  readonly startedAt: string
}

export const ownIdentity = (): ProcessIdentity => ({ pid: process.pid, startedAt: startOf(process.pid) })

/** Still the same running process? In doubt yes: refusing a start is cheaper than two servers on one folder. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  if (!isAlive(pid)) return false
  const start = startOf(pid)
  return start === '' || startedAt === '' || start === startedAt
}

/** Runs under this number. A zombie does not: in a container nobody may ever collect it. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !/^[ZX]$/.test(linuxStat(pid)?.[0] ?? '')
}

/** Something in the process table has this number, if only as a zombie. */
export function exists(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function startOf(pid: number): string {
  if (process.platform === 'linux') {
    const ticks = linuxStat(pid)?.[19]
    // ticks count from the boot, so the boot is part of the name
    return ticks === undefined ? '' : `${readQuietly('/proc/sys/kernel/random/boot_id').trim()}/${ticks}`
  }
  if (process.platform === 'win32') return ''
  const shown = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return shown.stdout?.trim() ?? ''
}

/** The words of /proc/<pid>/stat from the state on; the name before it may hold spaces and brackets. */
function linuxStat(pid: number): readonly string[] | undefined {
  if (process.platform !== 'linux') return undefined
  const stat = readQuietly(`/proc/${pid}/stat`)
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

export function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
