import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, inReading, inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { pdfOf } from '../fixtures/evidence/documents.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { addFile, addLink, cite, sender } from '../support/evidence.ts'
import { addStaff } from '../support/people.ts'
import { colleague, newRespondent, type Respondent } from '../support/respondent.ts'

// SQL as somebody who got past every check of the server.
let server: TestApp
let sari: Respondent
let people: Record<string, Actor>
let file: string

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sari = await newRespondent(server)
  const evidence = await addFile(server, sari, pdfOf('law'))
  file = evidence.id
  await cite(server, sari, file, { item: 'A01', cited: true })
  await (await sender(server, sari)).begin('under way.pdf', pdfOf('under way'))
  const one = async (role: 'contributor' | 'clearing_officer', name: string, sections: readonly string[] = []) =>
    (await colleague(server, sari, { role, name, sections })).actor
  people = {
    sari: sari.actor,
    budi: await one('contributor', 'Budi', ['B']),
    siti: await one('contributor', 'Siti'),
    dewi: await one('clearing_officer', 'Dewi'),
    stranger: (await newRespondent(server)).actor,
    mei: server.world.mei,
    sofia: await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' }),
    arun: server.world.arun,
    nobody: { role: 'visitor', name: 'nobody' },
    intruder: { ...server.world.maria, response: sari.response },
  }
})
afterAll(() => server.close())

const as = (name: string): Actor => people[name] as Actor
const tables = [
  'file',
  'upload',
  'upload_piece',
  'evidence',
  'citation',
  'evidence_event',
  'submission_evidence',
] as const

async function seen(name: string): Promise<number[]> {
  const counts: number[] = []
  for (const table of tables) {
    const { rows } = await inReading(server.database, as(name), (db) =>
      sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(db),
    )
    counts.push(rows[0]?.n ?? -1)
  }
  return counts
}

const write = (actor: Actor, statement: ReturnType<typeof sql>) =>
  inUnitOfWork(server.database, actor, async (unit) => {
    unit.audit({ action: 'test.written' })
    return Number((await statement.execute(unit.db)).numAffectedRows ?? 0n)
  })

const place = () => sql`${server.world.study}::uuid, ${sari.response}::uuid`
const citation = (actor: Actor, item: string) =>
  sql`insert into citation (study_id, response_id, evidence_id, item, by_name, by_person)
    values (${place()}, ${file}, ${item}, 'x', ${actor.person ?? null}) on conflict do nothing`
const refused = { code: '42501' }

test('who sees how many rows of what, while it is a draft', async () => {
  const expected: Record<string, number[]> = {
    sari: [1, 2, 0, 1, 1, 2, 0],
    budi: [1, 2, 0, 1, 1, 2, 0],
    dewi: [1, 2, 0, 1, 1, 2, 0],
    ...Object.fromEntries(
      ['stranger', 'mei', 'sofia', 'arun', 'nobody', 'intruder'].map((name) => [name, Array(7).fill(0)]),
    ),
  }
  for (const [name, counts] of Object.entries(expected)) expect([name, await seen(name)]).toEqual([name, counts])
})

describe('what only the right person may write', () => {
  test('a citation, within the sections one was asked for', async () => {
    expect(await write(as('budi'), citation(as('budi'), 'B01'))).toBe(1)
    expect(await write(as('budi'), citation(as('budi'), 'B04_title'))).toBe(1)
    expect(await write(as('siti'), citation(as('siti'), 'A04'))).toBe(1)
    await expect(write(as('budi'), citation(as('budi'), 'A03'))).rejects.toMatchObject(refused)
    expect(
      await write(
        as('budi'),
        sql`update citation set standing = false, by_person = ${as('budi').person} where item = 'A01'`,
      ),
    ).toBe(0)
    for (const name of ['dewi', 'stranger', 'mei', 'sofia', 'arun', 'nobody', 'intruder']) {
      await expect(write(as(name), citation(as('sari'), 'A05')), name).rejects.toMatchObject(refused)
    }
  })

  test('evidence, in its own name, and changed by who added it or the focal point', async () => {
    const added = (actor: Actor) =>
      sql`insert into evidence (study_id, response_id, id, title, level, address, by_name, by_person)
        values (${place()}, gen_random_uuid(), 'x', 'public', 'https://gov.example', 'x', ${actor.person ?? null})`
    await expect(write(as('budi'), added(as('sari')))).rejects.toMatchObject(refused)
    for (const name of ['dewi', 'stranger', 'mei', 'intruder']) {
      await expect(write(as(name), added(as('sari'))), name).rejects.toMatchObject(refused)
    }
    const changed = sql`update evidence set title = 'y' where id = ${file}`
    for (const name of ['budi', 'dewi', 'stranger', 'mei'])
      expect([name, await write(as(name), changed)]).toEqual([name, 0])
    expect(await write(as('sari'), changed)).toBe(1)
    await expect(
      write(as('sari'), sql`update evidence set address = 'https://x', sha256 = null`),
    ).rejects.toMatchObject(refused)
  })

  test('an upload, by who began it, in pieces of its own', async () => {
    const piece = sql`insert into upload_piece (study_id, response_id, upload_id, start, content)
      select study_id, response_id, id, 0, 'x' from upload where name = 'under way.pdf'`
    await expect(write(as('budi'), piece)).rejects.toMatchObject(refused)
    expect(await write(as('sari'), piece)).toBe(1)
    expect((await seen('sari'))[2]).toBe(1)
    expect((await seen('budi'))[2]).toBe(0)
    expect(await write(as('budi'), sql`delete from upload_piece`)).toBe(0)
    expect(await write(as('budi'), sql`update upload set received = 1`)).toBe(0)
    expect(await write(system, sql`delete from upload_piece`)).toBe(0)
    expect(await write(as('sari'), sql`delete from upload_piece`)).toBe(1)
  })

  test('nothing is deleted, and history is never changed, also by the owner', async () => {
    for (const table of ['file', 'upload', 'evidence', 'citation', 'evidence_event', 'submission_evidence']) {
      await expect(write(as('sari'), sql`delete from ${sql.table(table)}`), table).rejects.toMatchObject(refused)
    }
    for (const change of ['delete from evidence_event', `update evidence_event set what = 'cited'`]) {
      await expect(server.owner.query(change)).rejects.toMatchObject({ constraint: 'evidence_event_is_append_only' })
    }
  })
})

test('after submission the research team reads what the newest submission discloses, and nothing else', async () => {
  const shown = await addFile(server, sari, pdfOf('shown'), { level: 'research' })
  const link = await addLink(sari, { level: 'public' })
  for (const { id } of [shown, link]) await cite(server, sari, id, { item: 'B01', cited: true })
  await sari.save({ item: 'A01', value: 'no' }, { item: 'B01', value: 1 })
  const forged = sql`insert into submission_evidence (study_id, response_id, number, evidence_id, level, content)
    values (${place()}, 1, ${file}, 'public', '{}')`
  await expect(write(as('sari'), forged)).rejects.toMatchObject(refused)
  await sari.submit()
  for (const name of ['mei', 'sofia']) expect([name, await seen(name)]).toEqual([name, [1, 0, 0, 0, 0, 0, 3]])
  for (const name of ['arun', 'stranger', 'nobody', 'intruder'])
    expect([name, await seen(name)]).toEqual([name, Array(7).fill(0)])
  await expect(write(as('mei'), forged)).rejects.toMatchObject(refused)
  await expect(server.owner.query('delete from submission_evidence')).rejects.toMatchObject({
    constraint: 'submission_evidence_is_append_only',
  })
})
