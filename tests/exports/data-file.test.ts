import fc from 'fast-check'
import papaparse from 'papaparse'
import { describe, expect, test } from 'vitest'
import { type Cell, missingReasonNames, missingReasons, type Variable } from '#engine'
import { codebookFile, codesFile } from '../../server/exports/codebook.ts'
import type { DataFile, ExportedResponse } from '../../server/exports/data-file.ts'
import { dataFileText, descriptionText } from '../../server/exports/stream.ts'
import { coded, variable } from '../analysis/eleven.ts'

const variables: readonly Variable[] = [
  variable('C01', { ...coded('in_force', 'none'), label: 'Is there a framework, "written" or not?' }),
  variable('E05', { measure: 'interval', unit: 'persons', section: 'E', rq: ['RQ3.1', 'RQ3.2'] }),
  variable('Z04_name', { measure: 'text', section: 'Z', publication: 'confidential' }),
  variable('Z01', { measure: 'text', section: 'Z', publication: 'aggregate_only', rq: [] }),
]
const responses: DataFile = { name: 'responses.csv', title: 'Responses', variables }
const register: DataFile = {
  name: 'roster-C02.csv',
  title: 'Register',
  roster: 'C02',
  variables: variables.slice(0, 1),
}

const response = (over: Partial<ExportedResponse> = {}): ExportedResponse => ({
  study: 'ASEAN',
  wave: '2026',
  unit: 'lao',
  iso3: 'LAO',
  reference: 'NAT-2026-LAO-01-4F2A',
  instrument: 'NAT',
  version: '1.0.0',
  hash: 'ab'.repeat(32),
  submittedAt: '2026-11-22T05:00:00.000Z',
  synthetic: true,
  main: ['none', 12.5, 'Bounmy', 'ກະຊວງ, "ຂ່າວ"'],
  rosters: { C02: [{ row: 'r1', cells: ['in_force'] }] },
  withheld: new Set(),
  reasons: [],
  ...over,
})

async function written(file: DataFile, all: readonly ExportedResponse[]): Promise<string> {
  let text = ''
  for await (const chunk of dataFileText(file, all)) text += chunk
  return text
}

test('a small file, to the byte', async () => {
  const silent = response({
    unit: 'tha',
    iso3: 'THA',
    main: [{ missing: 'dont_know' }, { missing: 'logic_skip' }],
    synthetic: false,
  })
  const key = `NAT-2026-LAO-01-4F2A,NAT,1.0.0,${'ab'.repeat(32)},2026-11-22T05:00:00.000Z`
  expect(await written(responses, [response(), silent, response({ withheld: new Set(['C', 'E']) })])).toBe(
    [
      'study,wave,unit,iso3,reference,instrument,version,hash,submitted_at,synthetic,C01,C01_miss,E05,E05_miss,Z01,Z01_miss',
      `ASEAN,2026,lao,LAO,${key},yes,none,,12.5,,"ກະຊວງ, ""ຂ່າວ""",`,
      `ASEAN,2026,tha,THA,${key},no,,-4,,-2,,-1`,
      `ASEAN,2026,lao,LAO,${key},yes,,-9,,-9,"ກະຊວງ, ""ຂ່າວ""",`,
      '',
    ].join('\r\n'),
  )
})

test('records of a roster; of a withheld section not even their number', async () => {
  const header = 'study,wave,unit,iso3,reference,row,synthetic,C01,C01_miss'
  expect(await written(register, [response(), response({ withheld: new Set(['C']) }), response({ rosters: {} })])).toBe(
    [header, 'ASEAN,2026,lao,LAO,NAT-2026-LAO-01-4F2A,r1,yes,in_force,', ''].join('\r\n'),
  )
})

test('codebook and codes describe exactly the columns there are', () => {
  expect(descriptionText(codebookFile([responses, register]))).toBe(
    [
      'variable,file,position,item,section,label,measure,unit,rq,publication',
      'C01,responses.csv,1,C01,C,"Is there a framework, ""written"" or not?",nominal,,RQ2.1,public',
      'E05,responses.csv,2,E05,E,About E05,interval,persons,RQ3.1 RQ3.2,public',
      'Z01,responses.csv,3,Z01,Z,About Z01,text,,,aggregate_only',
      'C01,roster-C02.csv,1,C01,C,"Is there a framework, ""written"" or not?",nominal,,RQ2.1,public',
      '',
    ].join('\r\n'),
  )
  expect(descriptionText(codesFile([responses]))).toBe(
    'variable,code,value,label\r\nC01,in_force,1,IN_FORCE\r\nC01,none,2,NONE\r\n',
  )
})

describe('whatever was answered', () => {
  const missing = fc.constantFrom(...missingReasonNames).map((reason): Cell => ({ missing: reason }))
  const cells = fc.tuple(
    fc.oneof(fc.constantFrom<Cell>('in_force', 'none'), missing),
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n): Cell => (Object.is(n, -0) ? 0 : n)),
      missing,
    ),
    missing,
    fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), missing),
  )

  test('the columns stay the same, and every value or reason can be read back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { maxLength: 5 }), async (all) => {
        const text = await written(
          responses,
          all.map((main) => response({ main })),
        )
        const [header = [], ...rows] = papaparse
          .parse<string[]>(text, { delimiter: ',', newline: '\r\n' })
          .data.slice(0, -1)
        expect(header).toHaveLength(16)
        expect(rows).toHaveLength(all.length)
        for (const [at, row] of rows.entries()) {
          const given = [0, 1, 3].map((position) => all[at]?.[position] ?? '')
          const expected = given.flatMap((cell) =>
            typeof cell === 'object' ? ['', String(missingReasons[cell.missing].code)] : [String(cell), ''],
          )
          expect(row.slice(10)).toEqual(expected)
        }
      }),
    )
  })
})
