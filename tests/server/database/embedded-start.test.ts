import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { startEmbedded } from '../../../server/database/embedded/index.ts'
import { newFolder, query, setting, started } from './fixtures/embedded-folders.ts'

const debian = '/usr/lib/postgresql/15/bin'

describe('a first start', () => {
  test('gives a durable database that no network reaches', async () => {
    const { connection, owned } = await started({ dataDir: newFolder(), tests: false })
    expect(owned).toBe(true)
    const [server] = await query(
      connection,
      `select current_database() as name, upper('đại') as upper,
      (select datlocprovider::text from pg_database where datname = 'mufakat') as provider`,
    )
    expect(server).toEqual({ name: 'mufakat', upper: 'ĐẠI', provider: 'b' })
    const names = [
      'listen_addresses',
      'fsync',
      'full_page_writes',
      'data_checksums',
      'server_encoding',
      'TimeZone',
      'max_connections',
      'shared_buffers',
    ]
    const settings = await Promise.all(names.map((name) => setting(connection, name)))
    expect(settings).toEqual(['', 'on', 'on', 'on', 'UTF8', 'UTC', '60', '128MB'])
  })

  test('keeps everything private to its user', async () => {
    const dataDir = join(newFolder(), 'Ulaanbaatar, 2nd "copy"')
    const { connection } = await started({ dataDir })
    const modes = ['.', 'postgres', 'socket'].map((name) => statSync(join(dataDir, name)).mode & 0o777)
    expect(modes).toEqual([0o700, 0o700, 0o700])
    expect(connection.host).toBe(join(dataDir, 'socket'))
  })

  test('removes what a killed first start left', async () => {
    const dataDir = newFolder()
    mkdirSync(join(dataDir, 'postgres.new-1'))
    writeFileSync(join(dataDir, 'postgres.new-1', 'PG_VERSION'), '18')
    await started({ dataDir })
    expect(existsSync(join(dataDir, 'postgres.new-1'))).toBe(false)
  })

  test('saves time for tests only', async () => {
    const { connection } = await started({ dataDir: newFolder(), tests: true })
    expect([await setting(connection, 'fsync'), await setting(connection, 'synchronous_commit')]).toEqual([
      'off',
      'off',
    ])
  })
})

test('data survive a stop and a start', async () => {
  const dataDir = newFolder()
  const first = await started({ dataDir })
  await query(first.connection, `create table wave as select 'Vientiane' as place`)
  await first.stop()
  await expect(query(first.connection, 'select 1')).rejects.toThrow()
  const second = await started({ dataDir })
  expect(await query(second.connection, 'select place from wave')).toEqual([{ place: 'Vientiane' }])
})

test('over TCP it asks for the password, on the loopback interface only', async () => {
  const dataDir = newFolder()
  const { connection } = await started({ dataDir, transport: 'tcp' })
  expect(connection.host).toBe('127.0.0.1')
  expect(await setting(connection, 'listen_addresses')).toBe('127.0.0.1')
  expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
  await expect(query({ ...connection, password: 'guess' }, 'select 1')).rejects.toThrow(
    /password authentication failed/,
  )
})

describe('a path too long for a socket', () => {
  const longFolder = () => join(newFolder(), 'a-rather-long-name-for-a-folder'.repeat(3))

  test('moves the socket to a private folder', async () => {
    const { connection, stop } = await started({ dataDir: longFolder() })
    expect(connection.host).toMatch(/\/mufakat-[0-9a-f]{16}$/)
    expect(statSync(connection.host).mode & 0o777).toBe(0o700)
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }])
    await stop()
    expect(existsSync(connection.host)).toBe(false)
  })

  test('is refused where the temporary folder is no shorter', async () => {
    const dataDir = longFolder()
    mkdirSync(dataDir)
    vi.stubEnv('TMPDIR', dataDir)
    await expect(startEmbedded({ dataDir, tests: true })).rejects.toMatchObject({
      reason: 'path-too-long',
      message: expect.stringContaining('TMPDIR'),
    })
    vi.unstubAllEnvs()
    await started({ dataDir })
  })
})

test('missing programs are named, with both ways out', async () => {
  const dataDir = newFolder()
  const start = startEmbedded({ dataDir, binaries: join(dataDir, 'nowhere') })
  await expect(start).rejects.toMatchObject({
    reason: 'binaries-missing',
    message: expect.stringMatching(/^PostgreSQL's program postgres is not in .*nowhere; run npm ci .*DATABASE_URL.*$/),
  })
  expect(existsSync(join(dataDir, 'postgres.lock'))).toBe(false)
})

test('a start that fails repeats what PostgreSQL said', async () => {
  const dataDir = newFolder()
  await (await started({ dataDir })).stop()
  writeFileSync(join(dataDir, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n')
  await expect(startEmbedded({ dataDir, tests: true })).rejects.toMatchObject({
    reason: 'start-failed',
    message: expect.stringContaining('contains errors'),
  })
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('no_such_setting')
})

describe.skipIf(!existsSync(debian))("another PostgreSQL's programs", () => {
  test('serve too', async () => {
    const { connection } = await started({ dataDir: newFolder(), binaries: debian })
    expect(await setting(connection, 'server_version')).toMatch(/^15\./)
  })

  test('are refused on data of another age', async () => {
    const dataDir = newFolder()
    await (await started({ dataDir, binaries: debian })).stop()
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
      reason: 'version-mismatch',
      message: expect.stringMatching(/PostgreSQL 15 .* PostgreSQL 18/),
    })
  })
})
