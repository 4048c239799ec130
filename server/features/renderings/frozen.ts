import type { Transaction } from 'kysely'
import type { ShownRendering } from '#contract'
import type { Form } from '#engine'
import type { Tables } from '../../database/tables.ts'
import { openAnswersIn } from './open-answers.ts'
import { byAnswer, standingOf, toShown } from './standing.ts'
import { findRenderings, type Place } from './store.ts'

/** What a submission says of the rendering of one of its answers. */
export type FrozenRendering = Omit<ShownRendering, 'side'> & {
  readonly item: string
  readonly row?: string
  /** Of the wording it renders, which is the one submitted with it. */
  readonly sha256: string
}

/** The renderings a submission takes along: of answers on the path, and of exactly the wording that is submitted. */
export async function frozenRenderings(
  db: Transaction<Tables>,
  { study, response }: Place,
  form: Form,
): Promise<readonly FrozenRendering[]> {
  const rows = byAnswer(await findRenderings(db, { study, responses: [response], side: 'administration' }))
  return openAnswersIn(form).flatMap(({ key, item, row, sha256 }) => {
    const { current } = standingOf(rows.get(key) ?? [], sha256)
    if (current === undefined) return []
    const { side: _, ...said } = toShown(current, 'administration')
    return [{ item, ...(row !== undefined && { row }), sha256, ...said }]
  })
}
