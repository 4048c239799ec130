import { afterEach, describe, expect, test, vi } from 'vitest'
import { address, call, isPassing, problemName } from '../../web/api/call.ts'

const response = '0191e2a8-0000-7000-8000-000000000000'
const calls: { url: string; init: RequestInit }[] = []

function serverSays(reply: () => Response): void {
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init })
    return reply()
  })
}

afterEach(() => {
  vi.unstubAllGlobals()
  calls.length = 0
})

describe('calling an endpoint', () => {
  test('fills the path, encodes the query and sends the body as JSON', async () => {
    serverSays(() => Response.json({ role: 'visitor', name: '', synthetic: false }))
    await call('POST /api/session', { body: { email: 'a@b', password: 'p' } })
    await call('POST /api/responses/:response/files', { params: { response }, query: { name: 'a & b.pdf' } })
    expect(calls.map(({ url }) => url)).toEqual(['/api/session', `/api/responses/${response}/files?name=a+%26+b.pdf`])
    expect(calls[0]?.init).toMatchObject({ method: 'POST', body: '{"email":"a@b","password":"p"}' })
  })

  test('gives back what the server returns', async () => {
    serverSays(() => Response.json({ role: 'researcher', name: 'Mei', synthetic: false }))
    expect(await call('GET /api/session')).toEqual({
      ok: true,
      value: { role: 'researcher', name: 'Mei', synthetic: false },
    })
  })

  test('nothing to return is no failure', async () => {
    serverSays(() => new Response(undefined, { status: 204 }))
    expect(await call('DELETE /api/session')).toEqual({ ok: true, value: undefined })
  })

  test('a refusal keeps its name and its places', async () => {
    const problem = { type: '/problems/response-locked', title: 't', status: 409, detail: 'd' }
    serverSays(() => Response.json(problem, { status: 409, headers: { 'content-type': 'application/problem+json' } }))
    const reply = await call('GET /api/responses/:response', { params: { response } })
    expect(reply).toEqual({ ok: false, problem })
    expect(reply.ok || problemName(reply.problem)).toBe('response-locked')
  })

  test.each([
    ['a dead line', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
    ['a proxy with its own page', async () => new Response('<h1>502</h1>', { status: 502 }), 'temporarily-unavailable'],
    ['half an answer', async () => new Response('{"role":', { status: 200 }), 'unreachable'],
  ])('%s is a problem with a name, worth another try', async (_, reply, name) => {
    vi.stubGlobal('fetch', reply)
    const result = await call('GET /api/session')
    expect(result.ok).toBe(false)
    expect(result.ok || problemName(result.problem)).toBe(name)
    expect(isPassing(name)).toBe(true)
  })

  test('the address of a file can stand in a link', () => {
    expect(address('GET /api/responses/:response/submission.json', { params: { response }, query: {} })).toBe(
      `/api/responses/${response}/submission.json`,
    )
  })
})
