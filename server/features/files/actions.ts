import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type Author, lockDraft } from '../responses/actions.ts'
import { type ContentType, contentTypeOf, kept } from './content-type.ts'
import { endingOf, toFileName } from './file-name.ts'
import { findFile, insertFile, sumBytes } from './store.ts'

const megabyte = 1_048_576
const mostMegabytes = 250

export interface KeptFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly type: string
}

/** Keeps a file beside the answers; sending it again keeps nothing twice. */
export async function keepFile(
  unit: Unit,
  author: Author,
  given: { name: string; content: Buffer },
): Promise<KeptFile> {
  const name = toFileName(given.name)
  const { type } = readType(name, given.content)
  await lockDraft(unit, author)
  const { content } = given
  if ((await sumBytes(unit.db, author)) + content.length > mostMegabytes * megabyte) {
    throw problem('too-large', `The files of this response may take ${mostMegabytes} MB in all.`)
  }
  const sha256 = createHash('sha256').update(content).digest('hex')
  await insertFile(unit.db, author, { sha256, name, type, content, person: author.person })
  unit.audit({
    action: 'file.kept',
    study: author.study,
    response: author.response,
    detail: { sha256, bytes: content.length, type },
  })
  return { name, sha256, bytes: content.length, type }
}

function readType(name: string, content: Buffer): ContentType {
  if (content.length === 0) {
    const empty = { pointer: '', code: 'file.empty', message: 'This file is empty. Choose the file again.' }
    throw problem('invalid-request', empty.message, [empty])
  }
  const found = contentTypeOf(content)
  if (!found) throw problem('unsupported-media-type', `This file is of a kind that is not kept. Kept are: ${kept}.`)
  const ending = endingOf(name)
  if (ending !== '' && !found.endings.includes(ending)) {
    const detail = `The name ends in .${ending}, but the content is ${found.type}. Give the file the ending .${found.endings[0]}, or choose another.`
    throw problem('unsupported-media-type', detail)
  }
  return found
}

export interface FileContent {
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

export async function getFile(
  db: Transaction<Tables>,
  place: { readonly study: string; readonly response: string },
  sha256: string,
): Promise<FileContent> {
  const file = await findFile(db, place, sha256)
  if (!file) throw problem('not-found')
  return { ...file, type: file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type }
}
