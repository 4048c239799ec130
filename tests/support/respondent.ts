import type { LightMyRequestResponse } from 'fastify'
import type { Mutation, MutationResult, OpenedResponse, WarningReason } from '#contract'
import { newId } from '../../server/database/identifier.ts'
import type { Actor } from '../../server/database/unit-of-work.ts'
import type { TestApp } from './app.ts'
import { addRespondent } from './people.ts'

export type Change = Omit<Mutation, 'id' | 'base'> & Partial<Pick<Mutation, 'id' | 'base'>>

/** A person at work on one response, through the API. */
export interface Respondent {
  readonly actor: Actor
  readonly response: string
  read(): Promise<OpenedResponse>
  /** Changes get an id of their own and start from nothing, unless they say otherwise. */
  save(...changes: readonly Change[]): Promise<LightMyRequestResponse>
  submit(revision?: number, reasons?: readonly WarningReason[]): Promise<LightMyRequestResponse>
  send(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<LightMyRequestResponse>
}

export async function respondent(test: TestApp, actor: Actor): Promise<Respondent> {
  const ask = await test.as(actor)
  const { response = '' } = actor
  const { instrument } = test.world
  const send: Respondent['send'] = (method, path, body) =>
    ask({ method, url: `/api/responses/${response}${path}`, ...(body !== undefined && { payload: body as object }) })
  const read = async (): Promise<OpenedResponse> => (await send('GET', '')).json()
  return {
    actor,
    response,
    read,
    send,
    save: (...changes) => {
      const mutations = changes.map((change) => ({ id: crypto.randomUUID(), base: 0, ...change }))
      return send('PATCH', '/answers', { instrument, mutations })
    },
    submit: async (revision, reasons) =>
      send('POST', '/submissions', {
        instrument,
        revision: revision ?? (await read()).revision,
        attestation: { name: 'Maria Santos', title: 'Undersecretary' },
        ...(reasons !== undefined && { reasons }),
      }),
  }
}

let units = 0

/** A response nobody has touched yet, and its focal point. */
export async function newRespondent(test: TestApp, name = 'Sari'): Promise<Respondent> {
  const { study, wave, instrument } = test.world
  const unit = newId()
  const response = newId()
  units += 1
  await test.owner.query(
    "insert into unit (study_id, id, kind, code, name) values ($1, $2, 'administration', $3, 'Indonesia')",
    [study, unit, `u${units}`],
  )
  await test.owner.query(
    'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
    [study, response, wave, unit, instrument],
  )
  return respondent(test, await addRespondent(test.owner, { study, response, role: 'focal_point', name }))
}

/** Somebody else on the same response. */
export async function colleague(
  test: TestApp,
  of: Respondent,
  someone: { role: 'focal_point' | 'contributor' | 'clearing_officer'; name: string; sections?: readonly string[] },
): Promise<Respondent> {
  const { study } = test.world
  return respondent(test, await addRespondent(test.owner, { study, response: of.response, ...someone }))
}

export const resultsOf = (reply: LightMyRequestResponse): MutationResult[] => reply.json().results

/** Enough answers to submit the small questionnaire. */
export const enough: readonly Change[] = [
  { item: 'A01', value: 'yes' },
  { item: 'A02', value: 'line' },
  { item: 'B01', value: 12 },
]
