import { type Kysely, sql, type Transaction } from 'kysely'
import type { Role } from '#contract'
import type { Database } from './plugin.ts'
import type { Tables } from './tables.ts'

/** Who acts. `gate` is the door before anybody is known, `system` a task of the server itself. */
export interface Actor {
  readonly role: Role | 'gate' | 'system'
  readonly name: string
  readonly person?: string | undefined
  readonly account?: string | undefined
  readonly response?: string | undefined
  readonly study?: string | undefined
}

export interface AuditEvent {
  /** `answers.saved`: what was done, in the past. */
  readonly action: string
  readonly study?: string | undefined
  readonly response?: string | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

/** What an action works with: one transaction, one actor, and the duty to say what was done. */
export interface Unit {
  readonly db: Transaction<Tables>
  readonly actor: Actor
  /** Written just before the commit; study and response default to the actor's. */
  audit(event: AuditEvent): void
}

export const gate: Actor = { role: 'gate', name: 'gate' }
/** Sessions and links are the gate's, also when the person at it is known by name. */
export const asGate = (actor: Omit<Actor, 'role'>): Actor => ({ ...actor, role: 'gate' })
export const system: Actor = { role: 'system', name: 'system' }

const mostAttempts = 3
// serialisation failure, deadlock
const passing = new Set(['40001', '40P01'])
const isPassing = (error: unknown) => passing.has(String((error as { code?: unknown } | undefined)?.code))

const actAs = (db: Kysely<Tables>, { role, name, person = '', account = '', response = '', study = '' }: Actor) =>
  sql`select act_as(${role}, ${name}, ${person}, ${account}, ${response}, ${study})`.execute(db)

async function writeAudit(db: Transaction<Tables>, actor: Actor, events: readonly AuditEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    study_id: event.study ?? actor.study ?? null,
    response_id: event.response ?? actor.response ?? null,
    action: event.action,
    detail: JSON.stringify(event.detail ?? {}),
  }))
  await db.insertInto('audit_event').values(rows).execute()
}

/**
 * One transaction for one change: begin, say who acts, act, audit, commit. Resolves only after the commit,
 * so an answer sent afterwards is true even if the machine stops the moment after.
 */
export async function inUnitOfWork<T>(database: Database, actor: Actor, work: (unit: Unit) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction().execute(async (db) => {
        await actAs(db, actor)
        const events: AuditEvent[] = []
        const result = await work({ db, actor, audit: (event) => void events.push(event) })
        if (events.length === 0)
          throw new Error('a unit of work that audits nothing is a mistake; use inReading to read')
        await writeAudit(db, actor, events)
        return result
      })
    } catch (error) {
      if (attempt === mostAttempts || !isPassing(error)) throw error
    }
  }
}

/** A read-only transaction in which row-level security knows who reads. */
export const inReading = <T>(
  database: Database,
  actor: Actor,
  work: (db: Transaction<Tables>) => Promise<T>,
): Promise<T> =>
  database
    .transaction()
    .setAccessMode('read only')
    .execute(async (db) => {
      await actAs(db, actor)
      return work(db)
    })
