import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inReading, inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { colleague, newRespondent, type Respondent, respondent, resultsOf } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const history = async (item: string) => {
  const { rows } = await server.owner.query(
    'select version, value, missing from answer_event where response_id = $1 and item = $2 order by version',
    [sari.response, item],
  )
  return rows
}

describe('a response', () => {
  test('opens with its unit, wave and study, and no answers at first', async () => {
    const maria = await respondent(server, server.world.maria)
    expect(await maria.read()).toEqual({
      id: server.world.philippines,
      state: 'draft',
      revision: 0,
      epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
      role: 'focal_point',
      instrument: server.world.instrument,
      today: new Date().toISOString().slice(0, 10),
      unit: { code: 'phl', name: 'Philippines', attributes: { iso3: 'PHL', kind: 'administration' } },
      wave: { code: '2026', title: 'Wave 2026', year: 2026, referenceFrom: '2025-07-01', referenceTo: '2026-06-30' },
      study: { title: 'Social media practice', synthetic: false },
      attestation: {
        statement: 'I confirm that these are the cleared answers of Philippines to “Small questionnaire”, Wave 2026.',
      },
      answers: [],
    })
  })

  test('of another administration is as if it were not there', async () => {
    const other = await newRespondent(server)
    const ask = await server.as(sari.actor)
    const there = `/api/responses/${other.response}`
    const { instrument } = server.world
    const mutations = [{ id: crypto.randomUUID(), item: 'A01', base: 0, value: 'yes' }]
    const attestation = { name: 'Sari', title: 'Director' }
    const replies = await Promise.all([
      ask({ method: 'GET', url: there }),
      ask({ method: 'PATCH', url: `${there}/answers`, payload: { instrument, mutations } }),
      ask({ method: 'POST', url: `${there}/submissions`, payload: { instrument, revision: 0, attestation } }),
      ask({ method: 'GET', url: `${there}/receipt` }),
      ask({ method: 'GET', url: `${there}/submission.json` }),
      ask({
        method: 'POST',
        url: `${there}/files?name=a.txt`,
        payload: 'a',
        headers: { 'content-type': 'text/plain' },
      }),
      ask({ method: 'GET', url: `${there}/files/${'a'.repeat(64)}` }),
    ])
    expect(replies.map((reply) => reply.statusCode)).toEqual(replies.map(() => 404))
    expect((await other.read()).answers).toEqual([])
  })

  test('is read but not changed by its clearing officer', async () => {
    const officer = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
    await sari.save({ item: 'A01', value: 'no' })
    expect((await officer.read()).answers).toHaveLength(1)
    expect((await officer.save({ item: 'A01', value: 'yes', base: 1 })).statusCode).toBe(403)
    expect((await officer.submit(1)).statusCode).toBe(403)
  })
})

describe('saving', () => {
  test('keeps a value or a missing reason, with who and when', async () => {
    const saved = await sari.save({ item: 'A01', value: 'yes' }, { item: 'A04', missing: 'refused' })
    expect(saved.json()).toMatchObject({
      revision: 1,
      results: [
        { status: 'saved', version: 1 },
        { status: 'saved', version: 1 },
      ],
    })
    const { answers, revision } = await sari.read()
    expect(revision).toBe(1)
    expect(answers).toEqual([
      { item: 'A01', value: 'yes', version: 1, by: 'Sari', at: expect.stringMatching(/Z$/) },
      { item: 'A04', missing: 'refused', version: 1, by: 'Sari', at: expect.stringMatching(/Z$/) },
    ])
  })

  test('keeps every type of value as it was meant', async () => {
    const values = {
      A03: ['x', 'facebook'],
      A04: 'ក្រសួងប្រៃសណីយ៍​និងទូរគមនាគមន៍',
      B01: 0,
      B02: '2026-02-28',
      B03: { national: { extent: 'all', units: 3 }, province: { missing: 'dont_know' } },
      B04: ['r1', 'r2'],
    }
    await sari.save(...Object.entries(values).map(([item, value]) => ({ item, value })))
    await sari.save({ item: 'B04_title', row: 'r1', value: 'Circular 4' }, { item: 'B04_year', row: 'r2', value: 2019 })
    const kept = (await sari.read()).answers.map(({ item, row, value }) => [row ? `${item}/${row}` : item, value])
    expect(Object.fromEntries(kept)).toEqual({
      ...values,
      // in the order of the list, whatever the order of ticking
      A03: ['facebook', 'x'],
      'B04_title/r1': 'Circular 4',
      'B04_year/r2': 2019,
    })
  })

  test('a repeated request changes nothing and says so', async () => {
    const change = { id: crypto.randomUUID(), item: 'A04', value: 'first' }
    await sari.save(change)
    const again = await sari.save(change)
    expect(again.json()).toMatchObject({ revision: 1, results: [{ id: change.id, status: 'replayed', version: 1 }] })
    expect(await history('A04')).toHaveLength(1)
  })

  test('a repetition is recognised whatever the order of its fields', async () => {
    const id = crypto.randomUUID()
    await sari.save({ id, item: 'B03', value: { national: { extent: 'all', units: 3 } } })
    const again = await sari.save({ value: { national: { units: 3, extent: 'all' } }, item: 'B03', id })
    expect(resultsOf(again)[0]?.status).toBe('replayed')
  })

  test('an id used for another change applies nothing', async () => {
    const id = crypto.randomUUID()
    await sari.save({ id, item: 'A04', value: 'first' })
    const reused = await sari.save({ id, item: 'A04', value: 'second', base: 1 }, { item: 'B01', value: 4 })
    expect(resultsOf(reused).map((result) => result.status)).toEqual(['key-reused', 'saved'])
    expect((await sari.read()).answers.map((answer) => answer.value)).toEqual(['first', 4])
  })

  test('a change made on an older version conflicts, and both values are at hand', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    await sari.save({ item: 'A04', value: 'as we found it' })
    await budi.save({ item: 'A04', value: 'theirs', base: 1 })
    const mine = { id: crypto.randomUUID(), item: 'A04', value: 'mine', base: 1 }
    const [result] = resultsOf(await sari.save(mine))
    expect(result).toMatchObject({
      status: 'conflict',
      version: 2,
      current: { value: 'theirs', version: 2, by: 'Budi' },
    })
    // a lost reply does not turn a conflict into a save
    expect(resultsOf(await sari.save(mine))[0]?.status).toBe('conflict')
    expect(resultsOf(await sari.save({ ...mine, id: crypto.randomUUID(), base: 2 }))[0]).toMatchObject({
      status: 'saved',
      version: 3,
    })
    expect((await history('A04')).map((event) => event.value)).toEqual(['as we found it', 'theirs', 'mine'])
  })

  test('two people who write the same do not conflict', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    await budi.save({ item: 'A03', value: ['x', 'line'] })
    const [result] = resultsOf(await sari.save({ item: 'A03', value: ['line', 'x'] }))
    expect(result).toMatchObject({ status: 'saved', version: 1 })
    expect(await history('A03')).toHaveLength(1)
  })

  test('a conflict holds up no other change', async () => {
    await sari.save({ item: 'A04', value: 'first' })
    const mixed = await sari.save({ item: 'A04', value: 'late' }, { item: 'B01', value: 7 })
    expect(resultsOf(mixed).map((result) => result.status)).toEqual(['conflict', 'saved'])
    expect(mixed.json().revision).toBe(2)
  })

  test('a version from the future is what was seen before a restore, unless no number of changes leads there', async () => {
    await sari.save({ item: 'A04', value: 'first' })
    const later = await sari.save({ item: 'A04', value: 'from the future', base: 7 })
    expect(resultsOf(later)).toMatchObject([{ status: 'saved', version: 8 }])
    const never = await sari.save({ item: 'A04', value: 'from beyond', base: 1_000_000_000 })
    expect(resultsOf(never)).toMatchObject([{ status: 'conflict', version: 8 }])
    expect((await sari.save({ item: 'A04', value: 'no number', base: 1_000_000_001 })).statusCode).toBe(422)
    expect(await history('A04')).toHaveLength(2)
  })

  test('a cleared answer is gone, and its history stays', async () => {
    await sari.save({ item: 'A04', value: 'hasty' })
    await sari.save({ item: 'A04', cleared: true, base: 1 })
    const { answers } = await sari.read()
    expect(answers).toEqual([{ item: 'A04', version: 2, by: 'Sari', at: expect.any(String) }])
    expect(await history('A04')).toEqual([
      { version: 1, value: 'hasty', missing: null },
      { version: 2, value: null, missing: null },
    ])
  })

  test('two changes of one answer in a request apply in their order', async () => {
    const both = await sari.save({ item: 'A04', value: 'one' }, { item: 'A04', value: 'two', base: 1 })
    expect(resultsOf(both).map((result) => result.version)).toEqual([1, 2])
    expect((await sari.read()).answers).toMatchObject([{ value: 'two', version: 2 }])
    expect((await history('A04')).map((event) => event.value)).toEqual(['one', 'two'])
  })

  test('twenty people saving one answer at once leave one of their values and nineteen conflicts', async () => {
    const values = Array.from({ length: 20 }, (_, at) => `from ${at}`)
    const replies = await Promise.all(values.map((value) => sari.save({ item: 'A04', value })))
    const statuses = replies.map((reply) => resultsOf(reply)[0]?.status)
    expect(statuses.filter((status) => status === 'saved')).toHaveLength(1)
    expect(statuses.filter((status) => status === 'conflict')).toHaveLength(19)
    expect(await history('A04')).toHaveLength(1)
  })

  test('another version of the questionnaire is told so, and nothing is applied', async () => {
    const mutations = [{ id: crypto.randomUUID(), item: 'A01', base: 0, value: 'yes' }]
    const stale = await sari.send('PATCH', '/answers', { instrument: 'f'.repeat(64), mutations })
    expect(resultsOf(stale)).toEqual([{ id: mutations[0]?.id, status: 'stale-instrument', version: 0 }])
    expect((await sari.read()).answers).toEqual([])
  })

  test('a contributor stays within the sections asked of them, and what is inside is saved', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi', sections: ['B'] })
    expect((await budi.save({ item: 'B01', value: 3 })).statusCode).toBe(200)
    const mixed = await budi.save({ item: 'B02', value: '2026-01-01' }, { item: 'A01', value: 'yes' })
    expect(resultsOf(mixed)).toMatchObject([
      { status: 'saved' },
      { status: 'forbidden', errors: [{ pointer: '/mutations/1/item', code: 'item.out_of_scope' }] },
    ])
    expect((await sari.read()).answers.map((answer) => answer.item)).toEqual(['B01', 'B02'])
  })

  test('is noted with counts and items, never with what was answered', async () => {
    await sari.save({ item: 'A04', value: 'a secret of state' }, { item: 'B01', value: 77_123 })
    const { rows } = await server.owner.query('select * from audit_event where response_id = $1', [sari.response])
    expect(rows).toMatchObject([
      {
        actor: 'Sari',
        actor_kind: 'focal_point',
        action: 'answers.saved',
        detail: { saved: 2, items: ['A04', 'B01'] },
      },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/secret|77123/)
  })
})

describe('in the database itself', () => {
  test('a contributor of Lao PDR neither reads nor writes the Philippines', async () => {
    const { maria, bounmy, study, philippines } = server.world
    await (await respondent(server, maria)).save({ item: 'A04', value: 'a draft' })
    const read = (actor: typeof bounmy) =>
      inReading(server.database, actor, async (db) => {
        const seen = await sql<{ value: unknown }>`select value from answer where response_id = ${philippines}`.execute(
          db,
        )
        const events = await sql`select 1 from answer_event where response_id = ${philippines}`.execute(db)
        const response = await sql`select 1 from response where id = ${philippines}`.execute(db)
        return [seen.rows.length, events.rows.length, response.rows.length]
      })
    expect(await read(maria)).toEqual([1, 1, 1])
    expect(await read(bounmy)).toEqual([0, 0, 0])
    // not even a session that says it is bound to the other response
    expect(await read({ ...bounmy, response: philippines })).toEqual([0, 0, 0])
    const write = (text: ReturnType<typeof sql>) =>
      inUnitOfWork(server.database, bounmy, async (unit) => {
        unit.audit({ action: 'test.tried' })
        return Number((await text.execute(unit.db)).numAffectedRows ?? 0)
      })
    const insert = sql`insert into answer (study_id, response_id, item, value, version, by_name)
      values (${study}, ${philippines}, 'B01', '1', 1, 'Bounmy')`
    await expect(write(insert)).rejects.toMatchObject({ code: '42501' })
    expect(await write(sql`update answer set value = '"mine"' where response_id = ${philippines}`)).toBe(0)
    expect(
      await write(sql`update response set state = 'submitted', submitted_at = now() where id = ${philippines}`),
    ).toBe(0)
  })
})
