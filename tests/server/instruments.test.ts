import { buffer } from 'node:stream/consumers'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWorkbook } from '../../instruments/exchange/workbook/write-workbook.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { openNational } from '../support/definitions.ts'
import { addStaff } from '../support/people.ts'

let t: TestApp
let sofia: (options: InjectOptions) => Promise<LightMyRequestResponse>
let mei: typeof sofia
beforeAll(async () => {
  t = await testApp({ bundle: (await openNational()).bundle })
  sofia = await t.as(await addStaff(t.owner, { role: 'coordinator', name: 'Sofia' }))
  mei = await t.as(t.world.mei)
})
afterAll(() => t.close())

interface Form {
  readonly title?: string
  readonly version?: string
  readonly label?: string
  readonly type?: string
}

const form = ({
  title = 'Agency check',
  version = '1.0.0',
  label = 'How many accounts?',
  type = 'integer',
}: Form = {}) =>
  buffer(
    writeWorkbook({
      sheets: [
        {
          name: 'survey',
          rows: [
            ['type', 'name', 'label'],
            ['text', 'agency', 'Name of the agency'],
            [type, 'accounts', label],
          ],
        },
        {
          name: 'settings',
          rows: [
            ['form_title', 'form_id', 'version'],
            [title, 'agency_check', version],
          ],
        },
      ],
    }),
  )

const preview = async (payload: Buffer, as = sofia, name = 'form.xlsx') =>
  as({
    method: 'POST',
    url: `/api/instruments/preview?name=${name}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload,
  })
const release = async (payload: Buffer, hash: string, as = sofia) =>
  as({
    method: 'POST',
    url: `/api/instruments?name=form.xlsx&hash=${hash}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload,
  })
const hashIn = (reply: LightMyRequestResponse): string => reply.json().hash

describe('released instruments', () => {
  test('are listed for everybody on the research side, and for nobody else', async () => {
    const reply = await mei({ method: 'GET', url: '/api/instruments' })
    expect(reply.json().instruments).toEqual([
      expect.objectContaining({ code: 'NAT', units: ['administration'], languages: ['en'], sections: 11 }),
    ])
    const maria = await t.as(t.world.maria)
    expect((await maria({ method: 'GET', url: '/api/instruments' })).statusCode).toBe(403)
    expect((await t.ask({ method: 'GET', url: '/api/instruments' })).statusCode).toBe(401)
  })
})

describe('a released instrument as a spreadsheet', () => {
  test('comes back as the same instrument', async () => {
    const url = `/api/instruments/${t.world.instrument}/xlsform.xlsx`
    const reply = await mei({ method: 'GET', url })
    expect(reply.headers['content-disposition']).toContain('NAT-1.0.0-xlsform.xlsx')
    const back = await preview(reply.rawPayload)
    expect(hashIn(back)).toBe(t.world.instrument)
  })
})

describe('a questionnaire file', () => {
  test('is previewed whole, and nothing is kept', async () => {
    const reply = await preview(await form())
    expect(reply.json()).toMatchObject({
      format: 'xlsform',
      releasable: true,
      summary: { version: '1.0.0', title: 'Agency check', items: 2 },
    })
    expect(reply.json().bundle.sections).toHaveLength(1)
    const { rows } = await t.owner.query('select count(*)::int as n from instrument_version')
    expect(rows).toEqual([{ n: 1 }])
  })

  test('says where it is wrong, and is not released', async () => {
    const wrong = await form({ type: 'selectone' })
    const reply = await preview(wrong)
    expect(reply.json().releasable).toBe(false)
    expect(reply.json().notices).toContainEqual(
      expect.objectContaining({
        severity: 'refused',
        place: 'survey!A3',
        message: expect.stringContaining('select_one'),
      }),
    )
    const refused = await release(wrong, 'a'.repeat(64))
    expect(refused.json()).toMatchObject({ type: '/problems/not-releasable', errors: [{ pointer: 'survey!A3' }] })
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'empty-file'],
    ['a PDF', Buffer.from('%PDF-1.7 and so on'), 'not-a-workbook'],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'old-xls'],
    ['half a workbook', Buffer.from('PK\u0003\u0004 and then nothing'), 'damaged'],
  ])('that is %s is refused by its name', async (_, bytes, code) => {
    const reply = await preview(bytes)
    expect([reply.statusCode, reply.json().type]).toEqual([422, '/problems/unreadable-file'])
    expect(reply.json().errors).toEqual([expect.objectContaining({ code })])
  })

  test('is released as what was previewed, once, by a coordinator', async () => {
    const file = await form()
    const hash = hashIn(await preview(file))
    expect((await release(file, hash, mei)).statusCode).toBe(403)
    const released = await release(file, hash)
    expect(released.json()).toMatchObject({ hash, version: '1.0.0', items: 2 })
    expect((await release(file, hash)).json()).toEqual(released.json())
    expect((await mei({ method: 'GET', url: `/api/instruments/${hash}` })).json().version).toBe('1.0.0')
    const { rows } = await t.owner.query(
      "select actor, detail ->> 'hash' as hash from audit_event where action = 'instrument.released'",
    )
    expect(rows[0]).toEqual({ actor: 'Sofia', hash })
  })

  test('that changed since the preview is not released', async () => {
    const hash = hashIn(await preview(await form({ title: 'Agency survey', version: '2.0.0' })))
    const reply = await release(await form({ title: 'Something else', version: '2.0.0' }), hash)
    expect(reply.json().type).toBe('/problems/not-releasable')
  })

  test('with other content under a released version is refused', async () => {
    const file = await form({ label: 'How many accounts are there?' })
    const reply = await release(file, hashIn(await preview(file)))
    expect(reply.json()).toMatchObject({ status: 409, type: '/problems/version-taken' })
  })

  test('that follows a released version says what became of it', async () => {
    const file = await form({ version: '1.1.0' })
    const reply = await release(file, hashIn(await preview(file)))
    expect(reply.json()).toMatchObject({
      status: 409,
      type: '/problems/map-required',
      errors: [{ code: 'version.not_followed' }],
    })
  })
})
