import type { Transaction } from 'kysely'
import type { SubmittedEvidence } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { findDisclosedFile, findSubmitted } from './submitted-store.ts'

export interface SubmittedResponse {
  readonly unit: string
  readonly name: string
  readonly reference: string
  readonly evidence: SubmittedEvidence[]
}

/** What was submitted as evidence in a wave: that it exists, and what it is only where that is disclosed. */
export async function listSubmittedEvidence(db: Transaction<Tables>, wave: string): Promise<SubmittedResponse[]> {
  const byResponse = Map.groupBy(await findSubmitted(db, wave), (row) => row.response)
  return Array.from(byResponse.values(), (rows) => ({
    unit: rows[0]?.unit ?? '',
    name: rows[0]?.name ?? '',
    reference: rows[0]?.reference ?? '',
    evidence: rows.map((row) => row.content).toSorted(byFirstCitation),
  }))
}

const firstOf = ({ citations: [first] }: SubmittedEvidence): string => `${first?.item} ${first?.row}`

const byFirstCitation = (a: SubmittedEvidence, b: SubmittedEvidence): number =>
  firstOf(a) < firstOf(b) ? -1 : firstOf(a) > firstOf(b) ? 1 : 0

/** A submitted file, for the research team; that it was read is on record. */
export async function readSubmittedFile(unit: Unit, wave: string, evidence: string) {
  const rows = await findSubmitted(unit.db, wave)
  const found = rows.find((row) => row.content.id === evidence.toLowerCase())
  const sha256 = found?.content.sha256
  if (found === undefined || sha256 === undefined || found.content.level === 'administration')
    throw problem('not-found')
  const file = await findDisclosedFile(unit.db, found, sha256)
  if (!file) throw problem('not-found')
  const { study, response } = found
  unit.audit({ action: 'evidence.downloaded', study, response, detail: { evidence: found.content.id } })
  return { ...file, type: file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type }
}
