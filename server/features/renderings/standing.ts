import { createHash } from 'node:crypto'
import type { Rendering, ShownRendering } from '#contract'
import type { RenderingRow } from './store.ts'

/** The name of a wording: SHA-256 of its text in UTF-8. */
export const wordingOf = (original: string): string => createHash('sha256').update(original).digest('hex')

/** What there is for an answer as it reads now. */
export interface Standing {
  /** Of the newest rendering of the answer, whatever wording it is of; 0: none. */
  readonly number: number
  /** The newest, where it renders exactly this wording. */
  readonly current?: RenderingRow
  /** The newest, where it renders another. */
  readonly earlier?: RenderingRow
}

/** From the renderings of one answer, in their order. */
export function standingOf(rows: readonly RenderingRow[], sha256: string): Standing {
  const newest = rows.at(-1)
  if (newest === undefined) return { number: 0 }
  const current = rows.findLast((row) => row.sha256 === sha256)
  return { number: newest.number, ...(current === undefined ? { earlier: newest } : { current }) }
}

const statusOf = ({ text, reviewed, approved }: RenderingRow): Rendering['status'] => {
  if (text === '') return 'said'
  if (approved !== null) return 'approved'
  return reviewed === null ? 'draft' : 'reviewed'
}

const described = (row: RenderingRow) => ({
  language: row.language,
  text: row.text,
  status: statusOf(row),
  method: row.method,
  ...(row.machine !== '' && { machine: row.machine }),
  by: row.by,
  at: row.at.toISOString(),
  ...(row.reviewed !== null && { reviewedBy: row.reviewed }),
  ...(row.approved !== null && { approvedBy: row.approved }),
})

export const toRendering = (row: RenderingRow): Rendering => ({ id: row.id, ...described(row) })

export const toShown = (row: RenderingRow, side: ShownRendering['side']): ShownRendering => ({
  ...described(row),
  side,
})

/** Renderings by the key of their answer, as `keyText` writes it. */
export const byAnswer = (rows: readonly RenderingRow[]): ReadonlyMap<string, readonly RenderingRow[]> =>
  Map.groupBy(rows, ({ item, row }) => (row === '' ? item : `${item}/${row}`))
