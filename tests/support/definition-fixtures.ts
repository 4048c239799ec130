import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import { openInstrument } from '#engine'
import { type DefinitionFault, type InstrumentSources, load, readScenario, type SourceFile } from '#engine/load'
import { yamlFile } from '../../scripts/instruments/yaml.ts'

/**
 * A small definition in one text: a sentence of what it shows, then its files, each after a line `-- path --`. What it
 * leaves out comes from `base.txt`; texts that it leaves out are made up, and labels of its own code lists too.
 */
export interface DefinitionFixture {
  /** As `unknown-reference/invalid/group`. */
  readonly name: string
  readonly rule: string
  readonly files: FixtureFiles
}

/** Texts by path. */
export type FixtureFiles = Readonly<Record<string, string>>

/** What a fault says, as far as fixtures tell it. */
export interface ExpectedFault {
  readonly rule: string
  readonly file: string
  readonly pointer: string
  readonly line?: number
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'definitions')

/** The rules that have a folder of fixtures. */
export const fixtureRules = (): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

/** Every fixture that is `valid` or `invalid`, in the order of their names. */
export const fixtures = (kind: 'valid' | 'invalid'): readonly DefinitionFixture[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path.split('/')[1] === kind && path.endsWith('.txt'))
    .sort()
    .map((path) => ({
      name: path.replace(/\.txt$/, ''),
      rule: path.split('/')[0] ?? '',
      files: filesIn(readFileSync(join(folder, path), 'utf8')),
    }))

function filesIn(text: string): FixtureFiles {
  const parts = text.split(/^-- (\S+) --\n/m).slice(1)
  return Object.fromEntries(parts.flatMap((path, at) => (at % 2 === 0 ? [[path, parts[at + 1] ?? '']] : [])))
}

const common = filesIn(readFileSync(join(folder, 'base.txt'), 'utf8'))

/** Everything that is wrong with a fixture, its golden paths too. */
export function faultsOf(files: FixtureFiles): readonly DefinitionFault[] {
  const { bundle, faults } = load(sourcesOf(files))
  const usable = bundle !== undefined && !faults.some((fault) => fault.severity === 'fault')
  const scenarios = under(files, 'scenarios/').map((file) =>
    readScenario(file, usable ? openInstrument(bundle, '') : undefined),
  )
  return [...faults, ...scenarios.flatMap((read) => read.faults)]
}

export const expectedIn = ({ files }: DefinitionFixture): readonly ExpectedFault[] =>
  parse(files.expected ?? '[]') ?? []

/** A fault as fixtures tell it. */
export function told({ rule, file, pointer, place }: DefinitionFault): ExpectedFault {
  const line = /^line (\d+)$/.exec(place ?? '')?.[1]
  return { rule, file, pointer, ...(line !== undefined && { line: Number(line) }) }
}

function sourcesOf(own: FixtureFiles): InstrumentSources {
  const hasBase = Object.keys(own).some((path) => path.startsWith('base/'))
  const files = { ...common, ...own }
  return {
    ...definitionIn(files, ''),
    codeLists: under(files, 'code-lists/', 'code-lists/texts/'),
    codeListTexts: byLanguage({ ...files, 'code-lists/texts/en.yaml': listTexts(files) }, 'code-lists/texts/'),
    parts: under(files, 'parts/', 'parts/texts/'),
    partTexts: byLanguage(files, 'parts/texts/'),
    ...(hasBase && { base: { ...definitionIn(files, 'base/'), codeLists: [], codeListTexts: {} } }),
  }
}

function definitionIn(
  files: FixtureFiles,
  start: string,
): Pick<InstrumentSources, 'instrument' | 'sections' | 'texts'> {
  const path = `${start}instrument.yaml`
  const texts = { [`${start}texts/en.yaml`]: madeUpTexts(files, start), ...files }
  return {
    instrument: yamlFile(path, files[path] ?? common['instrument.yaml'] ?? ''),
    sections: under(files, `${start}sections/`),
    texts: byLanguage(texts, `${start}texts/`),
  }
}

const read = new Map<string, SourceFile>()

/** Many definitions share files, which need reading once. */
function fileOf(path: string, text: string): SourceFile {
  const key = `${path}\n${text}`
  const found = read.get(key) ?? yamlFile(path, text)
  read.set(key, found)
  return found
}

const under = (files: FixtureFiles, start: string, except = '?'): readonly SourceFile[] =>
  Object.entries(files).flatMap(([path, text]) =>
    path.startsWith(start) && !path.startsWith(except) ? [fileOf(path, text)] : [],
  )

const byLanguage = (files: FixtureFiles, start: string): Readonly<Record<string, SourceFile>> =>
  Object.fromEntries(under(files, start).map((file) => [file.path.slice(start.length).replace('.yaml', ''), file]))

// biome-ignore lint/suspicious/noExplicitAny: fixtures hold definitions of any shape, right and wrong
type Plain = any

/** The members of a list, without those no name can be made of; of anything else none. */
const listed = (list: Plain): Plain[] =>
  Array.isArray(list) ? list.filter((one) => one instanceof Object && !JSON.stringify(one).includes('"toString"')) : []

/** A text for everything that stands in the sections, so that a fixture about items need not word them. */
export function madeUpTexts(files: FixtureFiles, start = ''): string {
  const contents = under(files, `${start}sections/`).map((file) => file.content as Plain)
  const head = yamlFile('', files[`${start}instrument.yaml`] ?? '').content as Plain
  const groups = contents.flatMap((section) => listed(section?.groups))
  const items = (holder: Plain): Plain[] => listed(holder?.items).flatMap((item: Plain) => [item, ...items(item)])
  const all = new Map(groups.flatMap(items).map((item: Plain) => [item.item, item]))
  const entry = (code: unknown, text: string): string => `  ${JSON.stringify(code)}: ${text}\n`
  const word = (item: Plain): string => {
    const columns = Object.fromEntries(listed(item.columns).map((column: Plain) => [column.column, 'Column']))
    return JSON.stringify({ label: `About ${item.item}`, ...(item.columns?.length > 1 && { columns }) })
  }
  const codes = (kind: string, list: Plain[]) => list.filter((one) => one?.[kind] !== undefined)
  return [
    'instrument: { title: A small instrument }\n',
    'sections:\n',
    ...codes('section', contents).map((one) => entry(one.section, '{ title: Section }')),
    'groups:\n',
    ...new Set(codes('group', groups).map((one) => entry(one.group, '{ title: Group }'))),
    'items:\n',
    ...Array.from(all.values(), (item: Plain) => entry(item.item, word(item))),
    'checks:\n',
    ...new Set(listed(head?.checks).map((one: Plain) => entry(one.check, '{ message: Please look again. }'))),
  ]
    .join('')
    .replace(/^(\w+):\n(?=\w|$)/gm, '$1: {}\n')
}

/** Labels of the fixture's own code lists beside those of the common ones. */
function listTexts(files: FixtureFiles): string {
  const written = files['code-lists/texts/en.yaml']
  const lists = under(files, 'code-lists/', 'code-lists/texts/').map((file) => file.content as Plain)
  const labels = lists
    .filter((list) => typeof list?.list === 'string')
    .map((list) => [
      list.list,
      {
        title: list.list,
        codes: Object.fromEntries(listed(list.codes).map((one: Plain) => [one.code, `Code ${one.code}`])),
      },
    ])
  return written ?? JSON.stringify(Object.fromEntries(labels))
}
