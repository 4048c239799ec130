import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { programIn } from './binaries.ts'
import { EmbeddedDatabaseError } from './embedded-database-error.ts'

const patienceMs = 20_000
const lastPatienceMs = 15_000
const pollMs = 10

/**
 * Fast shutdown: sessions are ended, everything is written. If that does not come to an end, the
 * immediate one, after which the next start recovers from the log. Never SIGKILL: it would leave the
 * processes behind the postmaster alone with the shared memory.
 */
export async function stopProcess(pid: number, binaries: string, isGone: () => boolean): Promise<void> {
  signal(pid, 'INT', binaries)
  if (await comesTrue(isGone, patienceMs)) return
  signal(pid, 'QUIT', binaries)
  if (await comesTrue(isGone, lastPatienceMs)) return
  throw new EmbeddedDatabaseError('stop-failed', `PostgreSQL (process ${pid}) does not stop; end it by hand.`)
}

export async function comesTrue(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (!isSo()) {
    if (Date.now() > deadline) return false
    await sleep(pollMs)
  }
  return true
}

function signal(pid: number, name: 'INT' | 'QUIT', binaries: string): void {
  if (process.platform === 'win32') {
    // Node's signals end a Windows process at once; PostgreSQL has its own way
    spawnSync(programIn(binaries, 'pg_ctl'), ['kill', name, String(pid)], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(pid, `SIG${name}`)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
