import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

const session = { method: 'GET', url: '/api/session' } as const

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
