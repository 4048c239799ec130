import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { mostFileBytes, mostResponseBytes } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type Author, lockDraft } from '../responses/actions.ts'
import { inspect, refuseEnding, refuseMismatch } from './content-type.ts'
import { endingOf, toFileName } from './file-name.ts'
import { findFile, insertFile, sumBytes } from './store.ts'

export interface KeptFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly type: string
}

/** Keeps a file that came in one request beside the answers; sending it again keeps nothing twice. */
export async function keepFile(
  unit: Unit,
  author: Author,
  given: { name: string; content: Buffer },
): Promise<KeptFile> {
  const name = toFileName(given.name)
  refuseEnding(endingOf(name))
  const { found, content } = await inspect(given.content)
  refuseMismatch(endingOf(name), found)
  await lockDraft(unit, author)
  await refuseTooMuch(unit, author, content.length)
  const sha256 = sha256Of(content)
  await insertFile(unit.db, author, { sha256, name, type: found.type, content, person: author.person })
  unit.audit({
    action: 'file.kept',
    study: author.study,
    response: author.response,
    detail: { sha256, bytes: content.length, type: found.type },
  })
  return { name, sha256, bytes: content.length, type: found.type }
}

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

const megabyte = 1_048_576
const inMegabytes = (bytes: number): string => `${(bytes / megabyte).toFixed(1)} MB`

/** Files that are on their way count as if they were here. */
export async function refuseTooMuch(unit: Unit, author: Author, bytes: number): Promise<void> {
  if (bytes > mostFileBytes) {
    const detail = `This file has ${inMegabytes(bytes)}; at most ${mostFileBytes / megabyte} MB are kept. Make it smaller, or give a link.`
    throw problem('too-large', detail)
  }
  const taken = await sumBytes(unit.db, author)
  if (taken + bytes <= mostResponseBytes) return
  const most = mostResponseBytes / megabyte
  const detail = `The files of this response may take ${most} MB in all; ${inMegabytes(taken)} are taken, and this file has ${inMegabytes(bytes)}. Give a link instead.`
  throw problem('quota-reached', detail)
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
