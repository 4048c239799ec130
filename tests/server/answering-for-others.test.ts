import { afterAll, beforeAll, expect, test } from 'vitest'
import { inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { submitResponse } from '../../server/features/clearance/actions.ts'
import { type Author, answerAs } from '../../server/features/responses/actions.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { respondent } from '../support/respondent.ts'

let server: TestApp
let author: Author

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  const { maria, study, philippines } = server.world
  const { name, person = '' } = maria
  author = { study, response: philippines, person, name, origin: 'demonstration' }
})
afterAll(() => server.close())

const answers = { A01: { value: 'no' }, A04: { missing: 'refused' }, B01: { value: 3 } } as const

test('the server itself answers for nobody in a real study', async () => {
  const answering = inUnitOfWork(server.database, system, (unit) =>
    answerAs(unit, author, server.world.instrument, answers),
  )
  await expect(answering).rejects.toMatchObject({ problem: 'not-found' })
})

test('a synthetic study is answered and submitted by the code that people use, and says so', async () => {
  await server.owner.query('update study set synthetic = true')
  const { instrument, maria } = server.world
  const receipt = await inUnitOfWork(server.database, system, async (unit) => {
    const { revision } = await answerAs(unit, author, instrument, answers)
    const attestation = { name: 'Maria', title: 'Focal point' }
    return submitResponse(unit, author, { instrument, revision, attestation }, server.signer)
  })
  expect(receipt).toMatchObject({ number: 1, answered: 3, synthetic: true })
  const reader = await respondent(server, maria)
  expect((await reader.send('GET', '/receipt')).json()).toEqual(receipt)
  expect((await reader.read()).answers.map(({ item, by }) => `${item} ${by}`)).toEqual([
    'A01 Maria',
    'A04 Maria',
    'B01 Maria',
  ])
  const { rows } = await server.owner.query('select distinct origin from answer_event')
  expect(rows).toEqual([{ origin: 'demonstration' }])
})

test('what a person could not save, the server cannot either', async () => {
  const answering = inUnitOfWork(server.database, system, (unit) =>
    answerAs(unit, { ...author, response: server.world.laos }, server.world.instrument, { A02: { value: 'myspace' } }),
  )
  await expect(answering).rejects.toMatchObject({ problem: 'invalid-request' })
})
