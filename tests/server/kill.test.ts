import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attachEmbedded } from '../../server/database/embedded/index.ts'
import { ownerPool } from '../../server/database/plugin.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { whatIsWrong } from '../support/oracle.ts'
import { makeWorld, openSessionFor } from '../support/people.ts'
import { chance } from '../support/random-answers.ts'
import { killServed, type Served, serveFrom, stopServed } from '../support/served.ts'
import { keepSaving, newWriting, type Writer, type Writing } from '../support/writers.ts'

const rounds = 5
const writersPerResponse = 3
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

let dataDir: string
let server: Served

const serve = () => serveFrom(dataDir, { DEMO: 'off', LOG_LEVEL: 'silent' })

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'mufakat-kill-')))
  server = await serve()
})
afterAll(async () => {
  await stopServed(server)
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
})

async function asOwner<T>(work: (owner: pg.Pool) => Promise<T>): Promise<T> {
  const { connection } = await attachEmbedded({ dataDir })
  const owner = ownerPool(connection)
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

const makeWriters = (): Promise<Writer[]> =>
  asOwner(async (owner) => {
    const { maria, bounmy, instrument } = await makeWorld(owner, smallInstrument)
    const writers = [maria, bounmy].flatMap((actor) =>
      Array.from({ length: writersPerResponse }, async (_, at): Promise<Writer> => {
        const cookie = `s=${await openSessionFor(owner, actor)}`
        return { response: actor.response ?? '', instrument, cookie, item: 'B04_title', row: `${actor.name}-${at}` }
      }),
    )
    return Promise.all(writers)
  })

/** Lets that many more saves succeed, however slow the machine. */
async function letSave(writing: Writing, more: number): Promise<void> {
  const enough = writing.acknowledged.length + more
  while (writing.acknowledged.length < enough) await sleep(5)
}

async function killTenTimes(writing: Writing): Promise<void> {
  const random = chance(seed)
  for (let round = 1; round <= rounds; round += 1) {
    await letSave(writing, 10 + Math.floor(random() * 90))
    await sleep(random() * 20)
    const back = Promise.withResolvers<string>()
    writing.address = back.promise
    await killServed(server, dataDir)
    server = await serve()
    const wrong = await asOwner((owner) => whatIsWrong(owner, writing.acknowledged))
    expect(wrong, `after kill ${round}, seed ${seed}`).toEqual([])
    back.resolve(server.address)
  }
}

test('no acknowledged answer is lost when server and database are killed in the middle of saving, five times', async () => {
  console.log(`seed ${seed}`)
  const writers = await makeWriters()
  const writing = newWriting(server.address)
  const saving = Promise.all(writers.map((writer) => keepSaving(writer, writing)))
  await killTenTimes(writing)
  writing.wanted = false
  await saving
  const { acknowledged, repetitions, surprises } = writing
  console.log(`${acknowledged.length} saves acknowledged, ${repetitions} attempts repeated`)
  expect(surprises, `seed ${seed}`).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(rounds * writers.length)
  // the kills did hit saves under way
  expect(repetitions).toBeGreaterThanOrEqual(rounds)
  await asOwner(async (owner) => {
    expect(await whatIsWrong(owner, acknowledged)).toEqual([])
    await controls(owner, writing)
  })
}, 180_000)

/** An oracle that never finds anything proves nothing: three faults made by hand, each of which it must name. */
async function controls(owner: pg.Pool, { acknowledged }: Writing): Promise<void> {
  const [first, second] = acknowledged
  if (first === undefined || second === undefined) throw new Error('nothing was acknowledged')
  const spoiled = async (text: string, save: typeof first) => {
    const client = await owner.connect()
    try {
      // past the triggers that keep the history as it is
      await client.query('set session_replication_role = replica')
      const { rowCount } = await client.query(text, [save.response, save.item, save.row, save.version])
      expect(rowCount).toBe(1)
    } finally {
      client.release(true)
    }
    return (await whatIsWrong(owner, acknowledged)).map((fault) => fault.split(':')[0])
  }
  const key = 'response_id = $1 and item = $2 and row = $3'
  const forged = `update answer_event set value = '"forged"' where ${key} and version = $4`
  expect(await spoiled(forged, second)).toEqual(['changed'])
  expect(await spoiled(`delete from answer_event where ${key} and version = $4`, first)).toEqual(
    ['changed', 'lost'].sort().reverse(),
  )
  const back = `update answer set version = $4, value = '"old"' where ${key}`
  expect(await spoiled(back, first)).toEqual(expect.arrayContaining(['older stands', 'stands without history']))
}
