import { expect } from 'vitest'
import type { Fieldwork, UnitFieldwork, WaveFieldwork } from '#contract'
import type { Actor } from '../../server/database/unit-of-work.ts'
import type { TestApp } from './app.ts'
import { addStaff } from './people.ts'
import type { Respondent } from './respondent.ts'

/** A coordinator at work on the wave of the tests. */
export interface Coordinator {
  readonly actor: Actor
  send(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): ReturnType<Respondent['send']>
  wave(): Promise<WaveFieldwork>
  unit(code: string): Promise<UnitFieldwork>
}

export async function coordinatorOf(server: TestApp, name = 'Sofia'): Promise<Coordinator> {
  const actor = await addStaff(server.owner, { role: 'coordinator', name })
  const ask = await server.as(actor)
  const send: Coordinator['send'] = (method, path, body) =>
    ask({
      method,
      url: `/api/waves/${server.world.wave}${path}`,
      ...(body !== undefined && { payload: body as object }),
    })
  return {
    actor,
    send,
    wave: async () => (await send('GET', '/fieldwork')).json(),
    unit: async (code) => (await send('GET', `/units/${code}/fieldwork`)).json(),
  }
}

export const fieldworkOf = async (of: Respondent): Promise<Fieldwork> => (await of.send('GET', '/fieldwork')).json()

/** The code of the unit a response belongs to. */
export async function unitOf(server: TestApp, { response }: Respondent): Promise<string> {
  const { rows } = await server.owner.query(
    'select u.code from response r join unit u on u.id = r.unit_id where r.id = $1',
    [response],
  )
  return rows[0].code
}

export const letter = (text: string, readers: 'leads' | 'everybody' = 'leads') => ({
  id: crypto.randomUUID(),
  text,
  readers,
})

/** `2027-01-31` for a number of days from now. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Asks for more time, which is granted to nobody by this. */
export async function askForTime(of: Respondent, until: string): Promise<void> {
  const reply = await of.send('POST', '/extensions', { until, reason: 'Parliament is in recess' })
  expect(reply.statusCode, reply.body).toBe(204)
}
