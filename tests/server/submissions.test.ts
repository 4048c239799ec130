import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openInstrument, packLayout, unpackField, variables } from '#engine'
import { inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { hashOf } from '../support/instrument.ts'
import { colleague, enough, newRespondent, type Respondent, respondent, resultsOf } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a submission', () => {
  test('is refused while answers are open, and all of them are named', async () => {
    await sari.save(
      { item: 'A01', value: 'yes' },
      { item: 'B04', value: ['r1'] },
      { item: 'A03', value: ['x', 'line', 'zalo'] },
    )
    const refused = await sari.submit()
    expect([refused.statusCode, refused.json().type]).toEqual([422, '/problems/not-ready-to-submit'])
    expect(faultsOf(refused)).toEqual([
      '/answers/A02 required',
      '/answers/A03 choice.too_many',
      '/answers/B01 required',
      '/answers/B04_title~1r1 required',
    ])
    expect(refused.json().errors[1]).toMatchObject({ item: 'A03', message: 'Choose at most 2.', params: { max: 2 } })
    expect((await sari.read()).state).toBe('draft')
    expect((await sari.send('GET', '/receipt')).statusCode).toBe(404)
    expect((await sari.send('GET', '/submission.json')).statusCode).toBe(404)
  })

  test('passes a warning with a reason, which is submitted too', async () => {
    await sari.save({ item: 'A01', value: 'yes' }, { item: 'A02', value: 'line' }, { item: 'B01', value: 0 })
    const refused = await sari.submit()
    expect([refused.statusCode, refused.json().type]).toEqual([422, '/problems/reasons-needed'])
    expect(refused.json().errors).toMatchObject([{ pointer: '/answers/B01', params: { check: 'K_nobody' } }])
    const reasons = [{ key: 'B01', warning: 'K_nobody', reason: 'Done by another agency.' }]
    expect((await sari.submit(undefined, reasons)).statusCode).toBe(200)
    expect((await sari.send('GET', '/submission.json')).json().reasons).toEqual([
      { ...reasons[0], by: 'Sari', at: expect.stringMatching(/Z$/) },
    ])
  })

  test('gives a receipt for exactly the bytes that can be downloaded', async () => {
    const maria = await respondent(server, server.world.maria)
    await maria.save(...enough, { item: 'A04', missing: 'refused' })
    const { attestation } = await maria.read()
    const receipt = (await maria.submit()).json()
    const file = await maria.send('GET', '/submission.json')
    expect(receipt).toEqual({
      reference: `SML-2026-PHL-01-${receipt.sha256.slice(0, 4).toUpperCase()}`,
      number: 1,
      revision: 1,
      sha256: sha256(file.rawPayload),
      bytes: file.rawPayload.length,
      instrument: { code: 'SML', version: '1.0.0', hash: server.world.instrument },
      unit: 'Philippines',
      wave: 'Wave 2026',
      attestation: {
        name: 'Maria Santos',
        title: 'Undersecretary',
        statement: 'I confirm that these are the cleared answers of Philippines to “Small questionnaire”, Wave 2026.',
        language: 'en',
        version: '1',
      },
      steps: [],
      answered: 4,
      submittedAt: expect.stringMatching(/Z$/),
      synthetic: false,
      signature: { algorithm: 'Ed25519', key: server.signer.id, value: expect.stringMatching(/^[\w-]{86}$/) },
    })
    expect(receipt.attestation.statement).toBe(attestation.statement)
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="${receipt.reference}.json"; filename*=UTF-8''${receipt.reference}.json`,
    )
    expect((await maria.send('GET', '/receipt')).json()).toEqual(receipt)
  })

  test('holds every answer kept, and says which were on the path', async () => {
    await sari.save({ item: 'A01', value: 'no' }, { item: 'A02', value: 'x' }, { item: 'B01', value: 3 })
    await sari.save({ item: 'A04', value: 'withdrawn' }, { item: 'A04', cleared: true, base: 1 })
    await sari.save({ item: 'B04', value: ['r1'] }, { item: 'B04_title', row: 'r1', value: 'Kept' })
    await sari.save({ item: 'B04_title', row: 'r9', value: 'Row given up' }, { item: 'B02', missing: 'not_available' })
    const { submittedAt, attestation } = (await sari.submit()).json()
    expect((await sari.send('GET', '/submission.json')).json()).toEqual({
      format: 'mufakat-submission/2',
      instrument: { code: 'SML', version: '1.0.0', hash: server.world.instrument },
      study: { code: 'ASEAN', title: 'Social media practice', synthetic: false },
      wave: { code: '2026', title: 'Wave 2026', year: 2026, referenceFrom: '2025-07-01', referenceTo: '2026-06-30' },
      unit: { code: expect.any(String), name: 'Indonesia', attributes: { kind: 'administration' } },
      number: 1,
      revision: 4,
      attestation,
      clearance: { steps: [] },
      reasons: [],
      submittedAt,
      answers: [
        { item: 'A01', value: 'no', version: 1, onPath: true },
        { item: 'A02', value: 'x', version: 1, onPath: false },
        { item: 'B01', value: 3, version: 1, onPath: true },
        { item: 'B02', missing: 'not_available', version: 1, onPath: true },
        { item: 'B04', value: ['r1'], version: 1, onPath: true },
        { item: 'B04_title', row: 'r1', value: 'Kept', version: 1, onPath: true },
        { item: 'B04_title', row: 'r9', value: 'Row given up', version: 1, onPath: false },
      ],
    })
  })

  test('carries the same answers packed for analysis', async () => {
    await sari.save(...enough, { item: 'A03', value: ['x'] })
    await sari.submit()
    const { rows } = await server.owner.query('select coded from submission where response_id = $1', [sari.response])
    const { main } = variables(openInstrument(smallInstrument, hashOf(smallInstrument)), 'en')
    const view = new DataView(Uint8Array.from(rows[0].coded).buffer)
    const { fields } = packLayout(main)
    const unpacked = main.map(({ name }, at) => [name, fields[at] && unpackField(view, fields[at])])
    expect(Object.fromEntries(unpacked)).toMatchObject({
      A01: 0,
      A02: 1,
      A03_facebook: 0,
      A03_x: 1,
      A04: { missing: 'no_answer' },
      B01: 12,
    })
  })

  test('of a response that changed meanwhile is refused', async () => {
    await sari.save(...enough)
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    await budi.save({ item: 'B01', value: 13, base: 1 })
    const late = await sari.submit(1)
    expect([late.statusCode, late.json().type]).toEqual([409, '/problems/stale-response'])
    expect((await sari.submit(2)).statusCode).toBe(200)
  })

  test('is for another version of the questionnaire refused', async () => {
    await sari.save(...enough)
    const attestation = { name: 'Sari', title: 'Director' }
    const stale = await sari.send('POST', '/submissions', { instrument: 'f'.repeat(64), revision: 1, attestation })
    expect([stale.statusCode, stale.json().type]).toEqual([409, '/problems/stale-instrument'])
  })

  test('sent ten times at once is one submission with one receipt', async () => {
    await sari.save(...enough)
    const replies = await Promise.all(Array.from({ length: 10 }, () => sari.submit(1)))
    expect(replies.map((reply) => reply.statusCode)).toEqual(replies.map(() => 200))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
    const { rows } = await server.owner.query('select number from submission where response_id = $1', [sari.response])
    expect(rows).toEqual([{ number: 1 }])
    // a retry hours later, with a revision nobody remembers
    expect((await sari.submit(999)).body).toBe(replies[0]?.body)
  })
})

describe('a submitted response', () => {
  test('takes no more answers, but still answers a repetition of one saved in time', async () => {
    const last = { id: crypto.randomUUID(), item: 'A04', value: 'in time' }
    await sari.save(...enough)
    await sari.save(last)
    await sari.submit()
    const locked = await sari.save({ item: 'A04', value: 'too late', base: 1 })
    expect([locked.statusCode, locked.json().type]).toEqual([409, '/problems/response-locked'])
    expect(resultsOf(await sari.save(last))).toEqual([{ id: last.id, status: 'replayed', version: 1 }])
    expect((await sari.save(last, { item: 'B02', value: '2026-01-01' })).statusCode).toBe(409)
    expect((await sari.read()).answers.find((answer) => answer.item === 'A04')?.value).toBe('in time')
  })

  test('is locked in the database as well', async () => {
    await sari.save(...enough)
    await sari.submit()
    const change = (text: ReturnType<typeof sql>) =>
      inUnitOfWork(server.database, sari.actor, async (unit) => {
        unit.audit({ action: 'test.tried' })
        return Number((await text.execute(unit.db)).numAffectedRows ?? 0)
      })
    const { study } = server.world
    expect(await change(sql`update answer set value = '99' where response_id = ${sari.response}`)).toBe(0)
    const late = sql`insert into answer (study_id, response_id, item, value, version, by_name)
      values (${study}, ${sari.response}, 'B02', '"2026-01-01"', 1, 'Sari')`
    await expect(change(late)).rejects.toMatchObject({ code: '42501' })
    const reopened = change(sql`update response set state = 'draft', submitted_at = null where id = ${sari.response}`)
    await expect(reopened).rejects.toMatchObject({ constraint: 'response_submitted_stays_submitted' })
  })
})
