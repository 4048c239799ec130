import type { LightMyRequestResponse } from 'fastify'
import type { Clearance } from '#contract'
import type { Actor } from '../../server/database/unit-of-work.ts'
import type { TestApp } from './app.ts'
import { colleague, enough, newRespondent, type Respondent } from './respondent.ts'

export interface Step {
  readonly title: string
  readonly role: 'focal_point' | 'clearing_officer'
  readonly person?: string
  readonly sections?: readonly string[]
}

/** A response that is cleared in steps, and the people who take them. */
export interface Clearing {
  readonly sari: Respondent
  /** Contributor. */
  readonly budi: Respondent
  /** Clearing officers. */
  readonly dewi: Respondent
  readonly putri: Respondent
}

/** Enough is answered to submit, by the contributor. */
export async function newClearing(server: TestApp): Promise<Clearing> {
  const sari = await newRespondent(server)
  const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
  const dewi = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
  const putri = await colleague(server, sari, { role: 'clearing_officer', name: 'Putri' })
  await budi.save(...enough)
  return { sari, budi, dewi, putri }
}

export const plan = (by: Respondent, steps: readonly Step[], number = 0): Promise<LightMyRequestResponse> =>
  by.send('PUT', '/clearance/steps', { plan: number, steps })

export const wholeBy = (person?: Respondent): Step => ({
  title: 'Cleared for the government',
  role: 'clearing_officer',
  ...(person?.actor.person !== undefined && { person: person.actor.person }),
})

export const stateOf = async (of: Respondent): Promise<Clearance> => (await of.send('GET', '/clearance')).json()

export async function ask(by: Respondent, reasons: readonly object[] = []): Promise<LightMyRequestResponse> {
  const { instrument, revision } = await by.read()
  return by.send('POST', '/clearance/requests', { instrument, revision, reasons })
}

interface Decision {
  readonly step?: number
  readonly revision?: number
  readonly sections?: readonly string[]
  readonly request?: number
}

/** Takes the step that is next, having read everything. */
export async function clear(by: Respondent, decision: Decision = {}): Promise<LightMyRequestResponse> {
  const { open, revision, steps } = await stateOf(by)
  return by.send('POST', '/clearance/decisions', {
    decision: 'cleared',
    request: open?.request ?? 1,
    step: steps.find(({ state }) => state === 'next')?.step ?? 1,
    revision,
    sections: ['A', 'B'],
    name: `${by.actor.name} Signed`,
    title: 'Director General',
    ...decision,
  })
}

export async function giveBack(by: Respondent, note: string): Promise<LightMyRequestResponse> {
  const { open, steps } = await stateOf(by)
  const step = steps.find(({ state }) => state === 'next')?.step ?? 1
  return by.send('POST', '/clearance/decisions', { decision: 'returned', request: open?.request ?? 1, step, note })
}

/** `1 cleared, 2 next`. */
export const inShort = ({ steps }: Clearance): string => steps.map(({ step, state }) => `${step} ${state}`).join(', ')

export const refusal = (reply: LightMyRequestResponse): string =>
  `${reply.statusCode} ${String(reply.json().type).replace('/problems/', '')}`

/** A coordinator at work on the unit of this response. */
export async function coordinating(server: TestApp, coordinator: Actor, of: Respondent) {
  const ask = await server.as(coordinator)
  const { rows } = await server.owner.query(
    'select u.code, r.wave_id from response r join unit u on u.id = r.unit_id where r.id = $1',
    [of.response],
  )
  return (path: 'waivers' | 'reopening-requests', reason: string) =>
    ask({
      method: 'POST',
      url: `/api/waves/${rows[0].wave_id}/units/${rows[0].code}/${path}`,
      payload: { reason },
    })
}

/** What the audit trail says of a response: `Dewi clearance.cleared`. */
export const audits = async (server: TestApp, response: string): Promise<string[]> => {
  const { rows } = await server.owner.query(
    'select action, actor from audit_event where response_id = $1 order by id',
    [response],
  )
  return rows.map(({ action, actor }) => `${actor} ${action}`)
}
