import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '../../server/features/accounts/passwords.ts'
import { type TestApp, testApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
  const phc = await hashPassword('fifteen letters')
  await t.owner.query(`update account set password_phc = $1 where name = 'Mei'`, [phc])
})
afterAll(() => t.close())

const session = { method: 'GET', url: '/api/session' } as const
const signIn = (email: string, password: string, rest: InjectOptions = {}): InjectOptions => ({
  method: 'POST',
  url: '/api/session',
  payload: { email, password },
  ...rest,
})

describe('who is signed in', () => {
  test('nobody in particular is a visitor', async () => {
    const reply = await t.ask(session)
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toEqual({ role: 'visitor', name: '', synthetic: false })
  })

  test('Maria is known as the focal point of one response', async () => {
    const maria = await t.as(t.world.maria)
    const reply = await maria(session)
    expect(reply.json()).toMatchObject({
      role: 'focal_point',
      name: 'Maria',
      response: t.world.philippines,
      synthetic: false,
    })
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test.each(['x', 'a'.repeat(43), `${'a'.repeat(42)}%`])('the cookie %s is nobody', async (s) => {
    expect((await t.app.inject({ ...session, cookies: { s } })).json().role).toBe('visitor')
  })
})

describe('how long a session lasts', () => {
  const age = async (change: string) => {
    await t.owner.query('delete from session')
    const maria = await t.as(t.world.maria)
    await t.owner.query(`update session set ${change}`)
    return (await maria(session)).json().role
  }
  test('59 minutes of thinking are fine, 61 are not', async () => {
    expect(await age(`last_seen_at = now() - interval '59 minutes'`)).toBe('focal_point')
    expect(await age(`last_seen_at = now() - interval '61 minutes'`)).toBe('visitor')
  })
  test('its last hour ends it, however busy', async () => {
    expect(await age(`expires_at = now() - interval '1 second'`)).toBe('visitor')
  })
  test('staff are asked again after 30 minutes', async () => {
    const mei = await t.as(t.world.mei)
    await t.owner.query(`update session set last_seen_at = now() - interval '31 minutes' where account_id is not null`)
    expect((await mei(session)).json().role).toBe('visitor')
  })
  test('being seen is noted, but not at every request', async () => {
    const seen = async () => (await t.owner.query('select last_seen_at from session')).rows[0].last_seen_at as Date
    await t.owner.query('delete from session')
    const maria = await t.as(t.world.maria)
    const first = await seen()
    await maria(session)
    expect(await seen()).toEqual(first)
    await t.owner.query(`update session set last_seen_at = now() - interval '2 minutes'`)
    await maria(session)
    expect((await seen()).getTime()).toBeGreaterThanOrEqual(first.getTime())
  })
})

describe('signing in', () => {
  test('Mei signs in, is known, and signs out', async () => {
    const reply = await t.ask(signIn(' MEI@example.org ', 'fifteen letters'))
    expect(reply.json()).toMatchObject({ role: 'researcher', name: 'Mei' })
    const [cookie] = reply.cookies
    expect(cookie).toMatchObject({ name: 's', httpOnly: true, sameSite: 'Lax', path: '/' })
    const cookies = { s: cookie?.value ?? '' }
    expect((await t.app.inject({ ...session, cookies })).json().name).toBe('Mei')
    const { rows } = await t.owner.query('select token_hash from session where account_id is not null')
    expect(rows.map((row) => row.token_hash.toString('utf8'))).not.toContain(cookie?.value)

    const out = await t.app.inject({ method: 'DELETE', url: '/api/session', cookies })
    expect(out.statusCode).toBe(204)
    expect(out.cookies[0]).toMatchObject({ name: 's', value: '' })
    expect((await t.app.inject({ ...session, cookies })).json().role).toBe('visitor')
  })

  test('a session planted beforehand does not survive', async () => {
    const planted = await t.ask(signIn('mei@example.org', 'fifteen letters'))
    const cookies = { s: planted.cookies[0]?.value ?? '' }
    await t.ask(signIn('mei@example.org', 'fifteen letters', { cookies }))
    expect((await t.app.inject({ ...session, cookies })).json().role).toBe('visitor')
  })

  test('a wrong password and an unknown address are refused alike; only the first is on record', async () => {
    const before = (await t.owner.query(`select from audit_event where action = 'session.refused'`)).rowCount ?? 0
    const wrong = await t.ask(signIn('mei@example.org', 'wrong'))
    const unknown = await t.ask(signIn('nobody@example.org', 'wrong'))
    expect(wrong.statusCode).toBe(401)
    expect({ ...wrong.json(), instance: '' }).toEqual({ ...unknown.json(), instance: '' })
    expect(wrong.json().type).toBe('/problems/sign-in-refused')
    expect((await t.owner.query(`select from audit_event where action = 'session.refused'`)).rowCount).toBe(before + 1)
  })

  test('guessing is slowed down, for this account only', async () => {
    const replies = []
    for (let guess = 0; guess < 11; guess += 1) replies.push(await t.ask(signIn('arun@example.org', `guess ${guess}`)))
    expect(replies.slice(0, 10).every((reply) => reply.statusCode === 401)).toBe(true)
    expect(replies[10]?.statusCode).toBe(429)
    expect((await t.ask(signIn('mei@example.org', 'fifteen letters'))).statusCode).toBe(200)
  })
})

test('over https the cookie is bound to the host and sent over https only', async () => {
  const other = await testApp({ environment: { PUBLIC_URL: 'https://survey.example' } })
  await other.owner.query(`update account set password_phc = $1 where name = 'Mei'`, [
    await hashPassword('fifteen letters'),
  ])
  const reply = await other.ask(
    signIn('mei@example.org', 'fifteen letters', { headers: { origin: 'https://survey.example' } }),
  )
  expect(reply.cookies[0]).toMatchObject({ name: '__Host-s', secure: true, httpOnly: true, path: '/' })
  expect(reply.headers['strict-transport-security']).toBe('max-age=31536000')
  expect((await (await other.as(other.world.maria))(session)).json().name).toBe('Maria')
  await other.close()
})
