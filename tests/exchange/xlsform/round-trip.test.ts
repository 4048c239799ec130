import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import canonicalize from 'canonicalize'
import { describe, expect, test } from 'vitest'
import type { Bundle } from '#engine'
import { load } from '#engine/load'
import { readWorkbook } from '../../../instruments/exchange/workbook/read-workbook.ts'
import type { Workbook } from '../../../instruments/exchange/workbook/workbook.ts'
import { writeWorkbook } from '../../../instruments/exchange/workbook/write-workbook.ts'
import { writtenFrom } from '../../../instruments/exchange/workbook/written-workbook.ts'
import { readXlsForm } from '../../../instruments/exchange/xlsform/read.ts'
import { writeXlsForm } from '../../../instruments/exchange/xlsform/write/write.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { readManifest } from '../../../scripts/instruments/released.ts'
import { definitionCodes, readSources, releasedFolder } from '../../../scripts/instruments/sources.ts'
import { smallInstrument } from '../../fixtures/instruments/small.ts'
import { corpus } from '../../support/corpus.ts'

const house = await readHouseLists()
const definitions = await definitionCodes()
const released = await readManifest()

function bundleIn(workbook: Workbook): Bundle | undefined {
  const { sources, notices } = readXlsForm(workbook, { file: 'back.xlsx', house })
  const refused = notices.filter(({ severity }) => severity !== 'noted')
  expect(refused).toEqual([])
  return sources && load(sources).bundle
}

const canonical = (bundle: Bundle | undefined): string | undefined => canonicalize(bundle)

async function loaded(code: string): Promise<Bundle> {
  const { bundle } = load(await readSources(code))
  if (bundle === undefined) throw new Error(`${code} does not load`)
  return bundle
}

const bytesOf = async (workbook: Workbook): Promise<Uint8Array> => buffer(writeWorkbook(writtenFrom(workbook)))

describe('an instrument that was written and is read again is the same instrument', () => {
  test.each(definitions)('%s, as its definition stands', async (code) => {
    const bundle = await loaded(code)
    expect(canonical(bundleIn(writeXlsForm(bundle).workbook))).toBe(canonical(bundle))
  })

  test.each(released)('$instrument@$version, as it was released, through the bytes of a file', async ({ file }) => {
    const text = readFileSync(join(releasedFolder, file), 'utf8')
    const { workbook } = writeXlsForm(JSON.parse(text) as Bundle)
    expect(canonical(bundleIn(await readWorkbook(await bytesOf(workbook))))).toBe(text)
  })

  test.each(corpus.filter(({ expected }) => expected[0] === 'imports'))(
    '$name, once it is imported',
    ({ workbook }) => {
      const { sources } = readXlsForm(workbook, { file: 'form.xlsx', house })
      const bundle = sources && load(sources).bundle
      if (bundle === undefined) throw new Error('not imported')
      expect(canonical(bundleIn(writeXlsForm(bundle).workbook))).toBe(canonical(bundle))
    },
  )

  test('the small instrument of the fixtures', () => {
    const bundle: Bundle = { ...smallInstrument, codeLists: { ...smallInstrument.codeLists } }
    const back = bundleIn(writeXlsForm(bundle).workbook)
    // a fixture may do without the lists every instrument carries; reading brings them
    const lists = Object.fromEntries(Object.keys(bundle.codeLists).map((list) => [list, back?.codeLists[list]]))
    const labels = back?.texts.en?.codeLists ?? {}
    const texts = {
      en: { ...back?.texts.en, codeLists: Object.fromEntries(Object.keys(lists).map((list) => [list, labels[list]])) },
    }
    expect({ ...back, codeLists: lists, texts }).toEqual(bundle)
  })
})
