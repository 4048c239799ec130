import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Place } from './store.ts'

type Db = Transaction<Tables>

export async function findOfficerOf(db: Db, { study, response }: Place): Promise<string | undefined> {
  const found = await db
    .selectFrom('membership')
    .select('person_id as person')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('role', '=', 'clearing_officer')
    .orderBy('person_id')
    .limit(1)
    .executeTakeFirst()
  return found?.person
}

export async function insertOfficer(db: Db, place: Place, officer: { person: string; name: string }): Promise<void> {
  const { person, name } = officer
  await db.insertInto('person').values({ id: person, name }).execute()
  await db
    .insertInto('membership')
    .values({ study_id: place.study, response_id: place.response, person_id: person, role: 'clearing_officer' })
    .execute()
}
