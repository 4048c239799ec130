import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { budi } from '../support/delegation.ts'
import { newRespondent } from '../support/respondent.ts'

let server: TestApp

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())

const begins = async (token: string): Promise<boolean> => {
  const reply = await server.ask({ method: 'POST', url: '/api/links/redeem', payload: { token } })
  return reply.json().begins === true
}

test('who opens a link for the first time begins; later only who leads a response that nobody has touched', async () => {
  const sari = await newRespondent(server)
  const linkFor = async (role: 'contributor' | 'focal_point', email: string): Promise<string> =>
    (await sari.send('POST', '/people', { ...budi, role, email })).json().token
  const contributor = await linkFor('contributor', 'budi@example.org')
  const alternate = await linkFor('focal_point', 'ani@example.org')
  expect([await begins(contributor), await begins(contributor)]).toEqual([true, false])
  expect([await begins(alternate), await begins(alternate)]).toEqual([true, true])
  await sari.save({ item: 'B01', value: 4 })
  expect(await begins(alternate)).toBe(false)
  const late = await linkFor('contributor', 'citra@example.org')
  expect([await begins(late), await begins(late)]).toEqual([true, false])
})
