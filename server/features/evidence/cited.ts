import type { Transaction } from 'kysely'
import type { SubmittedEvidence } from '#contract'
import { askedItems, type Form, keyText } from '#engine'
import type { Tables } from '../../database/tables.ts'
import { type EvidenceRow, findAll, findCitations } from './store.ts'
import { insertSubmitted } from './submitted-store.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

/**
 * What a submission says of its evidence: all that stands and is cited from an answer on the path. Of evidence that only
 * the administration may know it says that it exists, what cites it, and the fingerprint of its file.
 */
export async function citedEvidence(db: Db, place: Place, form: Form): Promise<readonly SubmittedEvidence[]> {
  const items = form.sections.flatMap((section) => section.groups.flatMap((group) => group.items))
  const onPath = new Set(askedItems(items).map((item) => item.key))
  const citations = (await findCitations(db, place)).filter(({ item, row }) =>
    onPath.has(keyText(row === '' ? { item } : { item, row })),
  )
  const cited = Map.groupBy(citations, (one) => one.evidence)
  const rows = (await findAll(db, place)).filter((row) => !row.withdrawn && cited.has(row.id))
  return rows.map((row): SubmittedEvidence => {
    const disclosed = row.level !== 'administration'
    return {
      id: row.id,
      kind: row.sha256 === null ? 'link' : 'file',
      level: row.level,
      ...(row.sha256 !== null && { sha256: row.sha256 }),
      ...(disclosed && describe(row)),
      citations: (cited.get(row.id) ?? []).map(({ item, row, place }) => ({
        item,
        ...(row !== '' && { row }),
        ...(disclosed && place !== '' && { place }),
      })),
    }
  })
}

function describe(row: EvidenceRow): Partial<SubmittedEvidence> {
  const { title, issuer, date, language, note, address, file_name, file_bytes, file_type } = row
  return {
    title,
    ...(issuer !== '' && { issuer }),
    ...(date !== null && { date }),
    ...(language !== null && { language }),
    ...(note !== '' && { note }),
    ...(address !== null && { address }),
    ...(file_name !== null && { name: file_name }),
    ...(file_bytes !== null && { bytes: file_bytes }),
    ...(file_type !== null && { type: file_type }),
  }
}

/** Keeps, beside the submission, what it says of its evidence: row-level security decides by it who reads which file. */
export async function keepSubmitted(
  db: Db,
  place: Place,
  number: number,
  evidence: readonly SubmittedEvidence[],
): Promise<void> {
  for (const one of evidence) await insertSubmitted(db, place, number, one)
}
