import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { toConfig } from '../../server/config.ts'
import { makeSigner } from '../../server/features/clearance/signing-key.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { ask, newClearing, plan, wholeBy } from '../support/clearing.ts'
import { openSessionFor } from '../support/people.ts'
import type { Respondent } from '../support/respondent.ts'

// two servers on one database, each with a signing key of its own; npm run chaos -- submissions does this for 200 responses
const responses = 4
const together = 20

let server: TestApp
let beside: FastifyInstance

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  beside = await buildApp({
    config: toConfig({ LOG_LEVEL: 'silent' }),
    connection: server.connection,
    signer: makeSigner(),
    pages: '/nonexistent',
  })
})
afterAll(async () => {
  await beside.close()
  await server.close()
})

/** The same request many times at once, by turns to both servers; one that is asked to come again does so. */
async function flood(by: Respondent, path: string, payload: object): Promise<LightMyRequestResponse[]> {
  const s = await openSessionFor(server.owner, by.actor)
  const send = async (app: FastifyInstance): Promise<LightMyRequestResponse> => {
    const reply = await app.inject({
      method: 'POST',
      url: `/api/responses/${by.response}${path}`,
      payload,
      cookies: { s },
    })
    return reply.statusCode === 503 || reply.statusCode === 429 ? send(app) : reply
  }
  return Promise.all(Array.from({ length: together }, (_, at) => send(at % 2 === 0 ? server.app : beside)))
}

const receiptIn = (reply: LightMyRequestResponse): string => {
  const body = reply.json()
  return JSON.stringify(body.receipt ?? body)
}

test(`${together} people press the button at once, on ${responses} responses: one submission and one receipt each`, async () => {
  const { instrument } = server.world
  for (let at = 0; at < responses; at += 1) {
    const { sari, dewi } = await newClearing(server)
    const inSteps = at % 2 === 1
    if (inSteps) {
      await plan(sari, [wholeBy()])
      await ask(sari)
    }
    const decision = {
      decision: 'cleared',
      request: 1,
      step: 1,
      revision: 1,
      sections: ['A', 'B'],
      name: 'D',
      title: 'DG',
    }
    const replies = inSteps
      ? await flood(dewi, '/clearance/decisions', decision)
      : await flood(sari, '/submissions', { instrument, revision: 1, attestation: { name: 'S', title: 'DG' } })
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(replies.map(() => 200))
    expect(new Set(replies.map(receiptIn)).size).toBe(1)
    const { rows } = await server.owner.query(
      "select count(*)::int as n, (select count(*)::int from audit_event where response_id = $1 and action = 'response.submitted') as said from submission where response_id = $1",
      [sari.response],
    )
    expect(rows).toEqual([{ n: 1, said: 1 }])
  }
}, 60_000)

test('the receipts of both servers verify with the keys either of them lists', async () => {
  const lists = await Promise.all(
    [server.app, beside].map(async (app) => (await app.inject('/.well-known/mufakat-receipt-keys.json')).json().keys),
  )
  expect(lists[0]).toHaveLength(2)
  expect(lists[0]).toEqual(lists[1])
})
