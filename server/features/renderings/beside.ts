import type { Transaction } from 'kysely'
import type { ShownRendering } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { FrozenRendering } from './frozen.ts'
import { toShown, wordingOf } from './standing.ts'
import { countOfResearch, findRenderings } from './store.ts'

/** A submitted response, with the renderings that were submitted with it. */
export interface RenderedResponse {
  readonly unit: string
  readonly response: string
  readonly renderings?: readonly FrozenRendering[] | undefined
}

/** The renderings of exactly this wording by this unit: the administration's first, then the research team's. */
export type FindRenderings = (unit: string, item: string, original: string) => readonly ShownRendering[]

/** Names what the research team has rendered in a study so far: another name, other renderings. */
export const researchStamp = async (db: Transaction<Tables>, study: string): Promise<string> =>
  String(await countOfResearch(db, study))

/** What stands beside the open answers of these submissions. */
export async function renderingsBeside(
  db: Transaction<Tables>,
  study: string,
  responses: readonly RenderedResponse[],
): Promise<FindRenderings> {
  const own = new Map<string, ShownRendering>()
  for (const { unit, renderings = [] } of responses)
    for (const { item, row: _, sha256, ...said } of renderings)
      own.set(`${unit} ${item} ${sha256}`, { ...said, side: 'administration' })
  const research = await byResearch(db, study, responses)
  // most waves have none, and then nothing is hashed
  if (own.size === 0 && research.size === 0) return () => []
  return (unit, item, original) => {
    const key = `${unit} ${item} ${wordingOf(original)}`
    return [own.get(key), research.get(key)].filter((one) => one !== undefined)
  }
}

async function byResearch(db: Transaction<Tables>, study: string, responses: readonly RenderedResponse[]) {
  const found = new Map<string, ShownRendering>()
  if ((await countOfResearch(db, study)) === 0) return found
  const units = new Map(responses.map(({ response, unit }) => [response, unit]))
  // in the order they were written: the newest stands
  for (const row of await findRenderings(db, { study, responses: [...units.keys()], side: 'research' }))
    found.set(`${units.get(row.response)} ${row.item} ${row.sha256}`, toShown(row, 'research'))
  return found
}
