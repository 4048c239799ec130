import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { takeFolderLock } from '../../../server/database/embedded/folder-lock.ts'
import { attachEmbedded, type Connection, startEmbedded } from '../../../server/database/embedded/index.ts'
import { ownIdentity } from '../../../server/database/embedded/process-identity.ts'
import { newFolder, query, spawnOwner, started } from './fixtures/embedded-folders.ts'

describe('a second start', () => {
  test('is refused in one line that names the folder and its holder', async () => {
    const dataDir = newFolder()
    const owner = await spawnOwner(dataDir)
    await expect(startEmbedded({ dataDir, tests: true })).rejects.toMatchObject({
      reason: 'in-use',
      message: `The data folder ${dataDir} is in use by process ${owner.process.pid} (another Mufakat server or command); stop it first, or set DATA_DIR to another folder.`,
    })
    expect(await query(owner.said.connection as Connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is refused under another name of the folder', async () => {
    const dataDir = newFolder()
    await started({ dataDir })
    const alias = join(newFolder(), 'alias')
    symlinkSync(dataDir, alias)
    await expect(startEmbedded({ dataDir: alias, tests: true })).rejects.toMatchObject({ reason: 'in-use' })
  })

  test('wins or loses against a simultaneous one, never both', async () => {
    const dataDir = newFolder()
    const owners = await Promise.all([1, 2, 3].map(() => spawnOwner(dataDir)))
    expect(owners.filter(({ said }) => said.connection !== undefined)).toHaveLength(1)
    expect(owners.filter(({ said }) => said.reason === 'in-use')).toHaveLength(2)
  })
})

describe('the lock', () => {
  const dead = JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'long ago' })
  const reused = JSON.stringify({ ...ownIdentity(), startedAt: 'in another boot' })

  test.for([dead, reused, '', '{"pid":'])('of a dead holder goes to exactly one of many: %s', async (content) => {
    const folder = newFolder()
    const file = join(folder, 'postgres.lock')
    writeFileSync(file, content)
    const answers = await Promise.all(Array.from({ length: 20 }, () => takeFolderLock(file)))
    expect(answers.filter((answer) => 'lock' in answer)).toHaveLength(1)
    expect(readdirSync(folder)).toEqual(['postgres.lock'])
  })

  test('of a dead holder is not touched while another process removes it', async () => {
    const file = join(newFolder(), 'postgres.lock')
    writeFileSync(file, dead)
    const other = await takeFolderLock(`${file}.claim`)
    const taking = takeFolderLock(file)
    await sleep(50)
    expect(readFileSync(file, 'utf8')).toBe(dead)
    if ('lock' in other) other.lock.release()
    expect(await taking).toHaveProperty('lock')
  })

  test('also after a process died while it removed one', async () => {
    const file = join(newFolder(), 'postgres.lock')
    for (const name of [file, `${file}.claim`]) writeFileSync(name, dead)
    expect(await takeFolderLock(file)).toHaveProperty('lock')
    expect(existsSync(`${file}.claim`)).toBe(false)
  })

  test('that is no longer ours is left alone', async () => {
    const file = join(newFolder(), 'postgres.lock')
    const taken = await takeFolderLock(file)
    writeFileSync(file, dead)
    if ('lock' in taken) taken.lock.release()
    expect(readFileSync(file, 'utf8')).toBe(dead)
  })
})

describe('a command', () => {
  test('uses the running database and leaves it running', async () => {
    const dataDir = newFolder()
    const owner = await spawnOwner(dataDir)
    const attached = await attachEmbedded({ dataDir, tests: true })
    expect(attached).toMatchObject({ owned: false, connection: owner.said.connection })
    await attached.stop()
    expect(await query(attached.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('starts the database if none runs, and stops it', async () => {
    const dataDir = newFolder()
    const attached = await attachEmbedded({ dataDir, tests: true })
    expect(attached.owned).toBe(true)
    await attached.stop()
    expect(['postgres.lock', 'postgres/postmaster.pid'].filter((name) => existsSync(join(dataDir, name)))).toEqual([])
  })

  test('waits for a start that is under way', async () => {
    const dataDir = newFolder()
    const all = await Promise.all([1, 2, 3].map(() => attachEmbedded({ dataDir, tests: true })))
    for (const { stop } of all) onTestFinished(stop)
    expect(all.filter(({ owned }) => owned)).toHaveLength(1)
    for (const { connection } of all) expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('knows the password of a database on TCP, which the lock does not hold', async () => {
    const dataDir = newFolder()
    const { connection } = await started({ dataDir, transport: 'tcp' })
    const attached = await attachEmbedded({ dataDir })
    expect(attached.connection).toEqual(connection)
    expect(readFileSync(join(dataDir, 'postgres.lock'), 'utf8')).not.toContain(connection.password)
  })
})
