import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { schemaFiles, schemaFolder } from '../../../scripts/instruments/schemas.ts'
import { root } from '../../../scripts/instruments/sources.ts'

const instruments = join(root, 'instruments')
const yamlIn = (folder: string): readonly string[] =>
  readdirSync(join(instruments, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file))
    .sort()

/** Which schema judges a file, by where it stands. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^definitions\/[^/]+\/instrument\.yaml$/, 'instrument'],
  [/^definitions\/[^/]+\/sections\//, 'section'],
  [/^definitions\/[^/]+\/texts\//, 'texts'],
  [/^definitions\/[^/]+\/scenarios\//, 'scenario'],
  [/^code-lists\/texts\//, 'code-list-texts'],
  [/^code-lists\//, 'code-list'],
  [/^parts\/texts\//, 'part-texts'],
  [/^parts\//, 'part'],
]

const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false, allowUnionTypes: true })
const judges = new Map(Array.from(schemaFiles(), ([file, text]) => [file.split('.')[0], ajv.compile(JSON.parse(text))]))

describe('JSON Schema of the definition language', () => {
  test('the files that editors read are those of the engine', () => {
    expect(readdirSync(schemaFolder).sort()).toEqual(Array.from(schemaFiles().keys()).sort())
    for (const [file, text] of schemaFiles()) expect(readFileSync(join(schemaFolder, file), 'utf8')).toBe(text)
  })

  test('explains every member to whoever writes it', () => {
    const unexplained = Array.from(schemaFiles()).flatMap(([file, text]) => silentMembers(JSON.parse(text), file))
    expect(unexplained).toEqual([])
  })

  test.each(['definitions', 'code-lists', 'parts'].flatMap(yamlIn))('%s is written as its schema says', (file) => {
    const kind = kinds.find(([place]) => place.test(file))?.[1]
    const judge = judges.get(kind)
    judge?.(parse(readFileSync(join(instruments, file), 'utf8')))
    expect(kind).toBeDefined()
    expect(judge?.errors ?? []).toEqual([])
  })

  test('refuses a setting that its type does not have', () => {
    const judge = judges.get('section')
    const item = { item: 'A01', type: 'yes_no', rq: ['RQ1.1'], places: 2 }
    expect(judge?.({ section: 'A', groups: [{ group: 'A_one', items: [item] }] })).toBe(false)
  })
})

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is any JSON
type Schema = any

/** Members of objects that carry no description, neither themselves nor by what they refer to. */
function silentMembers(node: Schema, at: string, whole: Schema = node): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const target = (member: Schema): Schema =>
    typeof member?.$ref === 'string' ? whole.$defs?.[member.$ref.split('/').pop()] : member
  const own = Object.entries(node.properties ?? {})
    .filter(([, member]) => ((member as Schema).description ?? target(member)?.description) === undefined)
    .map(([name]) => `${at}/${name}`)
  return [...own, ...Object.entries(node).flatMap(([key, child]) => silentMembers(child, `${at}/${key}`, whole))]
}
