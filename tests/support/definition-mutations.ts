import { parse, stringify } from 'yaml'
import type { RuleName } from '#engine/load'
import { type DefinitionFixture, type FixtureFiles, madeUpTexts } from './definition-fixtures.ts'

// biome-ignore lint/suspicious/noExplicitAny: a slip is a change to plain data of any shape
type Plain = any

/** A right definition, to be broken in one way. Everything here is a copy. */
export interface Draft {
  readonly files: FixtureFiles
  /** instrument.yaml as data; only what the fixture writes of it when it is a variant. */
  readonly head: Plain
  /** sections/s.yaml, its last item that is written there, and where that stands. */
  readonly section: Plain
  readonly group: Plain
  readonly first: Plain
  readonly last: Plain
  readonly at: string
  readonly texts: Plain
}

/** What a slip changes (files as data or text, by path) and where the fault is then told. */
export interface Slip {
  readonly changed: Readonly<Record<string, unknown>>
  readonly file: string
  readonly pointer: string
}

/** One way to break a definition; undefined where it does not fit. */
export interface Mutation {
  readonly rule: RuleName
  readonly what: string
  make(draft: Draft): Slip | undefined
}

const file = 'sections/s.yaml'
const head = 'instrument.yaml'
const en = 'texts/en.yaml'
const baseHead = {
  instrument: 'T',
  version: '1.0.0',
  unit: 'administration',
  languages: ['en'],
  missing: ['dont_know'],
  sections: ['S'],
}

/** The draft of a fixture; undefined when the fixture writes no section of its own. */
export function draftOf({ files }: DefinitionFixture): Draft | undefined {
  const section: Plain = files[file] === undefined ? undefined : parse(files[file])
  const groups = (section?.groups ?? []).filter((group: Plain) => group.items !== undefined)
  const group = groups.at(-1)
  const derived = files['base/instrument.yaml'] !== undefined
  if (group === undefined || derived) return undefined
  return {
    files,
    head: files[head] === undefined ? structuredClone(baseHead) : parse(files[head]),
    section,
    group,
    first: groups[0].items[0],
    last: group.items.at(-1),
    at: `/groups/${section.groups.indexOf(group)}/items/${group.items.length - 1}`,
    texts: parse(files[en] ?? madeUpTexts(files)),
  }
}

/** The files of the broken definition. */
export function broken({ files, texts }: Draft, slip: Slip): FixtureFiles {
  const changed = Object.entries(slip.changed).map(([path, content]) => [
    path,
    typeof content === 'string' ? content : stringify(content),
  ])
  return { [en]: stringify(texts), ...files, ...Object.fromEntries(changed) }
}

/** The last item with other settings. */
const item = (rule: RuleName, what: string, settings: (draft: Draft) => Plain | undefined, part: string): Mutation => ({
  rule,
  what,
  make(draft) {
    const given = settings(draft)
    if (given === undefined) return undefined
    Object.assign(draft.last, given)
    return { changed: { [file]: draft.section }, file, pointer: `${draft.at}${part}` }
  },
})

const relevance = (rule: RuleName, what: string, source: string): Mutation =>
  item(rule, what, () => ({ relevant: source }), '/relevant')

/** The label of the last item. */
const label = (rule: RuleName, what: string, text: string): Mutation => ({
  rule,
  what,
  make({ texts, last }) {
    if (texts.items?.[last.item] === undefined) return undefined
    texts.items[last.item].label = text
    return { changed: { [en]: texts }, file: en, pointer: `/items/${last.item}/label` }
  },
})

const isNumber = ({ last }: Draft): boolean => last.type === 'integer' || last.type === 'decimal'
const offers = ['single_choice', 'multiple_choice', 'ranking', 'constant_sum', 'two_answer_grid']
const partAt = ({ section }: Draft): number => section.groups.findIndex((group: Plain) => group.part !== undefined)

const part = (rule: RuleName, what: string, change: (use: Plain) => void, below: string): Mutation => ({
  rule,
  what,
  make(draft) {
    const at = partAt(draft)
    if (at < 0) return undefined
    change(draft.section.groups[at])
    return { changed: { [file]: draft.section }, file, pointer: `/groups/${at}${below}` }
  },
})

export const mutations: readonly Mutation[] = [
  item('shape', 'a setting that no type has', () => ({ colour_of_sky: 'red' }), '/colour_of_sky'),
  item('shape', 'a type that does not exist', () => ({ type: 'selectone' }), '/type'),
  item('shape', 'a code that begins with a small letter', () => ({ item: 'a01' }), '/item'),
  item('shape', 'a severity that does not exist', () => ({ severity: 'fatal' }), '/severity'),
  relevance('syntax', 'a formula that stops half-way', 'count-selected('),
  relevance('unknown-reference', 'an item that does not exist', '$' + '{NOPE} = 1'),
  relevance('unknown-function', 'a function that does not exist', 'pulldata(1) = 1'),
  relevance('arity', 'an argument too many', 'true(1)'),
  relevance('type-mismatch', 'a text where a condition belongs', "'yes'"),
  relevance('regex-invalid', 'a pattern that cannot be read', "regex('a', '(')"),
  relevance('regex-unsafe', 'a pattern that can run for ever', "regex('a', '(a+)+')"),
  relevance('hidden-character', 'a mark that nobody sees', "'a\u2060' = 'b'"),
  item(
    'cycle',
    'an item that depends on itself',
    ({ last }) => (last.type === 'note' ? undefined : { relevant: `\${${last.item}} != ''` }),
    '/relevant',
  ),
  item(
    'not-of-comparison',
    'the opposite of a comparison',
    ({ first, last }) =>
      first === last || first.type !== 'integer' ? undefined : { relevant: `not(\${${first.item}} > 3)` },
    '/relevant',
  ),
  item(
    'unknown-code',
    'a code that is not offered',
    ({ first, last }) =>
      first === last || first.type !== 'single_choice' ? undefined : { relevant: `\${${first.item}} = 'grey'` },
    '/relevant',
  ),
  item(
    'unknown-code-list',
    'a list that does not exist',
    ({ last }) => (last.list === undefined ? undefined : { list: 'nowhere' }),
    '/list',
  ),
  item('empty-range', 'a range that is empty', (draft) => (isNumber(draft) ? { min: 9, max: 1 } : undefined), '/min'),
  item(
    'unsatisfiable',
    'a constraint that nothing meets',
    (draft) => (isNumber(draft) ? { constraint: '. > 5 and . < 3' } : undefined),
    '/constraint',
  ),
  item('unknown-research-question', 'a question the study does not have', () => ({ rq: ['RQ9.9'] }), '/rq/0'),
  {
    rule: 'unknown-option',
    what: 'an added code that does not exist',
    make({ last, section, at }) {
      if (!offers.includes(last.type)) return undefined
      const added = last.also ?? []
      last.also = [...added, 'nothing_such']
      return { changed: { [file]: section }, file, pointer: `${at}/also/${added.length}` }
    },
  },
  {
    rule: 'no-research-question',
    what: 'an item that serves no question',
    make({ last, section, at }) {
      if (last.type === 'note') return undefined
      delete last.rq
      delete last.identification
      return { changed: { [file]: section }, file, pointer: at }
    },
  },
  {
    rule: 'forward-reference',
    what: 'an item that depends on a later one',
    make({ first, last, section, group }) {
      const [own] = group.items
      if (own === last || own !== first || last.type === 'note') return undefined
      first.relevant = `\${${last.item}} != ''`
      const at = section.groups.indexOf(group)
      return { changed: { [file]: section }, file, pointer: `/groups/${at}/items/0/relevant` }
    },
  },
  {
    rule: 'duplicate-item',
    what: 'an item twice',
    make({ last, section, group }) {
      group.items.push(structuredClone(last))
      const at = section.groups.indexOf(group)
      return { changed: { [file]: section }, file, pointer: `/groups/${at}/items/${group.items.length - 1}/item` }
    },
  },
  {
    rule: 'duplicate-place',
    what: 'a group twice',
    make({ files, section, group, texts }) {
      if (files['texts/km.yaml'] !== undefined) return undefined
      section.groups.push({ group: group.group, items: [{ item: 'ZZ1', type: 'note' }] })
      texts.items.ZZ1 = { label: 'A note' }
      const pointer = `/groups/${section.groups.length - 1}/group`
      return { changed: { [file]: section, [en]: texts }, file, pointer }
    },
  },
  {
    rule: 'section-file',
    what: 'a section without a file',
    make({ head: top }) {
      top.sections.push('Y')
      return { changed: { [head]: top }, file: head, pointer: `/sections/${top.sections.length - 1}` }
    },
  },
  {
    rule: 'unknown-base',
    what: 'derived from nothing',
    make({ head: top }) {
      return {
        changed: { [head]: { ...top, variant_of: 'NOTHING', keep: ['A01'] } },
        file: head,
        pointer: '/variant_of',
      }
    },
  },
  {
    rule: 'duplicate-code',
    what: 'a code twice in its list',
    make({ files }) {
      if (!files[file]?.includes('list: colour')) return undefined
      const codes = ['red', 'green', 'blue', 'grey', 'red'].map((code) => ({ code }))
      const list = 'code-lists/colour.yaml'
      return { changed: { [list]: { list: 'colour', version: '1.0.0', codes } }, file: list, pointer: '/codes/4/code' }
    },
  },
  {
    rule: 'missing-text',
    what: 'an item without words',
    make({ texts, last }) {
      if (texts.items?.[last.item] === undefined) return undefined
      delete texts.items[last.item]
      return { changed: { [en]: texts }, file: en, pointer: `/items/${last.item}` }
    },
  },
  {
    rule: 'orphan-text',
    what: 'words without an item',
    make({ texts }) {
      texts.items.ZZ9 = { label: 'Nothing' }
      return { changed: { [en]: texts }, file: en, pointer: '/items/ZZ9' }
    },
  },
  label('unknown-placeholder', 'a placeholder for nothing', 'In {wonderland}'),
  label('unsafe-link', 'a link that runs a program', '[Help](javascript:alert(1))'),
  label('hidden-character', 'a mark that turns the direction', 'An \u202E item'),
  label('control-character', 'a character that no database takes', 'An \u0000 item'),
  label('zawgyi-suspected', 'Burmese in the older encoding', 'ေလ့လာမႈ'),
  {
    rule: 'duplicate-key',
    what: 'a member twice',
    make: ({ files }) => ({ changed: { [file]: `${files[file]}section: S\n` }, file, pointer: '' }),
  },
  {
    rule: 'yaml-syntax',
    what: 'a bracket that closes nothing',
    make: ({ files }) => ({ changed: { [file]: `${files[file]}]\n` }, file, pointer: '' }),
  },
  {
    rule: 'unknown-answer',
    what: 'a golden path that answers nothing',
    make: () => ({
      changed: { 'scenarios/slip.yaml': { scenario: 'A slip.', answers: { ZZ9: 1 } } },
      file: 'scenarios/slip.yaml',
      pointer: '/answers/ZZ9',
    }),
  },
  part('unknown-part', 'a part that does not exist', (use) => Object.assign(use, { part: 'nowhere' }), '/part'),
  part(
    'unused-parameter',
    'a parameter that the part does not have',
    (use) => Object.assign(use.with, { zz: 1 }),
    '/with/zz',
  ),
  part('missing-parameter', 'a parameter without a value', (use) => delete use.with.p, ''),
]
