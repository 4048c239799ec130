import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

/** A response as a coordinator knows it; times are text, as the database writes them into JSON. */
export interface CoordinatedRow {
  readonly code: string
  readonly name: string
  readonly state: 'draft' | 'submitted'
  readonly revision: number
  readonly steps: readonly {
    readonly step: number
    readonly title: string
    readonly role: 'focal_point' | 'clearing_officer'
    readonly stands: boolean
    readonly asked_at: string | null
    readonly returned: boolean
  }[]
  /** The newest first, all three. */
  readonly submissions: readonly { readonly number: number; reference: string; answered: number; at: string }[]
  readonly waivers: readonly { readonly reason: string; readonly by: string; readonly at: string }[]
  readonly asked: readonly {
    readonly submission: number
    readonly number: number
    readonly reason: string
    readonly by: string
    readonly role: 'focal_point' | 'coordinator'
    readonly at: string
    /** Which request it was opened for, and when, once it was. */
    readonly opened: { readonly request: number | null; readonly at: string } | null
  }[]
}

/** Those of a wave, or one of them, in the order of the frame. */
export async function findCoordinated(
  db: Transaction<Tables>,
  wave: string,
  unit?: string,
): Promise<readonly CoordinatedRow[]> {
  const { rows } = await sql<CoordinatedRow>`
    select u.code, u.name, r.state, r.revision,
      (select coalesce(jsonb_agg(to_jsonb(c) order by c.step), '[]') from clearance_in_short(r.study_id, r.id) c) as steps,
      (select coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'reference', s.reference, 'answered', s.answered,
          'at', s.submitted_at) order by s.number desc), '[]')
        from submission s where s.study_id = r.study_id and s.response_id = r.id) as submissions,
      (select coalesce(jsonb_agg(jsonb_build_object('reason', w.reason, 'by', w.by_name, 'at', w.at) order by w.number desc), '[]')
        from clearance_waiver w where w.study_id = r.study_id and w.response_id = r.id) as waivers,
      (select coalesce(jsonb_agg(jsonb_build_object('submission', q.submission, 'number', q.number, 'reason', q.reason,
          'by', q.by_name, 'role', q.by_role, 'at', q.at, 'opened', (select jsonb_build_object('request', o.request, 'at', o.at)
            from reopening o where o.study_id = q.study_id and o.response_id = q.response_id
              and o.submission = q.submission)) order by q.at desc), '[]')
        from reopening_request q where q.study_id = r.study_id and q.response_id = r.id) as asked
    from response r join unit u on u.study_id = r.study_id and u.id = r.unit_id
    where r.wave_id = ${wave}::uuid and (${unit ?? null}::text is null or u.code = ${unit ?? null}::text)
    order by u.position, u.code`.execute(db)
  return rows
}

export const findWave = (db: Transaction<Tables>, wave: string) =>
  db.selectFrom('wave').select(['id', 'title']).where('id', '=', wave).executeTakeFirst()
