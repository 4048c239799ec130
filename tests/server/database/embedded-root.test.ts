import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findBinaries, hydrate } from '../../../server/database/embedded/binaries.ts'
import { relocate } from '../../../server/database/embedded/relocated-binaries.ts'
import { newFolder, postmasterPid, query, started } from './fixtures/embedded-folders.ts'

/** PostgreSQL's folder as npm unpacks it with --ignore-scripts. */
function unhydratedCopy(): string {
  const native = join(newFolder(), 'native')
  cpSync(dirname(findBinaries(undefined)), native, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  for (const { target } of links) rmSync(join(native, '..', target))
  chmodSync(join(native, 'bin', 'postgres'), 0o644)
  return native
}

const uidOf = (pid: number) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

test('links and modes that npm did not make are made, once', async () => {
  const native = unhydratedCopy()
  chmodSync(dirname(native), 0o755)
  expect([hydrate(native), hydrate(native)]).toEqual([true, true])
  const { connection } = await started({ dataDir: newFolder(), binaries: join(native, 'bin') })
  expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a copy is made once, and none of another owner is trusted', () => {
  const native = unhydratedCopy()
  const copies: string[] = []
  const take = () =>
    relocate(
      native,
      (copy) => copies.push(copy) > 0 && hydrate(copy),
      () => true,
    ) as string
  const copy = take()
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  expect(take()).toBe(copy)
  expect(copies).toHaveLength(1)
  expect(lstatSync(copy).mode & 0o777).toBe(0o755)
  chmodSync(copy, 0o777)
  const other = take()
  expect(other).not.toBe(copy)
  if (other !== undefined) rmSync(other, { recursive: true, force: true })
})

describe.runIf(process.getuid?.() === 0 && process.platform === 'linux')('started by root', () => {
  test('PostgreSQL runs as another account where namespaces are not to be had', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o755)
    const { connection } = await started({ dataDir: folder, namespaces: false })
    expect(uidOf(postmasterPid(folder))).toBeGreaterThan(0)
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test("in a namespace the files stay root's", async () => {
    const dataDir = newFolder()
    await started({ dataDir })
    expect(statSync(join(dataDir, 'postgres', 'PG_VERSION')).uid).toBe(uidOf(postmasterPid(dataDir)))
  })

  test('a database made in a namespace opens without, and stays with its account from then on', async () => {
    const dataDir = newFolder()
    chmodSync(dataDir, 0o755)
    const first = await started({ dataDir })
    await query(first.connection, 'create table answer (number int)')
    await first.stop()
    const second = await started({ dataDir, namespaces: false })
    expect(await query(second.connection, 'select * from answer')).toEqual([])
    await second.stop()
    const third = await started({ dataDir })
    expect(await query(third.connection, 'select * from answer')).toEqual([])
    expect(uidOf(postmasterPid(dataDir))).toBe(statSync(join(dataDir, 'postgres')).uid)
  })

  test('data and programs below a closed folder serve all the same', async () => {
    const closed = newFolder()
    const native = join(closed, 'native')
    cpSync(dirname(findBinaries(undefined)), native, { recursive: true, verbatimSymlinks: true })
    const dataDir = join(closed, 'data')
    mkdirSync(dataDir)
    const { connection } = await started({ dataDir, namespaces: false, binaries: join(native, 'bin') })
    const program = readFileSync(join(dataDir, 'postgres', 'postmaster.opts'), 'utf8').split(' ')[0] as string
    onTestFinished(() => rmSync(join(dirname(program), '..'), { recursive: true, force: true }))
    expect(program).toMatch(/^\/(var\/)?tmp\/mufakat-postgresql-/)
    expect(uidOf(postmasterPid(dataDir))).toBeGreaterThan(0)
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
