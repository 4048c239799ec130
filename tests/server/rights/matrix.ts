import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Snapshot, takeSnapshot } from '../../support/snapshot.ts'
import type { Case, Memo } from './case.ts'
import { cases } from './cases/index.ts'
import { cast, type Expected, type Outcome, type Person, refusalOf } from './cast.ts'
import { nameOf, nowhere } from './elsewhere.ts'
import { endpointOf, isOfOneResponse, type Visit, visit } from './visit.ts'
import { wordsKeptFrom } from './words.ts'
import { makeWorld, type Phase, type Place, phases, type World } from './world.ts'

/** Every row of the matrix in one phase: what comes of it, what it writes, what its replies give away. */
export function testMatrix(phase: Phase): void {
  let world: World
  let kept: Snapshot
  beforeAll(async () => {
    world = await makeWorld(phase)
    kept = await takeSnapshot(world.server.owner)
  })
  afterEach(() => kept.restore())
  afterAll(() => world.server.close())

  const asked = cases.filter((row) => phase === phases[0] || row.onceIsEnough !== true)
  test.each(asked.map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
    const expected = row.expected[phase]
    const memo: Memo = {}
    await row.prepare?.(world, memo)
    const before = await stateOf(kept)
    const refused = await inTurn(
      cast.filter((person) => !(person in expected)),
      (person) => visit(world, row, person, { memo }),
    )
    expect(await stateOf(kept), 'whoever is refused writes nothing').toEqual(before)
    const restore = async () => {
      await kept.restore()
      await row.prepare?.(world, memo)
    }
    const allowed = await inTurn(Object.keys(expected) as Person[], async (person) => {
      const reply = await visit(world, row, person, { memo })
      if (hasWritten(row, reply)) await restore()
      return reply
    })
    const visits = [...refused, ...allowed]
    expect(outcomesOf(visits, expected)).toEqual(everyone(row, expected))
    for (const { person, head, body } of visits) {
      const told = wordsKeptFrom(person, phase, row).filter((word) => head.includes(word) || body.includes(word))
      expect([person, told], 'words that are not theirs to read').toEqual([person, []])
    }
    const [asker] = Object.keys(expected) as Person[]
    if (asker !== undefined) await compareElsewhere(row, asker, memo, restore)
  })

  /** A name that is somebody else's is answered as a name that nobody has. */
  async function compareElsewhere(row: Case, person: Person, memo: Memo, restore: () => Promise<void>) {
    if (!/:(response|evidence)\b/.test(endpointOf(row).path)) return
    const { theirs, ours, place } = world
    const unheardOf = nowhere({ ...place, bytes: theirs.names.bytes })
    const own = isOfOneResponse(row) ? { response: ours.names.response } : {}
    const pairs = [
      [
        { ...place, ...theirs.names, ...own },
        { ...unheardOf, ...own },
      ],
      [{ ...place, ...theirs.names }, unheardOf],
    ] as const
    for (const pair of pairs) {
      const replies: Visit[] = []
      for (const there of pair) {
        const reply = await visit(world, row, person, { place: there, memo })
        if (hasWritten(row, reply)) await restore()
        replies.push(reply)
      }
      const [foreign, missing] = replies as [Visit, Visit]
      if (!mentions(foreign, pair[0], place)) continue
      expect(inShort(foreign), `${foreign.request} is told from a name nobody has`).toEqual(inShort(missing))
    }
  }
}

/** The request names something of there that is not ours too. */
const mentions = ({ request }: Visit, there: Place, ours: Place): boolean =>
  Object.entries(there).some(
    ([key, name]) =>
      name !== ours[key as keyof Place] && key !== 'bytes' && [name].flat().some((one) => request.includes(one)),
  )

const inShort = ({ status, refusal, body }: Visit) => [status, refusal, withoutNames(body)]

// being seen is noted, and so may a refusal be
async function stateOf(kept: Snapshot): Promise<object> {
  const { session, audit_event, ...rest } = await kept.state()
  return rest
}

async function inTurn<T>(people: readonly Person[], ask: (person: Person) => Promise<T>): Promise<T[]> {
  const replies: T[] = []
  for (const person of people) replies.push(await ask(person))
  return replies
}

const hasWritten = (row: Case, { status }: Visit) => endpointOf(row).method !== 'GET' && status < 300

const outcomeOf = ({ status, refusal, read }: Visit, expected: Outcome | undefined): Outcome => {
  if (read !== status) return read
  return typeof expected === 'string' ? refusal : status
}

const outcomesOf = (visits: readonly Visit[], expected: Expected) =>
  Object.fromEntries(visits.map((one) => [one.person, outcomeOf(one, expected[one.person])]))

const everyone = (row: Case, expected: Expected) =>
  Object.fromEntries(
    cast.map((person) => [person, expected[person] ?? refusalOf(person, expected, isOfOneResponse(row))]),
  )

/** Without identifiers, fingerprints and moments, which differ from request to request. */
const withoutNames = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'id')
    .replace(/\b[0-9a-f]{64}\b/g, 'sha256')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'moment')
