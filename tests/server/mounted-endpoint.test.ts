import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../server/contract/endpoint.ts'
import { mount } from '../../server/http/mount.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'

const json = { 'content-type': 'application/json' }

describe('an endpoint with everything in it', () => {
  const tried = endpoint({
    method: 'POST',
    path: '/api/tried/:id',
    summary: 'For this test only',
    who: 'session.open',
    params: z.object({ id: z.uuid() }),
    query: z.strictObject({ purpose: z.string().min(3) }),
    body: z.strictObject({ rows: z.array(z.strictObject({ code: z.enum(['a', 'b']) })) }),
    returns: z.object({ done: z.literal(true) }),
    problems: [],
  })
  const bound = endpoint({
    method: 'GET',
    path: '/api/tried/:response/bound',
    summary: 'For this test only',
    who: 'response.read',
    params: z.object({ response: z.uuid() }),
    returns: z.object({ done: z.literal(true) }),
    problems: [],
  })
  const call = (url: string, payload: string) => other.ask({ method: 'POST', url, headers: json, payload })
  const id = '019396b0-0000-7000-8000-000000000000'
  let other: TestApp
  let failure: Error | undefined

  beforeAll(async () => {
    other = await testApp({
      extend: (app) => {
        mount(app, bound, async () => ({ done: true as const }))
        mount(app, tried, async () => {
          if (failure) throw failure
          return { done: true as const }
        })
      },
    })
  })
  afterAll(() => other.close())

  test('faults in path, query and body are all located', async () => {
    const reply = await call('/api/tried/7?purpose=x&extra=1', '{"rows":[{"code":"a"},{"code":"c"}]}')
    expect(reply.statusCode).toBe(422)
    expect(faultsOf(reply)).toEqual([
      ':id invalid-format',
      '?purpose too-small',
      '?extra unknown-field',
      '/rows/1/code invalid-value',
    ])
  })

  test('somebody else’s response is not there, even for a handler that forgets to ask', async () => {
    const { maria, mei, philippines, laos } = other.world
    const asked = async (who: typeof maria, response: string) =>
      (await (await other.as(who))({ method: 'GET', url: `/api/tried/${response}/bound` })).statusCode
    expect(await asked(maria, philippines)).toBe(200)
    expect(await asked(maria, philippines.toUpperCase())).toBe(200)
    expect(await asked(maria, laos)).toBe(404)
    expect(await asked(maria, 'seven')).toBe(422)
    expect(await asked(mei, philippines)).toBe(403)
  })

  test('a fault of ours has an id and no text', async () => {
    failure = new Error('select secret from account')
    const reply = await call(`/api/tried/${id}?purpose=test`, '{"rows":[]}')
    expect(reply.statusCode).toBe(500)
    expect(reply.json()).toMatchObject({ type: '/problems/unexpected', instance: expect.stringMatching(/^urn:uuid:/) })
    expect(reply.body).not.toContain('secret')
  })

  test.each([
    [{ code: '23514', constraint: 'file_is_at_most_25_mb' }, 413, 'too-large'],
    [{ code: '23505', constraint: 'mutation_is_applied_once' }, 409, 'stale-response'],
    [{ code: '23001', constraint: 'response_submitted_stays_submitted' }, 409, 'response-locked'],
    [{ code: '42501' }, 403, 'not-allowed'],
    [{ code: '57014' }, 503, 'temporarily-unavailable'],
    [{ code: 'ECONNREFUSED' }, 503, 'temporarily-unavailable'],
    [{ code: 'EPIPE' }, 503, 'temporarily-unavailable'],
    [{ message: 'Client has encountered a connection error and is not queryable' }, 503, 'temporarily-unavailable'],
    [{ code: '23514', constraint: 'answer_origin_is_known' }, 500, 'unexpected'],
  ])('the database says %j, the user hears %i %s', async (parts, status, problem) => {
    failure = Object.assign(new Error('violates'), parts)
    const reply = await call(`/api/tried/${id}?purpose=test`, '{"rows":[]}')
    expect(reply.statusCode).toBe(status)
    expect(reply.json().type).toBe(`/problems/${problem}`)
    if (status === 503) expect(reply.headers['retry-after']).toBe('5')
  })
})
