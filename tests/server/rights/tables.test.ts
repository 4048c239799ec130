import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, gate, system } from '../../../server/database/unit-of-work.ts'
import { prepareAttempts, type Sample, sampleRows, writtenBy } from './attempts.ts'
import { cast } from './cast.ts'
import { live } from './history.ts'
import { keepOwners, type Owner, type Responses, seenBy, type TableInfo, tablesOf } from './sql.ts'
import { type Acting, type Reach, type Rights, tables } from './tables.ts'
import { makeWorld, type World } from './world.ts'

// two administrations to which everything has happened; SQL of people who got past every check of the server
let world: World
let found: readonly TableInfo[]
let responses: Responses
let samples: readonly Sample[]
let actors: Readonly<Record<Acting, Actor>>
/** Whose rows each table has. */
let owners: Readonly<Record<string, readonly Owner[]>>

beforeAll(async () => {
  world = await makeWorld('draft')
  const { server, ours, theirs, sofia } = world
  await live(world, ours)
  await live(world, theirs)
  found = await tablesOf(server)
  responses = { ours: ours.names.response, theirs: theirs.names.response }
  owners = await keepOwners(server, found, responses)
  samples = await sampleRows(server, found)
  await prepareAttempts(server)
  actors = {
    ...(ours.actors as Record<Acting, Actor>),
    visitor: { role: 'visitor', name: 'visitor' },
    coordinator: sofia,
    researcher: server.world.mei,
    administrator: server.world.arun,
    'focal point elsewhere': theirs.focal.actor,
    gate,
    system,
  }
}, 120_000)
afterAll(() => world.server.close())

test('every table is in the list of who reaches what, and every one of the list is a table', () => {
  const names = found.map(({ name }) => name)
  const why = 'Say in tests/server/rights/tables.ts who reads its rows, and who inserts, changes and removes them.'
  const unsaid = names.filter((name) => !(name in tables))
  expect(unsaid, why).toEqual([])
  expect(Object.keys(tables).filter((name) => !names.includes(name))).toEqual([])
})

test('every table has rows of both administrations, or of no response', () => {
  const why = 'Let something happen in tests/server/rights/history.ts that writes a row, or nothing is proved about it.'
  const bare = found.filter(({ name }) => {
    const all = owners[name] ?? []
    return all.length === 0 || (all.some((owner) => owner.startsWith('ours')) && !all.includes('theirs'))
  })
  const names = bare.map(({ name }) => name)
  expect(names, why).toEqual([])
})

/** Whose rows of a table this person reaches. */
function reachedBy(person: Acting, reach: Reach = {}): readonly Owner[] {
  const { own = [], beyond = own, everywhere = [], shared = [] } = reach
  const ofAll = everywhere.includes(person)
  const ofShared = ofAll || shared.includes(person)
  const leadsElsewhere = person === 'focal point elsewhere' && [...own, ...beyond].includes('focal point')
  const reached: Readonly<Partial<Record<Owner, boolean>>> = {
    ours: ofShared || own.includes(person),
    'ours elsewhere': ofAll || beyond.includes(person),
    theirs: ofShared || leadsElsewhere,
    shared: ofAll,
  }
  return (Object.keys(reached) as Owner[]).filter((owner) => reached[owner])
}

/** By table, of those owners whose rows it has. */
const byTable = (what: (name: string) => readonly Owner[]) =>
  Object.fromEntries(
    found.map(({ name }) => [
      name,
      what(name)
        .filter((one) => owners[name]?.includes(one))
        .sort(),
    ]),
  )
const reached = (of: Readonly<Record<string, readonly Owner[]>>) =>
  byTable((name) => (of[name] ?? []).filter((owner) => owner !== 'others'))

describe.each<Acting>([...cast, 'gate', 'system'])('%s', (person) => {
  const expected = (kind: keyof Rights) => byTable((name) => reachedBy(person, tables[name]?.[kind]))

  test('reads these rows and no other', async () => {
    expect(reached(await seenBy(world.server, actors[person], found))).toEqual(expected('reads'))
  })

  test('writes these rows and no other', async () => {
    const { inserts, changes, removes } = await writtenBy(world.server, actors[person], samples, responses)
    expect(reached(inserts)).toEqual(expected('inserts'))
    expect(reached(changes)).toEqual(expected('changes'))
    expect(reached(removes)).toEqual(expected('removes'))
  })
})

test('a session forged for a response one does not work on reaches nothing of it but an audit line in one’s own name', async () => {
  const intruder = { ...world.theirs.focal.actor, response: responses.ours }
  const isOurs = (all: readonly Owner[]) => all.some((owner) => owner.startsWith('ours'))
  const names = (of: Readonly<Record<string, readonly Owner[]>>) =>
    Object.keys(of).filter((name) => isOurs(of[name] ?? []))
  expect(names(await seenBy(world.server, intruder, found))).toEqual([])
  const { inserts, changes, removes } = await writtenBy(world.server, intruder, samples, responses)
  expect([names(inserts), names(changes), names(removes)]).toEqual([['audit_event'], [], []])
})

test('whoever does not say who they are sees nothing', async () => {
  const counts = found.filter(({ readable }) => readable).map(({ name }) => `(select count(*) from ${name})`)
  const { rows } = await sql`${sql.raw(`select ${counts.join(' + ')} as n`)}`.execute(world.server.database)
  expect(rows).toEqual([{ n: 0 }])
})
