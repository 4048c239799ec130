import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Thread, ThreadScope } from '#contract'
import type { Actor } from '../../server/database/unit-of-work.ts'
import type { TestApp } from './app.ts'
import { ask } from './delegation.ts'
import { colleague, type Respondent } from './respondent.ts'

export const health = 'Ministry of Health'

/** A person of the administration, or of the research team. */
export interface Taking {
  readonly actor: Actor
  send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<LightMyRequestResponse>
}

/** Somebody of the research team at this response. */
export async function researching(server: TestApp, actor: Actor, response: string): Promise<Taking> {
  const visit = await server.as(actor)
  return {
    actor,
    send: (method, path, payload) =>
      visit({ method, url: `/api/responses/${response}${path}`, ...(payload !== undefined && { payload }) }),
  }
}

let asked = 0

/** Somebody whom the focal point asked for a part, of this ministry. */
export async function member(
  server: TestApp,
  sari: Respondent,
  name: string,
  { role = 'contributor', body = '', ...part }: { role?: string; body?: string; items?: string[]; sections?: string[] },
): Promise<Respondent> {
  asked += 1
  const { respondent } = await ask(server, sari, part, { name, email: `p${asked}@example.org`, role, body })
  return respondent
}

export const officer = (server: TestApp, sari: Respondent): Promise<Respondent> =>
  colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })

/** A thread on B01, unless it says otherwise. */
export async function open(by: Taking, scope: ThreadScope, given: object = {}): Promise<Thread> {
  const body = { id: crypto.randomUUID(), item: 'B01', scope, text: 'Whose figure is this?', ...given }
  const reply = await by.send('POST', '/threads', body)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}

export const say = (by: Taking, { id }: Pick<Thread, 'id'>, text: string, given: object = {}) =>
  by.send('POST', `/threads/${id}/messages`, { id: crypto.randomUUID(), text, ...given })

export const move = (by: Taking, { id, scope }: Pick<Thread, 'id' | 'scope'>, to: ThreadScope) =>
  by.send('PUT', `/threads/${id}/scope`, { from: scope, to })

export const listed = async (by: Taking) => (await by.send('GET', '/threads')).json().threads as Thread[]
