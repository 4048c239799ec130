import { pieceBytes, type UploadState } from '#contract'
import type { Unit } from '../../database/unit-of-work.ts'
import { Problem, problem } from '../../problems.ts'
import { type Author, lockDraft } from '../responses/actions.ts'
import { refuseTooMuch, sha256Of } from './actions.ts'
import { inspect, refuseByStart, refuseEnding, refuseMismatch } from './content-type.ts'
import { endingOf, toFileName } from './file-name.ts'
import { findFacts, insertFile } from './store.ts'
import {
  deletePieces,
  findSame,
  findUpload,
  giveUp,
  insertPiece,
  insertUpload,
  isDraft,
  lockUpload,
  noteKept,
  readPieces,
  type UploadRow,
} from './upload-store.ts'

interface NewUpload {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** Begins an upload, or goes on with the one of the same bytes: the sender needs to remember nothing but the file. */
export async function beginUpload(unit: Unit, author: Author, given: NewUpload): Promise<UploadState> {
  const name = toFileName(given.name)
  refuseEnding(endingOf(name))
  await lockDraft(unit, author)
  const same = await findSame(unit.db, author, given)
  const kept = same === undefined && (await findFacts(unit.db, author, given.sha256))?.bytes === given.bytes
  if (same === undefined && !kept) await refuseTooMuch(unit, author, given.bytes)
  const id = same?.id ?? (await insertUpload(unit.db, author, { ...given, name, kept }))
  audit(unit, author, 'upload.begun', { upload: id, bytes: given.bytes, offset: same?.received ?? 0 })
  return stateOf(await existing(unit, author, id))
}

export interface Piece {
  readonly offset: number
  readonly sha256: string
  readonly content: Buffer
}

/** An upload after a piece; a refusal of the whole is no error of the piece, and what led to it is kept on record. */
export type Received = { readonly state: UploadState } | { readonly refused: Problem }

/** Adds the next piece; with the last one the whole is checked and becomes a file, or is refused and forgotten. */
export async function addPiece(unit: Unit, author: Author, id: string, piece: Piece): Promise<Received> {
  await lockUpload(unit.db, author, id)
  const upload = await existing(unit, author, id)
  const { offset, content } = piece
  const detail = { upload: upload.id, offset, bytes: content.length }
  if (upload.file_sha256 !== null) {
    audit(unit, author, 'upload.piece', { ...detail, repeated: true })
    return { state: stateOf(upload) }
  }
  if (upload.expired) throw problem('upload-expired', 'More than seven days have passed. Choose the file again.')
  refusePiece(upload, piece)
  await refuseSubmitted(unit, author)
  try {
    if (offset === 0) refuseByStart(content)
    await insertPiece(unit.db, author, upload.id, { start: offset, content })
    audit(unit, author, 'upload.piece', detail)
    if (offset + content.length === upload.bytes) await finish(unit, author, upload)
  } catch (error) {
    if (!(error instanceof Problem) || error.problem === 'response-locked') throw error
    return { refused: await refuse(unit, author, upload, error) }
  }
  return { state: stateOf(await existing(unit, author, id)) }
}

function refusePiece({ received, bytes }: UploadRow, { offset, sha256, content }: Piece): void {
  if (offset !== received) {
    const message = `The next piece begins at byte ${received}.`
    const params = { expected: received, got: offset }
    throw problem('upload-offset', message, [{ pointer: '?offset', code: 'upload.offset', message, params }])
  }
  const isLast = offset + content.length === bytes
  if (offset + content.length > bytes) throw invalid('upload.too_long', `The file was said to have ${bytes} bytes.`)
  if (content.length < pieceBytes.least && !isLast) {
    throw invalid('upload.too_short', `A piece has at least ${pieceBytes.least} bytes, unless it is the last.`)
  }
  if (sha256Of(content) === sha256) return
  const message = 'This piece arrived changed. Send it again.'
  throw problem('checksum-mismatch', message, [{ pointer: '?sha256', code: 'upload.piece_changed', message }])
}

const invalid = (code: string, message: string): Problem =>
  problem('invalid-request', message, [{ pointer: '', code, message }])

/** Without holding the response: whoever answers meanwhile need not wait for a file. */
async function refuseSubmitted(unit: Unit, author: Author): Promise<void> {
  if (!(await isDraft(unit.db, author))) throw problem('response-locked')
}

async function finish(unit: Unit, author: Author, upload: UploadRow): Promise<void> {
  const whole = await readPieces(unit.db, author, upload)
  if (sha256Of(whole) !== upload.sha256) {
    const message = 'The whole file is not what it was said to be: it was changed while it was sent. Choose it again.'
    throw problem('checksum-mismatch', message, [{ pointer: '', code: 'upload.whole_changed', message }])
  }
  const { found, content, notices } = await inspect(whole)
  refuseMismatch(endingOf(upload.name), found)
  await lockDraft(unit, author)
  const sha256 = notices.length === 0 ? upload.sha256 : sha256Of(content)
  await insertFile(unit.db, author, { sha256, name: upload.name, type: found.type, content, person: author.person })
  await deletePieces(unit.db, author, upload.id)
  await noteKept(unit.db, author, upload.id, sha256, notices)
  audit(unit, author, 'file.kept', { sha256, bytes: content.length, type: found.type, notices })
}

async function refuse(unit: Unit, author: Author, upload: UploadRow, refused: Problem): Promise<Problem> {
  await deletePieces(unit.db, author, upload.id)
  await giveUp(unit.db, author, upload.id)
  const code = refused.errors[0]?.code ?? refused.problem
  audit(unit, author, 'upload.refused', { upload: upload.id, code })
  return refused
}

async function existing(unit: Unit, author: Author, id: string): Promise<UploadRow> {
  const upload = await findUpload(unit.db, author, id)
  if (!upload) throw problem('not-found')
  return upload
}

const audit = (unit: Unit, { study, response }: Author, action: string, detail: Readonly<Record<string, unknown>>) =>
  unit.audit({ action, study, response, detail })

function stateOf(upload: UploadRow): UploadState {
  const { id, received, bytes, expires_at, notices, file_sha256, file_name, file_bytes, file_type } = upload
  const file =
    file_sha256 !== null && file_name !== null && file_bytes !== null && file_type !== null
      ? { sha256: file_sha256, name: file_name, bytes: file_bytes, type: file_type }
      : undefined
  return {
    id,
    offset: received,
    bytes,
    expires: expires_at.toISOString(),
    notices: notices as UploadState['notices'],
    ...(file && { file }),
  }
}
