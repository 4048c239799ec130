import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import canonicalize from 'canonicalize'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { load } from '#engine/load'
import { writeWorkbook } from '../../../instruments/exchange/workbook/write-workbook.ts'
import { writtenFrom } from '../../../instruments/exchange/workbook/written-workbook.ts'
import { readXlsForm } from '../../../instruments/exchange/xlsform/read.ts'
import { exportDefinition } from '../../../scripts/instruments/export.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { importDefinition } from '../../../scripts/instruments/import.ts'
import { openReleased } from '../../../scripts/instruments/released.ts'
import { definitionsFolder, readSources } from '../../../scripts/instruments/sources.ts'
import { corpus } from '../../support/corpus.ts'

let folder = ''
let said: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mufakat-xlsform-'))
  said = []
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => {
      said.push(line)
    })
  }
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

async function fileOf(name: string): Promise<string> {
  const form = corpus.find((one) => one.name === name)
  if (form === undefined) throw new Error(`no form ${name}`)
  const path = join(folder, `${name}.xlsx`)
  await pipeline(writeWorkbook(writtenFrom(form.workbook)), createWriteStream(path))
  return path
}

/** The bundle a definition folder makes, wherever it stands. */
const bundleIn = async (path: string) => load(await readSources(relative(definitionsFolder, path))).bundle

test('a form becomes a definition folder with its own code lists, which loads as the form does', async () => {
  const to = join(folder, 'definition')
  expect(await importDefinition(await fileOf('needs-assessment'), to)).toBe(true)
  const { sources } = readXlsForm(corpus.find(({ name }) => name === 'needs-assessment')?.workbook ?? { sheets: [] }, {
    file: 'needs-assessment.xlsx',
    house: await readHouseLists(),
  })
  const straight = sources && load(sources).bundle
  expect(straight).toBeDefined()
  expect(canonicalize(await bundleIn(to))).toBe(canonicalize(straight))
  expect(await readFile(join(to, 'code-lists', 'admin2.yaml'), 'utf8')).toMatch(/province: c01/)
  expect(said.at(-1)).toMatch(/0 refused, \d+ changed, \d+ noted, 0 faults/)
})

test('a form that is refused writes nothing and says where it is wrong', async () => {
  const to = join(folder, 'definition')
  expect(await importDefinition(await fileOf('land-registry'), to)).toBe(false)
  expect(existsSync(to)).toBe(false)
  expect(said.join('\n')).toMatch(/refused survey!A3 \[type-unsupported\]/)
})

test('a folder that holds something already is left alone', async () => {
  const file = await fileOf('complaints')
  expect(await importDefinition(file, folder)).toBe(false)
  expect(said.at(-1)).toMatch(/not empty/)
})

test('a released instrument goes out as a workbook and comes back as it was', async () => {
  const [file, to] = [join(folder, 'rtd.xlsx'), join(folder, 'rtd')]
  expect(await exportDefinition('RTD@1.0.0', file)).toBe(true)
  expect(await importDefinition(file, to)).toBe(true)
  const released = await openReleased('RTD', '1.0.0')
  expect(released).toBeDefined()
  expect(canonicalize(await bundleIn(to))).toBe(canonicalize(released?.bundle))
})

test('an instrument nobody knows is no file', async () => {
  expect(await exportDefinition('XYZ', join(folder, 'x.xlsx'))).toBe(false)
  expect(existsSync(join(folder, 'x.xlsx'))).toBe(false)
})
