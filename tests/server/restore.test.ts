import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MutationResult } from '#contract'
import { renewEpoch } from '../../server/database/epoch.ts'
import { inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { appOn, type TestApp, testApp } from '../support/app.ts'
import { copyTestDatabase } from '../support/database.ts'
import { type Change, colleague, newRespondent, type Respondent, respondent, resultsOf } from '../support/respondent.ts'

/** A browser: what it was told is saved it remembers, until it is sure that the server will not forget. */
interface Author {
  who: Respondent
  readonly confirmed: (Change & { readonly id: string; readonly base: number; readonly was: number })[]
}

let server: TestApp
let sari: Author
let budi: Author

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  const who = await newRespondent(server)
  sari = { who, confirmed: [] }
  budi = { who: await colleague(server, who, { role: 'contributor', name: 'Budi' }), confirmed: [] }
})
afterAll(() => server.close())

async function save(author: Author, item: string, value: NonNullable<Change['value']>, base: number): Promise<void> {
  const change = { id: crypto.randomUUID(), item, value, base }
  const [result] = resultsOf(await author.who.save(change))
  expect(result).toMatchObject({ status: 'saved', version: base + 1 })
  author.confirmed.push({ ...change, was: base + 1 })
}

const history = async (on: TestApp): Promise<string[]> =>
  (
    await on.owner.query(
      'select item, version, value, mutation_id from answer_event where response_id = $1 order by item, version',
      [sari.who.response],
    )
  ).rows.map(({ item, version, value, mutation_id }) => `${item} ${version} ${value} ${mutation_id}`)

const answers = async ({ who }: Author) => (await who.read()).answers.map(({ at, by, ...answer }) => answer)
const missing = async ({ who, confirmed }: Author) => {
  const reply = await who.send('POST', '/reconcile', { mutations: confirmed.map(({ id }) => id) })
  expect(reply.statusCode).toBe(200)
  return reply.json()
}
const offerAgain = async (author: Author): Promise<MutationResult['status'][]> => {
  const gone = new Set((await missing(author)).missing)
  const again = author.confirmed.filter(({ id }) => gone.has(id))
  return resultsOf(await author.who.save(...again)).map(({ status }) => status)
}

/** Turns taken at the same answers, and answers of one's own. */
async function workTogether(from: number, to: number): Promise<void> {
  for (let version = from; version < to; version += 1) {
    const turn = version % 2 === 0 ? sari : budi
    await save(turn, 'A04', `the ${version}th word, by ${turn.who.actor.name}`, version)
    await save(sari, 'B01', version * 10, version)
    await save(budi, 'B02', `2026-11-${10 + version}`, version)
  }
}

/** The copy takes the place of the database; people come back with the sessions they had, or with new ones. */
async function restore(copy: Awaited<ReturnType<typeof copyTestDatabase>>): Promise<void> {
  await server.close()
  server = await appOn(copy, server.world)
  sari.who = await respondent(server, sari.who.actor)
  budi.who = await respondent(server, budi.who.actor)
}

test('what was saved after the backup is back when everybody has sent it again: nothing missing, nothing twice', async () => {
  await workTogether(0, 3)
  const backup = await copyTestDatabase(server)
  await workTogether(3, 9)
  const before = { history: await history(server), answers: await answers(sari), epoch: (await sari.who.read()).epoch }
  expect((await missing(sari)).missing).toEqual([])

  await restore(backup)
  await inUnitOfWork(server.database, system, renewEpoch)
  expect(await history(server)).toHaveLength(9)
  const asked = await missing(sari)
  expect(asked.epoch).not.toBe(before.epoch)
  expect(asked).toEqual({
    epoch: (await sari.who.read()).epoch,
    revision: 9,
    missing: sari.confirmed.filter(({ base }) => base >= 3).map(({ id }) => id),
  })

  // whoever comes back first
  expect(new Set(await offerAgain(budi))).toEqual(new Set(['saved']))
  expect(new Set(await offerAgain(sari))).toEqual(new Set(['saved']))
  expect([...(await missing(sari)).missing, ...(await missing(budi)).missing]).toEqual([])
  expect({ history: await history(server), answers: await answers(sari) }).toEqual({
    history: before.history,
    answers: before.answers,
  })
  expect((await sari.who.read()).alternatives).toBeUndefined()
  // and once more changes nothing
  const { revision } = await sari.who.read()
  expect(resultsOf(await sari.who.save(...sari.confirmed)).every(({ status }) => status === 'replayed')).toBe(true)
  expect(await history(server)).toEqual(before.history)
  expect((await sari.who.read()).revision).toBe(revision)
})
