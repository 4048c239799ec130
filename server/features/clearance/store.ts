import { sql, type Transaction } from 'kysely'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export interface Place {
  readonly study: string
  readonly response: string
}

/** In whose name something is written. */
export interface By extends Place {
  readonly person: string
  readonly name: string
}

export interface PlanStep {
  readonly step: number
  readonly title: string
  readonly role: 'focal_point' | 'clearing_officer'
  readonly person: string | null
  readonly personName: string | null
  /** Empty: the whole response. */
  readonly sections: readonly string[]
}

/** The newest plan, 0 when none was ever made. */
export async function findPlanNumber(db: Db, { study, response }: Place): Promise<number> {
  const { rows } = await sql<{ plan: number }>`select current_plan(${study}::uuid, ${response}::uuid) as plan`.execute(
    db,
  )
  return rows[0]?.plan ?? 0
}

export const findSteps = (db: Db, { study, response }: Place, plan: number): Promise<PlanStep[]> =>
  db
    .selectFrom('clearance_step')
    .select(['step', 'title', 'role', 'person_id as person', 'person_name as personName', 'sections'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('plan', '=', plan)
    .orderBy('step')
    .execute()

export const insertSteps = (db: Db, by: By, plan: number, steps: readonly PlanStep[]) =>
  db
    .insertInto('clearance_step')
    .values(
      steps.map(({ step, title, role, person, personName, sections }) => ({
        study_id: by.study,
        response_id: by.response,
        plan,
        step,
        title,
        role,
        person_id: person,
        person_name: personName,
        sections: [...sections],
        by_name: by.name,
        by_person: by.person,
      })),
    )
    .execute()

/** The request that is being cleared. */
export async function findOpenRequest(db: Db, { study, response }: Place) {
  const { rows } = await sql<{ number: number; plan: number; revision: number; by: string; at: Date }>`
    select q.number, q.plan, q.revision, q.by_name as by, q.at from clearance_request q
    where q.study_id = ${study}::uuid and q.response_id = ${response}::uuid
      and q.number = (select open_clearance(${study}::uuid, ${response}::uuid))`.execute(db)
  return rows[0]
}

export type OpenRequest = NonNullable<Awaited<ReturnType<typeof findOpenRequest>>>

export async function insertRequest(db: Db, by: By, request: { plan: number; revision: number }): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into clearance_request (study_id, response_id, number, plan, revision, by_name, by_person)
    select ${by.study}::uuid, ${by.response}::uuid, coalesce(max(q.number), 0) + 1, ${request.plan}::integer,
      ${request.revision}::integer, ${by.name}::text, ${by.person}::uuid
    from clearance_request q where q.study_id = ${by.study}::uuid and q.response_id = ${by.response}::uuid
    returning number`.execute(db)
  const number = rows[0]?.number
  if (number === undefined) throw new Error('a request for clearance could not be written')
  return number
}

/** All that was ever decided, the oldest first. */
export const findDecisions = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('clearance_decision')
    .select(['request', 'number', 'step', 'decision', 'note', 'sections', 'items', 'revision'])
    .select(['by_name as by', 'by_person as person', 'signed_name', 'signed_title', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('request')
    .orderBy('number')
    .execute()

export type DecisionRow = Awaited<ReturnType<typeof findDecisions>>[number]

export interface NewDecision {
  readonly request: number
  readonly step: number
  readonly decision: DecisionRow['decision']
  readonly revision: number
  readonly note?: string
  readonly sections?: readonly string[]
  /** Absent: every item. */
  readonly items?: readonly string[] | undefined
  readonly signed?: { readonly name: string; readonly title: string }
}

/** Decisions in their order, numbered on; the response is held. */
export async function insertDecisions(db: Db, by: By, decisions: readonly NewDecision[]): Promise<void> {
  for (const { request, step, decision, revision, note = '', sections = [], items, signed } of decisions) {
    await sql`
      insert into clearance_decision (study_id, response_id, request, number, step, decision, note, sections, items, revision,
        by_name, by_person, signed_name, signed_title)
      select ${by.study}::uuid, ${by.response}::uuid, ${request}::integer, coalesce(max(d.number), 0) + 1, ${step}::integer,
        ${decision}::text, ${note}::text, ${[...sections]}::text[], ${items === undefined ? null : [...items]}::text[],
        ${revision}::integer, ${by.name}::text, ${by.person}::uuid, ${signed?.name ?? null}::text, ${signed?.title ?? null}::text
      from clearance_decision d
      where d.study_id = ${by.study}::uuid and d.response_id = ${by.response}::uuid and d.request = ${request}`.execute(
      db,
    )
  }
}

/** For each warning the newest reason. */
export async function findReasons(db: Db, { study, response }: Place) {
  const { rows } = await sql<{ key: string; warning: string; reason: string; by: string; at: Date }>`
    select distinct on (r.key, r.warning) r.key, r.warning, r.reason, r.by_name as by, r.at from warning_reason r
    where r.study_id = ${study}::uuid and r.response_id = ${response}::uuid
    order by r.key, r.warning, r.at desc, r.id desc`.execute(db)
  return rows
}

export type ReasonRow = Awaited<ReturnType<typeof findReasons>>[number]

export interface GivenReason {
  readonly key: string
  readonly warning: string
  readonly reason: string
}

export async function insertReasons(db: Db, by: By, revision: number, reasons: readonly GivenReason[]): Promise<void> {
  if (reasons.length === 0) return
  await db
    .insertInto('warning_reason')
    .values(
      reasons.map(({ key, warning, reason }) => ({
        study_id: by.study,
        response_id: by.response,
        id: newId(),
        key,
        warning,
        reason,
        revision,
        by_name: by.name,
        by_person: by.person,
      })),
    )
    .execute()
}

export const findWaiver = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('clearance_waiver')
    .select(['reason', 'by_name as by', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function findLastEditor(db: Db, { study, response }: Place): Promise<string | undefined> {
  const { rows } = await sql<{ person: string | null }>`
    select last_editor(${study}::uuid, ${response}::uuid) as person`.execute(db)
  return rows[0]?.person ?? undefined
}

/** The people of the response, for those who plan its clearance. */
export async function findPeople(db: Db) {
  const { rows } = await sql<{
    person: string
    name: string
    role: string
  }>`select * from people_of_own_response()`.execute(db)
  return rows
}
