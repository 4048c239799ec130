import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renewEpoch } from '../../server/database/epoch.ts'
import { poolOptions } from '../../server/database/plugin.ts'
import { inReading, inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { colleague, newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const epochNow = async (): Promise<string> => (await sari.read()).epoch
const renewals = async () =>
  (
    await server.owner.query(
      "select actor, actor_kind, detail from audit_event where action = 'epoch.renewed' order by id",
    )
  ).rows

/** The server finds its way to the database anew. */
async function connectAgain(): Promise<void> {
  const pool = new pg.Pool(poolOptions(server.connection, 1))
  await pool.query('select 1')
  await pool.end()
}

describe('the epoch', () => {
  test('is told with the response and with every save, and stays the same', async () => {
    const epoch = await epochNow()
    const saved = await sari.save({ item: 'A04', value: 'one' })
    await connectAgain()
    expect([saved.json().epoch, await epochNow()]).toEqual([epoch, epoch])
    expect(await renewals()).toEqual([])
  })

  test('is another one where the database lies in another cluster than before, or on another timeline, and once', async () => {
    const epoch = await epochNow()
    for (const cluster of [
      "'1/' || split_part(cluster_here(), '/', 2)",
      "split_part(cluster_here(), '/', 1) || '/00000000'",
    ]) {
      const was = await epochNow()
      await server.owner.query(`update server_epoch set cluster = ${cluster}`)
      await Promise.all([connectAgain(), connectAgain(), connectAgain()])
      expect(await epochNow()).not.toBe(was)
    }
    const now = await epochNow()
    await connectAgain()
    expect([await epochNow(), now === epoch]).toEqual([now, false])
    const event = { actor: 'system', actor_kind: 'system', detail: { because: 'cluster' } }
    expect(await renewals()).toMatchObject([event, event])
  })

  test('is renewed by the server’s own tasks and by nobody else', async () => {
    const epoch = await epochNow()
    const audit = { action: 'tried' }
    for (const actor of [sari.actor, server.world.mei, server.world.arun]) {
      const trying = inUnitOfWork(server.database, actor, async (unit) => {
        unit.audit(audit)
        await renewEpoch(unit)
      })
      await expect(trying).rejects.toThrow()
    }
    expect(await epochNow()).toBe(epoch)
    await expect(server.owner.query('delete from server_epoch')).rejects.toThrow()
  })

  test('is not seen by who has not said who acts', async () => {
    const { rows } = await sql`select epoch from server_epoch`.execute(server.database)
    expect(rows).toEqual([])
    const seen = await inReading(server.database, sari.actor, (db) => sql`select epoch from server_epoch`.execute(db))
    expect(seen.rows).toHaveLength(1)
  })
})

describe('which changes are missing', () => {
  const ask = (who: Respondent, ...mutations: readonly string[]) => who.send('POST', '/reconcile', { mutations })

  test('are those that were neither applied nor kept as typed, in the order they were asked about', async () => {
    const id = () => crypto.randomUUID()
    const [saved, lost, unfit, other, conflicting] = [id(), id(), id(), id(), id()] as const
    await sari.save({ id: saved, item: 'A04', value: 'one' }, { id: unfit, item: 'B01', value: 'many' })
    await sari.save({ id: conflicting, item: 'A04', value: 'two' })
    const reply = await ask(sari, other, saved.toUpperCase(), unfit, lost, conflicting)
    expect(reply.json()).toEqual({ epoch: await epochNow(), revision: 2, missing: [other, lost] })
  })

  test('are told of one’s own response only', async () => {
    const elsewhere = await newRespondent(server)
    const id = crypto.randomUUID()
    await elsewhere.save({ id, item: 'A04', value: 'one' })
    expect((await ask(sari, id)).json().missing).toEqual([id])
    const reply = await (await server.as(sari.actor))({
      method: 'POST',
      url: `/api/responses/${elsewhere.response}/reconcile`,
      payload: { mutations: [id] },
    })
    expect(reply.statusCode).toBe(404)
  })

  test('are told to a contributor too, of everything typed into the part, also after the submission', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi', sections: ['A'] })
    const id = crypto.randomUUID()
    await budi.save({ id, item: 'A04', value: 'one' })
    expect((await ask(budi, id)).json().missing).toEqual([])
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B01', value: 1 })
    expect((await sari.submit()).statusCode).toBe(200)
    expect((await ask(budi, id)).json().missing).toEqual([])
  })

  test('are asked about a thousand at a time', async () => {
    const ids = Array.from({ length: 1_001 }, () => crypto.randomUUID())
    expect((await ask(sari, ...ids.slice(1))).json().missing).toEqual(ids.slice(1))
    const refused = await ask(sari, ...ids)
    expect([refused.statusCode, faultsOf(refused)]).toEqual([422, ['/mutations too-big']])
  })
})
