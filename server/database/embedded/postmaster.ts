import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, programIn } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedDatabaseError } from './embedded-database-error.ts'
import type { Listening } from './listening.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { handOver, launch, type Runner } from './runner.ts'
import { openServerLog } from './server-log.ts'
import { stopProcess } from './stopping.ts'

export interface Postmaster {
  readonly pid: number
  stop(): Promise<void>
}

export interface PostmasterRequest {
  readonly folder: DataFolder
  readonly binaries: Binaries
  readonly runner: Runner
  readonly listening: Listening
  readonly durable: boolean
  readonly log: (line: string) => void
}

const pollMs = 10
const reportEveryMs = 10_000

const fixedSettings = {
  max_connections: '60',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
}
const safe = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
/** For data that tests throw away. */
const fast = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/** Starts PostgreSQL and waits until it takes connections, however long the recovery after a crash takes. */
export async function startPostmaster(request: PostmasterRequest): Promise<Postmaster> {
  const { folder, binaries, runner, listening, durable, log } = request
  const settings = { ...fixedSettings, ...(durable ? safe : fast), ...listening.settings }
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const serverLog = openServerLog(folder.log)
  handOver(runner, folder.log)
  try {
    const child = launch(
      runner,
      programIn(binaries.folder, 'postgres'),
      ['-D', folder.cluster, ...words],
      serverLog.descriptor,
    )
    const end = watchEnd(child)
    await becomesReady(child, end, folder, log)
    return guard(child, end, binaries, log)
  } catch (cause) {
    if (!(cause instanceof EndedEarly)) throw cause
    throw new EmbeddedDatabaseError(
      'start-failed',
      `PostgreSQL did not start in ${folder.cluster}: ${cause.message || serverLog.complaint()} (log: ${folder.log})`,
    )
  } finally {
    serverLog.close()
  }
}

class EndedEarly extends Error {}

interface End {
  hasCome: boolean
  /** Set if the program could not be started at all. */
  failure?: Error
}

function watchEnd(child: ChildProcess): End {
  const end: End = { hasCome: false }
  child.once('exit', () => (end.hasCome = true))
  child.once('error', (failure) => Object.assign(end, { hasCome: true, failure }))
  return end
}

async function becomesReady(
  child: ChildProcess,
  end: End,
  folder: DataFolder,
  log: (line: string) => void,
): Promise<void> {
  let nextReportAt = Date.now() + reportEveryMs
  for (;;) {
    if (end.hasCome) throw new EndedEarly(end.failure?.message ?? '')
    const file = readPostmasterFile(folder.cluster)
    if (file?.pid === child.pid && file?.isReady === true) return
    if (Date.now() > nextReportAt) {
      log(`PostgreSQL is still getting ready, perhaps recovering; it tells more in ${folder.log}`)
      nextReportAt += reportEveryMs
    }
    await sleep(pollMs)
  }
}

/** Alive for as long as this process: stopped by stop(), and told to stop if this process ends without. */
function guard(child: ChildProcess, end: End, binaries: Binaries, log: (line: string) => void): Postmaster {
  const pid = child.pid as number
  let isWanted = true
  toEnd.add(child)
  // a command that is done need not wait for its database
  child.unref()
  child.once('exit', (status, signal) => {
    toEnd.delete(child)
    if (isWanted) log(`PostgreSQL (process ${pid}) has ended unexpectedly (${signal ?? status}); restart the server`)
  })
  return {
    pid,
    async stop() {
      if (end.hasCome) return
      isWanted = false
      child.ref()
      await stopProcess(pid, binaries.folder, () => end.hasCome)
    },
  }
}

const toEnd = new Set<ChildProcess>()

process.once('exit', () => {
  for (const child of toEnd) child.kill('SIGINT')
})
