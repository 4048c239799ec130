import { sql, type Transaction } from 'kysely'
import type { FileNotice } from '#contract'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { Author } from '../responses/author.ts'

type Db = Transaction<Tables>

/** A file on its way, with the file it became once all of it was here. */
const uploads = (db: Db, { study, response, person }: Author) =>
  db
    .selectFrom('upload as u')
    .leftJoin('file as f', (join) =>
      join
        .onRef('f.study_id', '=', 'u.study_id')
        .onRef('f.response_id', '=', 'u.response_id')
        .onRef('f.sha256', '=', 'u.kept'),
    )
    .select(['u.id', 'u.name', 'u.bytes', 'u.sha256', 'u.received', 'u.notices', 'u.expires_at'])
    .select(sql<boolean>`u.expires_at <= now()`.as('expired'))
    .select(['f.sha256 as file_sha256', 'f.name as file_name', 'f.bytes as file_bytes', 'f.type as file_type'])
    .where('u.study_id', '=', study)
    .where('u.response_id', '=', response)
    .where('u.by_person', '=', person)

export type UploadRow = NonNullable<Awaited<ReturnType<typeof findUpload>>>

export const findUpload = (db: Db, author: Author, id: string) =>
  uploads(db, author).where('u.id', '=', id).executeTakeFirst()

/** The newest upload of the same bytes by the same person that is whole or may go on. */
export const findSame = (db: Db, author: Author, file: { readonly sha256: string; readonly bytes: number }) =>
  uploads(db, author)
    .where('u.sha256', '=', file.sha256)
    .where('u.bytes', '=', file.bytes)
    .where((where) => where.or([where('u.kept', 'is not', null), where('u.expires_at', '>', sql<Date>`now()`)]))
    .orderBy('u.at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Holds one upload until the end of the transaction: of two pieces sent at once the second finds the first. */
export const lockUpload = (db: Db, { study, response }: Author, id: string) =>
  db
    .selectFrom('upload')
    .select('id')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export async function insertUpload(
  db: Db,
  { study, response, person }: Author,
  file: { readonly name: string; readonly bytes: number; readonly sha256: string; readonly kept: boolean },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('upload')
    .values({
      study_id: study,
      response_id: response,
      id,
      name: file.name,
      bytes: file.bytes,
      sha256: file.sha256,
      received: file.kept ? file.bytes : 0,
      kept: file.kept ? file.sha256 : null,
      by_person: person,
    })
    .execute()
  return id
}

export async function isDraft(db: Db, { study, response }: Author): Promise<boolean> {
  const row = await db
    .selectFrom('response')
    .select('state')
    .where('study_id', '=', study)
    .where('id', '=', response)
    .executeTakeFirst()
  return row?.state === 'draft'
}

const pieces = (db: Db, { study, response }: Author, id: string) =>
  db
    .selectFrom('upload_piece')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('upload_id', '=', id)

export async function insertPiece(
  db: Db,
  author: Author,
  id: string,
  piece: { readonly start: number; readonly content: Buffer },
): Promise<void> {
  const { study, response } = author
  await db
    .insertInto('upload_piece')
    .values({ study_id: study, response_id: response, upload_id: id, start: piece.start, content: piece.content })
    .execute()
  await change(db, author, id)
    .set({ received: piece.start + piece.content.length })
    .execute()
}

const change = (db: Db, { study, response }: Author, id: string) =>
  db.updateTable('upload').where('study_id', '=', study).where('response_id', '=', response).where('id', '=', id)

/** All that has arrived, one piece after another: two copies of a large file at once would be one too many. */
export async function readPieces(db: Db, author: Author, upload: UploadRow): Promise<Buffer> {
  const whole = Buffer.alloc(upload.bytes)
  let at = 0
  while (at < upload.bytes) {
    const piece = await pieces(db, author, upload.id).select('content').where('start', '=', at).executeTakeFirst()
    if (piece === undefined) throw new Error(`a piece of an upload is not there: ${at}`)
    at += piece.content.copy(whole, at)
  }
  return whole
}

export const noteKept = (db: Db, author: Author, id: string, sha256: string, notices: readonly FileNotice[]) =>
  change(db, author, id)
    .set({ kept: sha256, notices: [...notices] })
    .execute()

/** What was refused cannot go on; sending it again begins anew. */
export const giveUp = (db: Db, author: Author, id: string) =>
  change(db, author, id).set({ expires_at: sql<Date>`now()` }).execute()

export const deletePieces = (db: Db, { study, response }: Author, id: string) =>
  db
    .deleteFrom('upload_piece')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('upload_id', '=', id)
    .execute()

/** Pieces of uploads that nobody finished in time; returns how many. */
export async function deleteExpiredPieces(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`delete from upload_piece p using upload u
    where u.study_id = p.study_id and u.response_id = p.response_id and u.id = p.upload_id
      and u.kept is null and u.expires_at < now()`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

export const countExpiredPieces = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from upload_piece p
    join upload u on u.study_id = p.study_id and u.response_id = p.response_id and u.id = p.upload_id
    where u.kept is null and u.expires_at < now()`.execute(db)
  return rows[0]?.n ?? 0
}
