import { connect } from 'node:net'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

const json = { 'content-type': 'application/json' }
const inspect = (payload: string, headers: Record<string, string> = json): InjectOptions => ({
  method: 'POST',
  url: '/api/links/inspect',
  headers,
  payload,
})

interface Row {
  readonly what: string
  readonly request: InjectOptions
  readonly status: number
  readonly problem: string
  readonly errors?: readonly string[]
}

const rows: readonly Row[] = [
  { what: 'broken JSON', request: inspect('{"token": '), status: 400, problem: 'malformed-request' },
  { what: 'an empty body', request: inspect(''), status: 400, problem: 'malformed-request' },
  {
    what: 'bytes that are not UTF-8',
    request: { ...inspect(''), payload: Buffer.from([0x22, 0xff, 0x22]) },
    status: 400,
    problem: 'malformed-request',
  },
  {
    what: '__proto__',
    request: inspect('{"token":"x","__proto__":{"a":1}}'),
    status: 400,
    problem: 'malformed-request',
  },
  {
    what: 'constructor.prototype',
    request: inspect('{"token":"x","constructor":{"prototype":{"a":1}}}'),
    status: 400,
    problem: 'malformed-request',
  },
  {
    what: 'a form instead of JSON',
    request: inspect('token=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
    problem: 'unsupported-media-type',
  },
  {
    what: 'plain text',
    request: inspect('{"token":"x"}', { 'content-type': 'text/plain' }),
    status: 415,
    problem: 'unsupported-media-type',
  },
  {
    what: 'a body without a type',
    request: inspect('{"token":"x"}', {}),
    status: 415,
    problem: 'unsupported-media-type',
  },
  {
    what: 'no body at all',
    request: { method: 'POST', url: '/api/links/inspect' },
    status: 422,
    problem: 'invalid-request',
    errors: [' invalid-type'],
  },
  {
    what: 'a list instead of an object',
    request: inspect('[]'),
    status: 422,
    problem: 'invalid-request',
    errors: [' invalid-type'],
  },
  {
    what: 'a missing field',
    request: inspect('{}'),
    status: 422,
    problem: 'invalid-request',
    errors: ['/token invalid-type'],
  },
  {
    what: 'a number where text belongs',
    request: inspect('{"token":7}'),
    status: 422,
    problem: 'invalid-request',
    errors: ['/token invalid-type'],
  },
  {
    what: 'an unknown field, and all faults at once',
    request: inspect('{"token":"","a/b":1}'),
    status: 422,
    problem: 'invalid-request',
    errors: ['/token too-small', '/a~1b unknown-field'],
  },
  {
    what: 'a NUL byte in text',
    request: inspect('{"token":"a\\u0000b"}'),
    status: 422,
    problem: 'invalid-request',
    errors: ['/token unstorable-text'],
  },
  {
    what: 'half an emoji',
    request: inspect('{"token":"\\ud83d"}'),
    status: 422,
    problem: 'invalid-request',
    errors: ['/token unstorable-text'],
  },
  {
    what: 'a field name with a NUL byte',
    request: inspect('{"to\\u0000ken":1}'),
    status: 422,
    problem: 'invalid-request',
    errors: [' unstorable-text'],
  },
  {
    what: 'ten thousand lists in one another',
    request: inspect(`{"token":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
    status: 422,
    problem: 'invalid-request',
  },
  {
    what: 'an oversized body',
    request: inspect(`{"token":"${'x'.repeat(70_000)}"}`),
    status: 413,
    problem: 'too-large',
  },
  { what: 'a damaged link', request: inspect('{"token":"mfk_abc"}'), status: 400, problem: 'link-damaged' },
  { what: 'an unknown address', request: { method: 'GET', url: '/api/nothing' }, status: 404, problem: 'not-found' },
  {
    what: 'the wrong method',
    request: { method: 'DELETE', url: '/api/links/inspect' },
    status: 405,
    problem: 'method-not-allowed',
  },
  {
    what: 'an address that is not one',
    request: { method: 'GET', url: '/api/instruments/%ff' },
    status: 400,
    problem: 'malformed-request',
  },
  {
    what: 'an endless path',
    request: { method: 'GET', url: `/api/instruments/${'a'.repeat(3_000)}` },
    status: 404,
    problem: 'not-found',
  },
  {
    what: 'another site',
    request: inspect('{"token":"x"}', { ...json, origin: 'https://evil.example' }),
    status: 403,
    problem: 'foreign-origin',
  },
  {
    what: 'a sandboxed page',
    request: inspect('{"token":"x"}', { ...json, origin: 'null' }),
    status: 403,
    problem: 'foreign-origin',
  },
  {
    what: 'a form on another site',
    request: inspect('{"token":"x"}', { ...json, 'sec-fetch-site': 'cross-site' }),
    status: 403,
    problem: 'foreign-origin',
  },
  {
    what: 'nobody signed in',
    request: { method: 'GET', url: `/api/instruments/${'a'.repeat(64)}` },
    status: 401,
    problem: 'not-signed-in',
  },
]

describe('bad input is refused by name, and never a fault of ours', () => {
  test.each(rows)('$what', async ({ request, status, problem, errors }) => {
    const reply = await t.ask(request)
    expect(reply.statusCode).toBe(status)
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(reply.json()).toMatchObject({
      type: `/problems/${problem}`,
      status,
      instance: expect.stringMatching(/^urn:uuid:/),
    })
    if (errors) expect(faultsOf(reply)).toEqual(errors)
  })
})

test('our own pages may send, and so may tools without a browser', async () => {
  for (const headers of [{}, { host: 'survey.test', origin: 'https://survey.test', 'sec-fetch-site': 'same-origin' }]) {
    const reply = await t.ask(inspect('{"token":"x"}', { ...json, ...headers }))
    expect(reply.json().type).toBe('/problems/link-damaged')
  }
})

test('a refused method says which ones are taken', async () => {
  const reply = await t.ask({ method: 'PUT', url: '/api/session' })
  expect(reply.headers['allow']?.split(', ').sort()).toEqual(['DELETE', 'GET', 'POST'])
})

test('a value is never repeated in a refusal', async () => {
  const reply = await t.ask({
    method: 'POST',
    url: '/api/session',
    headers: json,
    payload: '{"email":7,"password":{"secret":"hunter2"}}',
  })
  expect(faultsOf(reply)).toEqual(['/email invalid-type', '/password invalid-type'])
  expect(reply.body).not.toContain('hunter2')
})

test('what is not HTTP gets a problem too', async () => {
  const address = await t.app.listen({ host: '127.0.0.1', port: 0 })
  const text = await new Promise<string>((resolve, reject) => {
    let received = ''
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'))
    socket.on('data', (part) => {
      received += part
    })
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
  expect(text).toMatch(/^HTTP\/1\.1 400 /)
  expect(text).toContain('"type":"/problems/malformed-request"')
})
