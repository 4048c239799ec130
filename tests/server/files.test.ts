import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toFileName } from '../../server/features/files/file-name.ts'
import { officeOf, pdfOf } from '../fixtures/evidence/documents.ts'
import { jpegOf, pngOf } from '../fixtures/evidence/pictures.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { zipOf } from '../fixtures/zip.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { colleague, enough, newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

async function upload(name: string, payload: Buffer, by = sari) {
  const ask = await server.as(by.actor)
  const url = `/api/responses/${by.response}/files?name=${encodeURIComponent(name)}`
  return ask({ method: 'POST', url, payload, headers: { 'content-type': 'application/octet-stream' } })
}

const pdf = pdfOf()
const openDocument = zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' })
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const office = 'application/vnd.openxmlformats-officedocument'

describe('a file is what its content says', () => {
  const kept: [string, Buffer, string][] = [
    ['circular.pdf', pdf, 'application/pdf'],
    ['stamp.PNG', pngOf(), 'image/png'],
    ['photo.jpeg', jpegOf(), 'image/jpeg'],
    ['policy.docx', officeOf('docx'), `${office}.wordprocessingml.document`],
    ['figures.xlsx', officeOf('xlsx'), `${office}.spreadsheetml.sheet`],
    // Excel keeps the settings of a printer, which is no program
    [
      'printed.xlsx',
      officeOf('xlsx', ['xl/printerSettings/printerSettings1.bin', 'A4']),
      `${office}.spreadsheetml.sheet`,
    ],
    ['talk.pptx', officeOf('pptx'), `${office}.presentationml.presentation`],
    ['policy.odt', openDocument, 'application/vnd.oasis.opendocument.text'],
    ['notes.txt', Buffer.from('ဝန်ကြီးဌာန\r\n'), 'text/plain'],
    ['no ending', pdf, 'application/pdf'],
  ]
  test.each(kept)('%s is kept', async (name, content, type) => {
    const reply = await upload(name, content)
    expect(reply.json()).toEqual({ name, sha256: sha256(content), bytes: content.length, type })
  })
})

describe('a name is only a name', () => {
  const table: [string, string][] = [
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\sari\\plan.pdf', 'plan.pdf'],
    ['a\u202efdp.exe', 'afdp.exe'],
    ['a"\r\nX-Evil: yes.pdf', 'a_X-Evil_ yes.pdf'],
    ['a;b.pdf', 'a;b.pdf'],
    ['.htaccess', 'htaccess'],
    ['CON.pdf', '_CON.pdf'],
    ['lpt1', '_lpt1'],
    ['console.pdf', 'console.pdf'],
    ['...', 'file'],
    ['ឯកសារ\u200bយោង.pdf', 'ឯកសារ\u200bយោង.pdf'],
    [`${'ก'.repeat(300)}.pdf`, `${'ก'.repeat(196)}.pdf`],
  ]
  test.each(table)('%j becomes %j', (given, expected) => {
    expect(toFileName(given)).toBe(expected)
  })
})

describe('a kept file', () => {
  test('comes back byte for byte, as a download that runs nothing', async () => {
    const { sha256: hash } = (await upload('แนวปฏิบัติ "ฉบับ 2".pdf', pdf)).json()
    const file = await sari.send('GET', `/files/${hash}`)
    expect(file.rawPayload.equals(pdf)).toBe(true)
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w _.-]+"; filename\*=UTF-8''%E0%B9%81/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  test('is seen by the others on the same response and by nobody else', async () => {
    const { sha256: hash } = (await upload('circular.pdf', pdf)).json()
    const officer = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
    const stranger = await newRespondent(server)
    expect((await officer.send('GET', `/files/${hash}`)).statusCode).toBe(200)
    expect((await stranger.send('GET', `/files/${hash}`)).statusCode).toBe(404)
    expect((await sari.send('GET', `/files/${'0'.repeat(64)}`)).statusCode).toBe(404)
    expect((await upload('circular.pdf', pdf, officer)).statusCode).toBe(403)
  })

  test('is kept once however often it is sent', async () => {
    const replies = await Promise.all([upload('a.pdf', pdf), upload('b.pdf', pdf), upload('a.pdf', pdf)])
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 200])
    const { rows } = await server.owner.query('select name from file where response_id = $1', [sari.response])
    expect(rows).toHaveLength(1)
  })

  test('can be named in an answer, and only as it is', async () => {
    const value = (await upload('circular.pdf', pdf)).json()
    expect((await sari.save({ item: 'A05', value })).statusCode).toBe(200)
    const other = await newRespondent(server)
    for (const wrong of [
      { ...value, type: 'image/png' },
      { ...value, bytes: 1 },
      { ...value, sha256: 'a'.repeat(64) },
    ]) {
      const refused = await sari.save({ item: 'A05', value: wrong, base: 1 })
      expect(resultsOf(refused)).toMatchObject([
        {
          status: 'invalid',
          errors: [{ pointer: '/mutations/0/value/sha256', code: 'file.not_kept', item: 'A05' }],
        },
      ])
    }
    expect(resultsOf(await other.save({ item: 'A05', value }))).toMatchObject([{ status: 'invalid' }])
    expect((await other.read()).answers).toEqual([])
  })
})

test('a file over ten megabytes is not taken in one piece', async () => {
  const reply = await upload('large.pdf', Buffer.concat([pdf, Buffer.alloc(10_485_760)]))
  expect([reply.statusCode, reply.json().type]).toEqual([413, '/problems/too-large'])
})

test('nothing is added to a submitted response', async () => {
  await sari.save(...enough)
  await sari.submit()
  const reply = await upload('late.pdf', pdf)
  expect([reply.statusCode, reply.json().type]).toEqual([409, '/problems/response-locked'])
})
