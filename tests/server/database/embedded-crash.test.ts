import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import type { Connection } from '../../../server/database/embedded/index.ts'
import { exists, isAlive, readQuietly } from '../../../server/database/embedded/process-identity.ts'
import { kill, newFolder, postmasterPid, query, spawnOwner, started } from './fixtures/embedded-folders.ts'

/** Commits one row after the other until the server is gone; answers how many were acknowledged. `onmany`: some were. */
async function commitUntilGone(connection: Connection, onmany: () => void): Promise<number> {
  const client = new Client(connection)
  client.on('error', () => {})
  await client.connect()
  await client.query('create table answer (number int)')
  let acknowledged = 0
  try {
    for (;;) {
      await client.query('insert into answer values ($1)', [acknowledged])
      acknowledged += 1
      if (acknowledged === 20) onmany()
    }
  } catch {
    return acknowledged
  }
}

async function rowsAfterRestart(dataDir: string): Promise<number> {
  const { connection } = await started({ dataDir, tests: false })
  return Number((await query(connection, 'select count(*) from answer'))[0]?.count)
}

/** A PATH without util-linux, as on macOS: PostgreSQL outlives a killed owner. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const PATH = newFolder()
  chmodSync(PATH, 0o755)
  for (const name of ['ls', 'test']) symlinkSync(`/usr/bin/${name}`, join(PATH, name))
  return { PATH }
}

const gone = async (pid: number) => {
  while (isAlive(pid)) await sleep(5)
}

const crashes = {
  'of the owner': async (owner, _postmaster) => kill(owner),
  'of the postmaster': async (_owner, postmaster) => void process.kill(postmaster, 'SIGKILL'),
  'of both': async (owner, postmaster) => {
    process.kill(postmaster, 'SIGKILL')
    await kill(owner)
  },
} satisfies Record<string, (owner: Parameters<typeof kill>[0], postmaster: number) => Promise<void>>

test.for(Object.entries(crashes))('no acknowledged row is lost by kill -9 %s', async ([, crash]) => {
  const dataDir = newFolder()
  const owner = await spawnOwner(dataDir, { tests: false })
  const postmaster = postmasterPid(dataDir)
  const many = Promise.withResolvers<void>()
  const committed = commitUntilGone(owner.said.connection as Connection, many.resolve)
  await many.promise
  await crash(owner.process, postmaster)
  const acknowledged = await committed
  await gone(postmaster)
  await kill(owner.process)
  expect(acknowledged).toBeGreaterThan(0)
  expect(await rowsAfterRestart(dataDir)).toBeGreaterThanOrEqual(acknowledged)
})

test('the same process starts again after its postmaster was killed', async () => {
  const dataDir = newFolder()
  const lines: string[] = []
  const first = await started({ dataDir, tests: false, log: (line) => lines.push(line) })
  await query(first.connection, 'create table answer (number int)')
  process.kill(postmasterPid(dataDir), 'SIGKILL')
  await expect.poll(() => lines.at(-1)).toMatch(/ended unexpectedly/)
  await first.stop()
  const second = await started({ dataDir })
  expect(await query(second.connection, 'select * from answer')).toEqual([])
})

test('an orphan is stopped and replaced', async () => {
  const dataDir = newFolder()
  // without namespaces root changes to another account, which must get here
  chmodSync(dataDir, 0o755)
  const owner = await spawnOwner(dataDir, {}, bareEnvironment())
  const orphan = postmasterPid(dataDir)
  await query(owner.said.connection as Connection, 'create table answer (number int)')
  await kill(owner.process)
  expect(isAlive(orphan)).toBe(true)
  const lines: string[] = []
  const { connection } = await started({ dataDir, log: (line) => lines.push(line) })
  expect(lines[0]).toContain(`process ${orphan}`)
  expect(isAlive(orphan)).toBe(false)
  expect(await query(connection, 'select * from answer')).toEqual([])
})

test.runIf(process.platform === 'linux')('PostgreSQL ends with its owner', async () => {
  const dataDir = newFolder()
  const owner = await spawnOwner(dataDir)
  const postmaster = postmasterPid(dataDir)
  await kill(owner.process)
  await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false)
})

test('a process number that now belongs to someone else does not stop the start', async () => {
  const dataDir = newFolder()
  const owner = await spawnOwner(dataDir)
  process.kill(postmasterPid(dataDir), 'SIGKILL')
  await kill(owner.process)
  const bystander = spawn('sleep', ['1000'])
  onTestFinished(() => kill(bystander))
  await once(bystander, 'spawn')
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, `${bystander.pid}`))
  const { connection } = await started({ dataDir })
  expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
})

test.runIf(process.platform === 'linux')('a process that ended but was never collected counts as ended', async () => {
  // the child lives until its parent is a program that collects nothing
  const parent = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 1000'])
  onTestFinished(() => kill(parent))
  const [line] = await once(parent.stdout, 'data')
  const zombie = Number(line)
  await expect.poll(() => readQuietly(`/proc/${parent.pid}/comm`)).toBe('sleep\n')
  parent.stdin.end()
  await expect.poll(() => isAlive(zombie)).toBe(false)
  expect(exists(zombie)).toBe(true)
})
