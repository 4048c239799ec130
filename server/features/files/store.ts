import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

/** What the files of a response take, those on their way as if they were here. */
export const sumBytes = async (db: Db, { study, response }: Place): Promise<number> => {
  const { rows } = await sql<{ bytes: number }>`select
      (select coalesce(sum(f.bytes), 0) from file f where f.study_id = ${study}::uuid and f.response_id = ${response}::uuid)::bigint
      + (select coalesce(sum(u.bytes), 0) from upload u where u.study_id = ${study}::uuid and u.response_id = ${response}::uuid
        and u.kept is null and u.expires_at > now())::bigint as bytes`.execute(db)
  return rows[0]?.bytes ?? 0
}

export interface NewFile {
  readonly sha256: string
  readonly name: string
  readonly type: string
  readonly content: Buffer
  readonly person: string
}

/** The same content is kept once, under the name it first came with. */
export const insertFile = (db: Db, { study, response }: Place, file: NewFile) =>
  db
    .insertInto('file')
    .values({
      study_id: study,
      response_id: response,
      sha256: file.sha256,
      name: file.name,
      bytes: file.content.length,
      type: file.type,
      content: file.content,
      by_person: file.person,
    })
    .onConflict((conflict) => conflict.constraint('file_is_kept_once_per_response').doNothing())
    .execute()

export const findFile = (db: Db, { study, response }: Place, sha256: string) =>
  db
    .selectFrom('file')
    .select(['name', 'type', 'content'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('sha256', '=', sha256)
    .executeTakeFirst()

/** What is known of a file without reading it. */
export const findFacts = (db: Db, { study, response }: Place, sha256: string) =>
  db
    .selectFrom('file')
    .select(['name', 'type', 'bytes', 'sha256'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
