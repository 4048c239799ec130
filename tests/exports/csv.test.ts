import fc from 'fast-check'
import papaparse from 'papaparse'
import { describe, expect, test } from 'vitest'
import { csv } from '../../server/exports/csv.ts'
import { fileName } from '../../server/exports/file-name.ts'

const parse = (text: string): string[][] =>
  papaparse.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data.slice(0, -1)

/** RFC 4180 read by hand, so that a fault the two halves of one package share is found too. */
function readRfc4180(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, field = '', end = ''] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g)) {
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(0, -1)
}

// whole characters of every script, and those that break naive writers
const character = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom('"', ',', '\r', '\n', '\t', '\0', '\ufeff', '=', ' '),
)
const text = fc.array(character, { maxLength: 30 }).map((parts) => parts.join(''))
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  )

describe('what goes in comes out', () => {
  test('whatever the script, the quotes and the line ends', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(parse(csv(rows))).toEqual(rows)
        expect(readRfc4180(csv(rows))).toEqual(rows)
      }),
      { numRuns: 500 },
    )
  })

  test('rows written one by one are the rows written at once', () => {
    fc.assert(
      fc.property(table, (rows) => {
        expect(rows.map((row) => csv([row])).join('')).toBe(csv(rows))
      }),
    )
  })
})

test('no byte order mark, CRLF after every row, numbers in ASCII digits with their sign, formulas as they were typed', () => {
  expect(
    csv([
      ['NAME', 'n'],
      ['=1+1', -5.25],
      ['+66 2', 0],
      ['@x', undefined],
      ['១២', 1e6],
    ]),
  ).toBe('NAME,n\r\n=1+1,-5.25\r\n+66 2,0\r\n@x,\r\n១២,1000000\r\n')
  expect(csv([])).toBe('')
})

test('names of files hold nothing a file system or a header could trip over', () => {
  const parts = ['Śledź/../2026', 'wave 1"\r\n', '']
  expect(fileName({ synthetic: false, parts, extension: 'csv' })).toBe('led-2026-wave-1.csv')
  expect(fileName({ synthetic: true, parts: ['ASEAN', '2026'], extension: 'zip' })).toBe('SYNTHETIC-ASEAN-2026.zip')
})
