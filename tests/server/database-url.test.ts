import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '../../server/database/embedded/index.ts'
import { otherServers } from '../support/other-servers.ts'
import { type Served, serveFrom, stopServed } from '../support/served.ts'

let database: EmbeddedDatabase | undefined
let served: Served | undefined
let folder = ''

afterEach(async () => {
  if (served) await stopServed(served)
  await database?.stop()
  await rm(folder, { recursive: true, force: true })
  served = undefined
})

/** A database on a server of its own, owned by a role that is no superuser, as an operator would prepare it. */
async function prepare(binaries: string | undefined): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'mufakat-url-'))
  database = await startEmbedded({
    dataDir: folder,
    tests: true,
    transport: 'tcp',
    ...(binaries !== undefined && { binaries }),
  })
  const client = new pg.Client(database.connection)
  await client.connect()
  await client.query(`create role survey login createrole password 'survey'`)
  await client.query('create database survey owner survey')
  await client.end()
  return `postgresql://survey:survey@${database.connection.host}:${database.connection.port}/survey`
}

describe.each(otherServers())('DATABASE_URL on $name', ({ binaries }) => {
  test('a respondent opens the link, saves an answer and reads it back', async () => {
    const url = await prepare(binaries)
    served = await serveFrom(folder, { DATABASE_URL: url })
    const { address, demonstrationPath } = served
    const token = demonstrationPath?.split('#')[1]
    const post = { 'content-type': 'application/json', origin: address }
    const redeemed = await fetch(`${address}/api/links/redeem`, {
      method: 'POST',
      headers: post,
      body: JSON.stringify({ token }),
    })
    expect(redeemed.status).toBe(200)
    const cookie = redeemed.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const { response } = (await redeemed.json()) as { response: string }

    const opened = await read(`${address}/api/responses/${response}`, cookie)
    const mutation = { id: crypto.randomUUID(), item: 'B03', base: 0, value: 2011 }
    const saved = await fetch(`${address}/api/responses/${response}/answers`, {
      method: 'PATCH',
      headers: { ...post, cookie },
      body: JSON.stringify({ instrument: opened.instrument, mutations: [mutation] }),
    })
    expect(await saved.json()).toMatchObject({ results: [{ status: 'saved', version: 1 }] })
    expect((await read(`${address}/api/responses/${response}`, cookie)).answers).toMatchObject([
      { item: 'B03', value: 2011 },
    ])
  })
})

async function read(url: string, cookie: string): Promise<{ instrument: string; answers: unknown[] }> {
  const reply = await fetch(url, { headers: { cookie } })
  expect(reply.status).toBe(200)
  return (await reply.json()) as { instrument: string; answers: unknown[] }
}
