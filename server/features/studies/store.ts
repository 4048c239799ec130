import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

const demonstrationLock = 2026_1122

/** Until the end of the transaction nobody else prepares the demonstration. */
export const takeTurn = (db: Db) => sql`select pg_advisory_xact_lock(${demonstrationLock}::bigint)`.execute(db)

export const findStudy = (db: Db, code: string) =>
  db.selectFrom('study').select(['id', 'synthetic']).where('code', '=', code).executeTakeFirst()

export const findWaves = (db: Db, study: string) =>
  db.selectFrom('wave').select(['id', 'code']).where('study_id', '=', study).execute()

export interface NewStudy {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly synthetic: boolean
}
export const insertStudy = (db: Db, study: NewStudy) => db.insertInto('study').values(study).execute()

export interface NewWave {
  readonly id: string
  readonly study: string
  readonly instrument: string
  readonly code: string
  readonly title: string
  readonly year: number
  readonly referenceFrom: string
  readonly referenceTo: string
}

export const insertWave = (db: Db, wave: NewWave) =>
  db
    .insertInto('wave')
    .values({
      study_id: wave.study,
      id: wave.id,
      instrument_hash: wave.instrument,
      code: wave.code,
      title: wave.title,
      year: wave.year,
      reference_from: wave.referenceFrom,
      reference_to: wave.referenceTo,
    })
    .execute()

/** Waves that have no deadline yet get this one. */
export const giveDeadlines = (db: Db, study: string, due: string) =>
  db.updateTable('wave').set({ due_on: due }).where('study_id', '=', study).where('due_on', 'is', null).execute()

export interface NewParticipant {
  readonly unit: string
  readonly kind: string
  readonly code: string
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | readonly string[]>>
  readonly position: number
  readonly response: string
  readonly person: string
  readonly personName: string
}

/** Units with their focal point and an empty draft each; five statements however many there are. */
export async function insertParticipants(db: Db, wave: NewWave, all: readonly NewParticipant[]): Promise<void> {
  const study_id = wave.study
  await db
    .insertInto('unit')
    .values(
      all.map(({ unit, kind, code, name, attributes, position }) => ({
        study_id,
        id: unit,
        kind,
        code,
        name,
        attributes: JSON.stringify(attributes),
        position,
      })),
    )
    .execute()
  await db
    .insertInto('person')
    .values(all.map(({ person, personName }) => ({ id: person, name: personName })))
    .execute()
  await db
    .insertInto('response')
    .values(
      all.map(({ response, unit }) => ({
        study_id,
        id: response,
        wave_id: wave.id,
        unit_id: unit,
        instrument_hash: wave.instrument,
      })),
    )
    .execute()
  await db
    .insertInto('membership')
    .values(
      all.map(({ response, person }) => ({
        study_id,
        response_id: response,
        person_id: person,
        role: 'focal_point' as const,
      })),
    )
    .execute()
}

/** The focal points of a wave, in the order of their units. */
export const findFocalPoints = (db: Db, study: string, wave: string) =>
  db
    .selectFrom('membership')
    .innerJoin('response', (join) =>
      join.onRef('response.study_id', '=', 'membership.study_id').onRef('response.id', '=', 'membership.response_id'),
    )
    .innerJoin('unit', (join) =>
      join.onRef('unit.study_id', '=', 'response.study_id').onRef('unit.id', '=', 'response.unit_id'),
    )
    .where('membership.study_id', '=', study)
    .where('membership.role', '=', 'focal_point')
    .where('response.wave_id', '=', wave)
    .select(['membership.study_id as study', 'membership.response_id as response', 'membership.person_id as person'])
    .select(['unit.code', 'unit.name', 'unit.kind', 'response.revision'])
    .orderBy('unit.position')
    .execute()

export type FocalPoint = Awaited<ReturnType<typeof findFocalPoints>>[number]

/** A wave of the same questionnaire as another, and of the same title with its own year. */
export const insertFollowingWave = (
  db: Db,
  study: string,
  first: string,
  wave: Omit<NewWave, 'study' | 'instrument' | 'title'>,
) =>
  sql`
  insert into wave (study_id, id, instrument_hash, code, title, year, reference_from, reference_to)
  select study_id, ${wave.id}::uuid, instrument_hash, ${wave.code}::text,
    replace(title, year::text, ${wave.year}::text), ${wave.year}::integer,
    ${wave.referenceFrom}::date, ${wave.referenceTo}::date
  from wave where study_id = ${study}::uuid and id = ${first}::uuid`.execute(db)

/** A unit that answered an earlier wave, with an empty draft in a later one and somebody to fill it in. */
export async function insertFollower(
  db: Db,
  { study, response }: FocalPoint,
  next: { readonly wave: string; readonly response: string; readonly person: string; readonly name: string },
): Promise<void> {
  await db.insertInto('person').values({ id: next.person, name: next.name }).execute()
  await sql`insert into response (study_id, id, wave_id, unit_id, instrument_hash)
    select r.study_id, ${next.response}::uuid, ${next.wave}::uuid, r.unit_id, r.instrument_hash
    from response r where r.study_id = ${study}::uuid and r.id = ${response}::uuid`.execute(db)
  await db
    .insertInto('membership')
    .values({ study_id: study, response_id: next.response, person_id: next.person, role: 'focal_point' })
    .execute()
}
