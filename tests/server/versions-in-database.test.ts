import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, inReading, inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { colleague, newRespondent, type Respondent } from '../support/respondent.ts'
import { answers, goBack, moved, newer, type VersionsApp, versionsApp } from '../support/versions.ts'

let server: VersionsApp
let sari: Respondent

beforeAll(async () => {
  server = await versionsApp()
  await server.offer(newer)
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const asActor = (actor: Actor, text: ReturnType<typeof sql>) =>
  inUnitOfWork(server.database, actor, async (unit) => {
    unit.audit({ action: 'test.tried' })
    return Number((await text.execute(unit.db)).numAffectedRows ?? 0)
  })

test('a response changes its version by a move on record and by its focal point, and not otherwise', async () => {
  const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
  const change = sql`update response set instrument_hash = ${newer} where id = ${sari.response}`
  for (const actor of [budi.actor, sari.actor]) {
    await expect(asActor(actor, change)).rejects.toMatchObject({ constraint: 'response_moves_by_its_focal_point' })
  }
  expect(await asActor(server.sofia, change)).toBe(0)
})

test('moves and earlier answers are seen by members only, and are never changed', async () => {
  await sari.save(...answers)
  await moved(sari)
  const seen = async (actor: Actor) =>
    inReading(server.database, actor, async (db) => {
      const counts = await sql<{
        n: number
      }>`select (select count(*) from response_move where response_id = ${sari.response})
        + (select count(*) from earlier_answer where response_id = ${sari.response}) as n`.execute(db)
      return Number(counts.rows[0]?.n)
    })
  expect(await seen(sari.actor)).toBe(6)
  for (const actor of [server.world.maria, server.world.mei, server.sofia]) expect(await seen(actor)).toBe(0)
  for (const table of ['response_move', 'earlier_answer', 'version_offer']) {
    await expect(server.owner.query(`delete from ${table}`)).rejects.toMatchObject({
      constraint: `${table}_is_append_only`,
    })
  }
  const { study } = server.world
  const forged = sql`insert into version_offer (study_id, wave_id, number, instrument_hash, by_name)
    values (${study}, ${server.world.wave}, 7, ${newer}, 'Sari')`
  await expect(asActor(sari.actor, forged)).rejects.toMatchObject({ code: '42501' })
})

test('what was done is audited with counts, and never with what was answered', async () => {
  await sari.save(...answers)
  const { number } = await moved(sari)
  await goBack(sari, number)
  const { rows } = await server.owner.query(
    'select action, detail from audit_event where response_id = $1 order by id',
    [sari.response],
  )
  expect(rows.map((row) => row.action)).toEqual(['answers.saved', 'response.moved', 'response.moved_back'])
  expect(rows[1].detail).toEqual({ from: '1.0.0', to: '1.1.0', kept: 5, look: 3, setAside: 2 })
  expect(JSON.stringify(rows)).not.toContain('in our own')
})
