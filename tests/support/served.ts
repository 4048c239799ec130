import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Served {
  readonly process: ChildProcess
  readonly address: string
  /** Ends in the demonstration link's token; absent without a demonstration. */
  readonly demonstrationPath?: string
}

/** A server in a process of its own, on a free port, with its database in this folder. */
export async function serveFrom(dataDir: string, environment: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serving.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string | undefined]
  if (line === undefined) throw new Error('the server ended before it was ready')
  return { process: child, ...JSON.parse(line) }
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

export async function stopServed({ process: child }: Served): Promise<void> {
  child.kill('SIGTERM')
  await ended(child)
}

/** kill -9 of the server and of its PostgreSQL, whose other processes end when they notice. */
export async function killServed({ process: child }: Served, dataDir: string): Promise<void> {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  child.kill('SIGKILL')
  await ended(child)
}
