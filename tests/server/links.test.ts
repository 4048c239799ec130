import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { isWholeLinkToken } from '../../server/features/links/token.ts'
import { type TestApp, testApp } from '../support/app.ts'

let t: TestApp
let token = ''
beforeAll(async () => {
  t = await testApp()
})
beforeEach(async () => {
  const { study, maria, philippines } = t.world
  token = await inUnitOfWork(t.database, system, (unit) =>
    issueLink(unit, { study, response: philippines, person: maria.person ?? '' }),
  )
})
afterAll(() => t.close())

const post = (what: 'inspect' | 'redeem', payload = { token }) =>
  t.ask({ method: 'POST', url: `/api/links/${what}`, payload })

test('a link says what it opens, and opens nothing yet', async () => {
  const reply = await post('inspect')
  expect(reply.json()).toEqual({
    administration: 'Philippines',
    study: 'Social media practice',
    wave: 'Wave 2026',
    role: 'focal_point',
    name: 'Maria',
    synthetic: false,
  })
  expect(reply.cookies).toEqual([])
  expect((await t.owner.query('select redeemed_at from link where revoked_at is null')).rows).toEqual([
    { redeemed_at: null },
  ])
})

test('redeemed twice it opens two sessions, both on record', async () => {
  const count = async () =>
    (await t.owner.query(`select from audit_event where action = 'link.redeemed'`)).rowCount ?? 0
  const before = await count()
  const replies = [await post('redeem'), await post('redeem')]
  for (const reply of replies) {
    expect(reply.json()).toMatchObject({ role: 'focal_point', name: 'Maria', response: t.world.philippines })
    const s = reply.cookies[0]?.value ?? ''
    expect((await t.app.inject({ method: 'GET', url: '/api/session', cookies: { s } })).json().name).toBe('Maria')
  }
  expect(await count()).toBe(before + 2)
})

describe('a link that does not open', () => {
  const refusal = async (what: 'inspect' | 'redeem') => {
    const reply = await post(what)
    expect(reply.cookies).toEqual([])
    return `${reply.statusCode} ${reply.json().type}`
  }
  test.each(['inspect', 'redeem'] as const)('expired (%s)', async (what) => {
    await t.owner.query(
      `update link set created_at = now() - interval '15 days', expires_at = now() - interval '1 day'`,
    )
    expect(await refusal(what)).toBe('410 /problems/link-expired')
  })
  test.each(['inspect', 'redeem'] as const)('replaced by a newer one (%s)', async (what) => {
    const { study, maria, philippines } = t.world
    await inUnitOfWork(t.database, system, (unit) =>
      issueLink(unit, { study, response: philippines, person: maria.person ?? '' }),
    )
    expect(await refusal(what)).toBe('410 /problems/link-revoked')
  })
  test('unknown', async () => {
    await t.owner.query('delete from link')
    expect(await refusal('redeem')).toBe('400 /problems/link-damaged')
  })
})

test('a link that lost or changed any one letter is known to be damaged', () => {
  expect(isWholeLinkToken(token)).toBe(true)
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'e' ? 'f' : 'e'
    expect(isWholeLinkToken(token.slice(0, at) + token.slice(at + 1))).toBe(false)
    expect(isWholeLinkToken(token.slice(0, at) + other + token.slice(at + 1))).toBe(false)
  }
})

test('the database keeps no link that could be used', async () => {
  const { rows } = await t.owner.query('select row_to_json(link)::text as text from link')
  expect(rows.length).toBeGreaterThan(0)
  for (const { text } of rows) expect(text).not.toContain(token.slice(4, 47))
})
