import { beforeAll, describe, expect, test } from 'vitest'
import { readFilledFile } from '../../../instruments/exchange/answers/read-filled-file.ts'
import { readFilledFileInWorker } from '../../../instruments/exchange/answers/read-in-worker.ts'
import { WorkbookError } from '../../../instruments/exchange/workbook/workbook-error.ts'
import { excelFile, withBody, withParts, wordFile } from '../../support/filled-files.ts'
import { rawZip } from '../../support/raw-zip.ts'
import { questionnaire, standing } from './questionnaire.ts'

let word: Buffer
let excel: Buffer
beforeAll(async () => {
  word = await wordFile(questionnaire, standing)
  excel = await excelFile(questionnaire, standing)
})

const custom = 'docProps/custom.xml'
const compound = (name: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')])
const flipped = (file: Buffer): Buffer => {
  const copy = Buffer.from(file)
  const at = copy.indexOf('word/document.xml') + 200
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

type Making = () => Buffer | Promise<Buffer>

const bad: readonly (readonly [name: string, make: Making, code: string, says: string])[] = [
  ['an empty file', () => Buffer.alloc(0), 'empty-file', 'empty'],
  [
    'a PDF',
    () => Buffer.from('%PDF-1.7 …'),
    'not-a-workbook',
    'neither a Word document (.docx) nor a workbook (.xlsx)',
  ],
  ['plain text', () => Buffer.from('A01: yes'), 'not-a-workbook', 'Save the questionnaire you filled in'],
  ['an old .doc', () => compound('WordDocument'), 'not-a-workbook', 'old Word document'],
  ['a file with a password', () => compound('EncryptedPackage'), 'encrypted', 'password'],
  [
    'an OpenDocument file',
    () =>
      rawZip([
        { name: 'mimetype', content: '' },
        { name: 'content.xml', content: '' },
      ]),
    'not-an-answer-file',
    'OpenDocument',
  ],
  ['a zip archive', () => rawZip([{ name: 'readme.txt', content: '' }]), 'not-an-answer-file', 'zip archive'],
  [
    'a Word file that was not made here',
    () => withParts(word, { [custom]: undefined }),
    'not-an-answer-file',
    'not made here',
  ],
  [
    'a workbook that was not made here',
    () => withParts(excel, { 'xl/worksheets/sheet1.xml': (xml) => xml.replace('mufakat.format', 'something') }),
    'not-an-answer-file',
    'not made here',
  ],
  [
    'a format of later days',
    () => withParts(word, { [custom]: (xml) => xml.replace('mufakat-paper/1', 'mufakat-paper/9') }),
    'not-an-answer-file',
    'mufakat-paper/9',
  ],
  [
    'marks that were removed',
    () => withBody(word, (xml) => xml.replaceAll(/<w:tag [^>]*>/g, '').replaceAll(/\[[A-Z]\d\d[^\]]*\]/g, '')),
    'marks-lost',
    'removed the marks',
  ],
  ['a file that is cut off', () => word.subarray(0, word.length / 2), 'damaged', 'cut off'],
  ['a part whose bytes were changed', () => flipped(word), 'damaged', 'part'],
  [
    'XML that is not well-formed',
    () => withBody(word, (xml) => xml.replace('</w:body>', '')),
    'damaged',
    'well-formed',
  ],
  [
    'entities of its own',
    () => withBody(word, (xml) => xml.replace('<w:document', '<!DOCTYPE x [<!ENTITY a "b">]><w:document')),
    'xml-dtd',
    'document type',
  ],
  [
    'a body that unpacks to far more than it is',
    () => withBody(word, (xml) => xml.replace('<w:sectPr>', `${'<w:p/>'.repeat(2_000_000)}<w:sectPr>`)),
    'too-large-inflated',
    'unpacks',
  ],
  [
    'an answer without end',
    () => withBody(word, (xml) => xml.replace('First line', 'ab'.repeat(150_000))),
    'text-too-long',
    'characters',
  ],
  [
    'more fields than any questionnaire has',
    () => withBody(word, (xml) => xml.replace('<w:sectPr>', `${'<w:sdt></w:sdt>'.repeat(51_000)}<w:sectPr>`)),
    'too-many-cells',
    'fields',
  ],
  [
    'nesting without end',
    () => withBody(word, (xml) => xml.replace('<w:sectPr>', `${'<w:p>'.repeat(80)}${'</w:p>'.repeat(80)}<w:sectPr>`)),
    'damaged',
    'well-formed',
  ],
]

async function refusal(reading: Promise<unknown>): Promise<readonly [code: string, message: string]> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof WorkbookError)) throw new Error(`not refused by name: ${String(error)}`)
  return [error.code, error.message]
}

describe('files that are no filled questionnaire are refused by name', () => {
  test.each(bad)('%s', async (_name, make, code, says) => {
    expect(await refusal(readFilledFile(await make()))).toEqual([code, expect.stringContaining(says)])
  })

  test('in a thread of its own they are refused alike, and good ones are read', async () => {
    expect(await refusal(readFilledFileInWorker(Buffer.from('%PDF-')))).toEqual([
      'not-a-workbook',
      expect.stringContaining('PDF'),
    ])
    expect(await readFilledFileInWorker(excel)).toEqual(await readFilledFile(excel))
  })
})
