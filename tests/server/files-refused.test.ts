import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UploadState } from '#contract'
import { bomb, compoundFileOf, largePdf, lyingBomb, officeOf, pdfOf } from '../fixtures/evidence/documents.ts'
import { exifOf, jpegOf, pngOf, tiffOf, xmpOf } from '../fixtures/evidence/pictures.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { zipOf } from '../fixtures/zip.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type Sender, sender, sha256Of } from '../support/evidence.ts'
import { rawZip } from '../support/raw-zip.ts'
import { newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent
let files: Sender

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
  files = await sender(server, sari)
})

const count = async (table: 'file' | 'upload_piece') =>
  (await server.owner.query(`select count(*)::int as n from ${table} where response_id = $1`, [sari.response])).rows[0]
    .n

const html = Buffer.from('<html><script>alert(1)</script></html>')
const svg = Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
const program = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(200)])
const macroTypes = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
const archive = zipOf({ 'a.txt': 'a' })
const beyondItself = (name: string) => officeOf('docx', [name, 'x'])

type Row = readonly [what: string, name: string, content: () => Buffer, status: number, code: string]

/** Every kind of file that is refused: nothing of it stays, and the refusal says what to do. */
const table: readonly Row[] = [
  ['a web page called PDF', 'page.pdf', () => html, 415, 'file.markup'],
  ['a drawing called PNG', 'drawing.png', () => svg, 415, 'file.markup'],
  ['a web page behind the start of a PDF', 'page.pdf', () => pdfOf('<script>alert(1)</script>'), 415, 'file.two_kinds'],
  ['a script around a PDF', 'page.pdf', () => Buffer.from('/*%PDF-1.4\n*/alert(1)/*%%EOF*/'), 415, 'file.ending'],
  ['an archive behind a picture', 'stamp.png', () => Buffer.concat([pngOf(), archive]), 415, 'file.two_kinds'],
  ['an archive behind a photograph', 'photo.jpg', () => Buffer.concat([jpegOf(), archive]), 415, 'file.two_kinds'],
  ['an archive behind a PDF', 'law.pdf', () => Buffer.concat([pdfOf(), archive]), 415, 'file.two_kinds'],
  ['a program before an archive', 'law.docx', () => Buffer.concat([program, officeOf('docx')]), 415, 'file.kind'],
  ['a drawing', 'drawing.svg', () => svg, 415, 'file.markup'],
  ['a web page', 'page.html', () => html, 415, 'file.markup'],
  ['a web page without an ending', 'page', () => html, 415, 'file.markup'],
  ['a web page called text', 'page.txt', () => Buffer.from('\ufeff <!doctype html><p>'), 415, 'file.markup'],
  ['a script', 'script.js', () => Buffer.from('alert(1)'), 415, 'file.kind'],
  ['a script for Windows', 'run.hta', () => Buffer.from('alert(1)'), 415, 'file.kind'],
  ['a program', 'setup.exe', () => program, 415, 'file.kind'],
  ['a program called text', 'program.txt', () => program, 415, 'file.kind'],
  ['an installer', 'setup.msi', () => compoundFileOf('Property'), 415, 'file.kind'],
  ['an installer called a document', 'setup.docx', () => compoundFileOf('Property'), 415, 'file.old_office'],
  ['a shortcut', 'report.lnk', () => Buffer.from('4c0000000114020000000000', 'hex'), 415, 'file.kind'],
  ['a disk', 'disk.iso', () => Buffer.alloc(40_000), 415, 'file.kind'],
  ['a PDF that is a program by its name', 'report.pdf.exe', () => pdfOf(), 415, 'file.kind'],
  ['a name that is turned around', 'a\u202Efdp.exe', () => pdfOf(), 415, 'file.kind'],
  ['a document for macros', 'law.docm', () => officeOf('docx'), 415, 'file.macros'],
  ['macros in a document', 'law.docx', () => officeOf('docx', ['word/vbaProject.bin', 'x']), 415, 'file.macros'],
  [
    'controls in a document',
    'law.docx',
    () => officeOf('docx', ['word/activeX/activeX1.bin', 'x']),
    415,
    'file.macros',
  ],
  [
    'an object in a document',
    'law.docx',
    () => officeOf('docx', ['word/embeddings/oleObject1.bin', 'x']),
    415,
    'file.macros',
  ],
  ['macros in sheets', 'law.xlsx', () => officeOf('xlsx', ['xl/macrosheets/sheet1.xml', 'x']), 415, 'file.macros'],
  [
    'a document for macros under another name',
    'law.docx',
    () =>
      rawZip([
        { name: '[Content_Types].xml', content: macroTypes },
        { name: 'word/document.xml', content: '' },
      ]),
    415,
    'file.macros',
  ],
  [
    'macros in OpenDocument',
    'law.odt',
    () => zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml': 'x' }),
    415,
    'file.macros',
  ],
  ['an older document', 'law.doc', () => compoundFileOf('WordDocument'), 415, 'file.old_office'],
  ['an archive', 'archive.zip', () => archive, 415, 'file.kind'],
  ['an archive called a document', 'archive.docx', () => archive, 415, 'file.kind'],
  ['a PDF called text', 'other.txt', () => pdfOf(), 415, 'file.ending'],
  ['text that is not UTF-8', 'latin.txt', () => Buffer.from('caf\xe9', 'latin1'), 415, 'file.kind'],
  ['a picture of 60,000 by 60,000 points', 'plan.png', () => pngOf({ says: [60_000, 60_000] }), 413, 'file.pixels'],
  ['a photograph of 60,000 by 60,000 points', 'plan.jpg', () => jpegOf({ says: [60_000, 60_000] }), 413, 'file.pixels'],
  ['a photograph cut short', 'photo.jpg', () => jpegOf().subarray(0, -2), 422, 'file.damaged'],
  ['a photograph cut within its head', 'photo.jpg', () => jpegOf().subarray(0, 30), 422, 'file.damaged'],
  ['a picture cut short', 'stamp.png', () => pngOf().subarray(0, -12), 422, 'file.damaged'],
  [
    'a picture with a changed byte',
    'stamp.png',
    () => {
      const bytes = pngOf()
      bytes[45] = (bytes[45] ?? 0) ^ 1
      return bytes
    },
    422,
    'file.damaged',
  ],
  ['a PDF cut short', 'law.pdf', () => pdfOf().subarray(0, 60), 422, 'file.damaged'],
  ['a document cut short', 'law.docx', () => officeOf('docx').subarray(0, -30), 422, 'file.damaged'],
  ['a document that unpacks outside', 'law.docx', () => beyondItself('../../etc/x'), 422, 'file.damaged'],
  ['a document that unpacks at the root', 'law.docx', () => beyondItself('/etc/x'), 422, 'file.damaged'],
  ['a workbook that unpacks to four gigabytes', 'law.xlsx', bomb, 413, 'file.inflates'],
  ['a workbook that lies about it', 'law.xlsx', lyingBomb, 413, 'file.inflates'],
  ['a PDF with a password', 'law.pdf', () => pdfOf('x', '/Encrypt 9 0 R '), 422, 'file.password'],
  ['a document with a password', 'law.docx', () => compoundFileOf('EncryptedPackage'), 422, 'file.password'],
  [
    'a packed document with a password',
    'law.docx',
    () =>
      rawZip([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: 'x', says: { flags: 1 } },
      ]),
    422,
    'file.password',
  ],
  [
    'OpenDocument with a password',
    'law.odt',
    () =>
      zipOf({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'META-INF/manifest.xml': '<manifest:encryption-data/>',
      }),
    422,
    'file.password',
  ],
]

describe('is refused, and nothing of it stays', () => {
  test.each(table)(
    '%s',
    async (_what, name, content, status, code) => {
      const reply = await files.send(name, content())
      expect([reply.statusCode, reply.json().errors?.[0]?.code]).toEqual([status, code])
      expect(reply.json().detail).toMatch(/(Kept are:|[Cc]hoose|Save|Print|Give)/)
      expect([await count('file'), await count('upload_piece')]).toEqual([0, 0])
    },
    20_000,
  )
})

test('an empty file is refused', async () => {
  const reply = await files.begin('empty.pdf', Buffer.alloc(0))
  expect([reply.statusCode, reply.json().errors[0].pointer]).toEqual([422, '/bytes'])
})

test('a file of 25 MB is kept, and one byte more is refused before anything is sent', async () => {
  const most = 25 * 1_048_576
  const reply = await files.begin('larger.pdf', pdfOf(), { bytes: most + 1 })
  expect([reply.statusCode, reply.json().type]).toEqual([413, '/problems/too-large'])
  expect(reply.json().detail).toContain('25 MB')
  const kept = await files.send('large.pdf', largePdf(most))
  expect((kept.json() as UploadState).file?.bytes).toBe(most)
})

test('a response keeps at most 250 MB, and what is on its way counts', async () => {
  const { study } = server.world
  await files.send('first.pdf', pdfOf('first'))
  await server.owner.query(
    `insert into upload (study_id, response_id, id, name, bytes, sha256, by_person)
     select $1, $2, gen_random_uuid(), 'f.pdf', 26214400, repeat('0', 64), $3 from generate_series(1, 9)`,
    [study, sari.response, sari.actor.person],
  )
  const under = await files.begin('under-way.pdf', pdfOf('under way'), { bytes: 26_214_000 })
  expect(under.statusCode).toBe(200)
  const reply = await files.begin('one-more.pdf', largePdf(2_000))
  expect([reply.statusCode, reply.json().type]).toEqual([409, '/problems/quota-reached'])
  expect(reply.json().detail).toMatch(/250 MB in all; 250\.0 MB are taken/)
})

describe('the place where a picture was taken is taken out', () => {
  const keptBytes = async (name: string, content: Buffer) => {
    const { file, notices } = (await files.send(name, content)).json() as UploadState
    const reply = await sari.send('GET', `/files/${file?.sha256}`)
    expect(sha256Of(reply.rawPayload)).toBe(file?.sha256)
    return { kept: reply.rawPayload, notices }
  }

  test.each(['II', 'MM'] as const)('from EXIF data (%s), which keep the rest', async (order) => {
    const photo = jpegOf({ segments: [exifOf(tiffOf({ order }))] })
    const { kept, notices } = await keptBytes('photo.jpg', photo)
    expect(notices).toEqual(['location_removed'])
    expect(kept.equals(jpegOf({ segments: [exifOf(withoutPlace(order))] }))).toBe(true)
    expect(kept.includes('Canon')).toBe(true)
  })

  test('EXIF data without a place stay as they are', async () => {
    const photo = jpegOf({ segments: [exifOf(tiffOf({ place: false })), xmpOf('<dc:title/>')] })
    const { kept, notices } = await keptBytes('photo.jpg', photo)
    expect([kept.equals(photo), notices]).toEqual([true, []])
  })

  test('EXIF data that cannot be followed go as a whole, and so do XMP data that name a place', async () => {
    const broken = tiffOf()
    broken.writeUInt32LE(9_999, 18)
    const photo = jpegOf({ segments: [exifOf(broken), xmpOf('<exif:GPSLatitude>14</exif:GPSLatitude>')] })
    const { kept, notices } = await keptBytes('photo.jpg', photo)
    expect([kept.equals(jpegOf()), notices]).toEqual([true, ['location_removed']])
  })

  test('from a PNG too', async () => {
    const { kept, notices } = await keptBytes('plan.png', pngOf({ more: [['eXIf', tiffOf()]] }))
    expect([kept.equals(pngOf()), notices]).toEqual([true, ['location_removed']])
  })

  test('what stands behind the end of a picture goes', async () => {
    for (const [name, whole] of [
      ['photo.jpg', jpegOf()],
      ['plan.png', pngOf()],
    ] as const) {
      const { kept, notices } = await keptBytes(name, Buffer.concat([whole, Buffer.from('one more thing')]))
      expect([kept.equals(whole), notices]).toEqual([true, ['trailing_removed']])
    }
  })
})

/** As `tiffOf` makes it, without the pointer and with zeroes for what it pointed to. */
function withoutPlace(order: 'II' | 'MM'): Buffer {
  const bytes = tiffOf({ order })
  bytes.copyWithin(10, 22, 38)
  bytes.fill(0, 26, 38)
  bytes.fill(0, 50, 50 + 14)
  bytes.fill(0, 80, 80 + 24)
  if (order === 'II') bytes.writeUInt16LE(1, 8)
  else bytes.writeUInt16BE(1, 8)
  return bytes
}
