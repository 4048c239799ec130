import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Place } from './store.ts'

interface Kept {
  readonly epoch: string
  readonly revision: number
  readonly kept: readonly string[]
}

/**
 * Which of some changes are here, applied or as draft texts; what was set aside or lost against another is applied too. All
 * that whoever asks did is theirs to know of, whatever part of the response they were asked for.
 */
export async function findKept(
  db: Transaction<Tables>,
  { study, response }: Place,
  ids: readonly string[],
): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select r.revision, (select e.epoch from server_epoch e) as epoch, array(
        select m.id from mutation m where m.study_id = r.study_id and m.response_id = r.id and m.id = any(${ids}::uuid[])
        union all
        select t.id from draft_text t where t.study_id = r.study_id and t.response_id = r.id and t.id = any(${ids}::uuid[])
      ) as kept
    from response r where r.study_id = ${study}::uuid and r.id = ${response}::uuid`.execute(db)
  return rows[0]
}
