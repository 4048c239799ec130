import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftText, ProblemBody, ProblemError } from '#contract'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { type Change, newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sari = await newRespondent(server)
})
afterAll(() => server.close())

const nothingSaved = async () => expect((await sari.read()).answers).toEqual([])
const good: Change = { item: 'A04', value: 'good' }
const v = '/mutations/0/value'

const placesOf = (errors: readonly ProblemError[] = []) => errors.map(({ pointer, code }) => `${pointer} ${code}`)
const draftTexts = async (who: Respondent): Promise<DraftText[]> => (await who.send('GET', '/draft-texts')).json()

describe('a change that does not fit is named with its place and kept as a draft text, and holds up no other', () => {
  const table: [string, Change, string][] = [
    ['an item that does not exist', { item: 'Z99', value: 1 }, '/mutations/0/item item.unknown'],
    ['a roster item without a row', { item: 'B04_title', value: 'x' }, '/mutations/0/row row.missing'],
    ['a row for an item asked once', { item: 'A01', row: 'r1', value: 'yes' }, '/mutations/0/row row.unexpected'],
    [
      'a missing reason not offered',
      { item: 'A04', missing: 'dont_know' },
      '/mutations/0/missing missing.not_declarable',
    ],
    ['a code that is not in the list', { item: 'A02', value: 'myspace' }, `${v} choice.unknown`],
    ['a label instead of a code', { item: 'A02', value: 'The option x' }, `${v} choice.unknown`],
    ['a list where one code is asked', { item: 'A02', value: ['x'] }, `${v} text.type`],
    ['one code where a list is asked', { item: 'A03', value: 'x' }, `${v} text.type`],
    ['the same code twice', { item: 'A03', value: ['x', 'x'] }, `${v}/1 choice.twice`],
    ['a second code that is not in the list', { item: 'A03', value: ['x', 'orkut'] }, `${v}/1 choice.unknown`],
    ['a text for a number', { item: 'B01', value: '12abc' }, `${v} number.type`],
    ['digits of another script for a number', { item: 'B01', value: '๑๒' }, `${v} number.type`],
    ['a fraction for a whole number', { item: 'B01', value: 1.5 }, `${v} number.places`],
    ['a number beyond counting', { item: 'B01', value: 1e300 }, `${v} number.range`],
    ['a day that does not exist', { item: 'B02', value: '2026-02-30' }, `${v} date.invalid`],
    ['a date as the region writes it', { item: 'B02', value: '31/12/2026' }, `${v} date.invalid`],
    ['a number for a text', { item: 'A04', value: 12 }, `${v} text.type`],
    ['a bell in a text', { item: 'A04', value: 'ding\u0007' }, `${v} text.control`],
    ['a row the table does not have', { item: 'B03', value: { moon: { extent: 'all' } } }, `${v} grid.row_unknown`],
    [
      'a column the table does not have',
      { item: 'B03', value: { national: { colour: 1 } } },
      `${v}/national grid.column_unknown`,
    ],
    ['a cell of another kind', { item: 'B03', value: { national: { units: 'x' } } }, `${v}/national/units number.type`],
    ['records that are no list', { item: 'B04', value: { r1: true } }, `${v} roster.type`],
    ['the same record twice', { item: 'B04', value: ['r1', 'r1'] }, `${v} roster.type`],
    ['501 records', { item: 'B04', value: Array.from({ length: 501 }, (_, at) => `r${at}`) }, `${v} roster.too_many`],
    ['a file without a hash', { item: 'A05', value: { name: 'x', bytes: 1, type: 'a/b' } }, `${v} file.invalid`],
  ]
  test.each(table)('%s', async (_name, change, expected) => {
    const who = await newRespondent(server)
    const reply = await who.save(change, good)
    expect(resultsOf(reply)).toMatchObject([
      { status: 'invalid', version: 0 },
      { status: 'saved', version: 1 },
    ])
    const [error] = resultsOf(reply)[0]?.errors ?? []
    expect(placesOf(resultsOf(reply)[0]?.errors)).toEqual([expected])
    expect(error?.message).toMatch(/^[A-Z].*\.$/)
    expect(error?.message).not.toBe('This is not valid here.')
    expect((await who.read()).answers).toMatchObject([{ item: 'A04', value: 'good' }])
    const [kept] = await draftTexts(who)
    expect(kept).toMatchObject({ item: change.item, by: 'Sari', errors: [{ code: error?.code }] })
    expect(kept?.typed).toEqual(change.value)
    expect(kept?.missing).toEqual(change.missing)
  })

  test('all of them at once, with the item and what was allowed', async () => {
    const who = await newRespondent(server)
    const reply = await who.save({ item: 'B01', value: 1e300 }, good, { item: 'A03', value: ['orkut', 'x', 'hi5'] })
    expect(resultsOf(reply).map(({ status }) => status)).toEqual(['invalid', 'saved', 'invalid'])
    expect(resultsOf(reply).flatMap(({ errors }) => errors ?? [])).toMatchObject([
      { pointer: '/mutations/0/value', item: 'B01', code: 'number.range', params: { max: Number.MAX_SAFE_INTEGER } },
      { pointer: '/mutations/2/value/0', item: 'A03', code: 'choice.unknown', params: { got: 'orkut' } },
      { pointer: '/mutations/2/value/2', item: 'A03', code: 'choice.unknown', params: { got: 'hi5' } },
    ])
  })

  test('one among fifty, and the other forty-nine are saved', async () => {
    const who = await newRespondent(server)
    const rows = Array.from(
      { length: 49 },
      (_, at): Change => ({ item: 'B04_title', row: `r${at}`, value: `Act ${at}` }),
    )
    const results = resultsOf(await who.save(...rows.slice(0, 20), { item: 'B01', value: 'many' }, ...rows.slice(20)))
    expect(results.filter(({ status }) => status === 'saved')).toHaveLength(49)
    expect(results[20]).toMatchObject({ status: 'invalid' })
    expect((await who.read()).answers).toHaveLength(49)
  })

  test('but never with more than two hundred faults', async () => {
    const value = Array.from({ length: 150 }, () => 'orkut')
    const who = await newRespondent(server)
    const reply = await who.save({ item: 'A03', value }, { item: 'A03', value }, { item: 'A03', value })
    expect(resultsOf(reply).map(({ errors }) => errors?.length)).toEqual([66, 66, 66])
  })

  test('sent again is judged again and kept once', async () => {
    const who = await newRespondent(server)
    const change = { id: crypto.randomUUID(), item: 'B01', value: 'many' }
    for (const _ of [1, 2]) expect(resultsOf(await who.save(change))).toMatchObject([{ status: 'invalid' }])
    expect(await draftTexts(who)).toMatchObject([{ id: change.id, typed: 'many' }])
  })

  test('two changes with one id: the first is saved, the second is another change under its id', async () => {
    const who = await newRespondent(server)
    const id = crypto.randomUUID()
    const reply = await who.save({ id, item: 'A01', value: 'yes' }, { id: id.toUpperCase(), item: 'B01', value: 1 })
    expect(resultsOf(reply).map(({ status }) => status)).toEqual(['saved', 'key-reused'])
    expect((await who.read()).answers).toMatchObject([{ item: 'A01' }])
  })
})

describe('a request that is not made as it should be is refused with the place, and nothing of it is applied', () => {
  const table: [string, Change, string][] = [
    ['nothing at all', { item: 'A04' }, '/mutations/0 custom'],
    ['a value and a missing reason at once', { item: 'A04', value: 'x', missing: 'refused' }, '/mutations/0 custom'],
    ['an id that is none', { id: 'seventeen', item: 'A04', value: 'x' }, '/mutations/0/id invalid-format'],
    ['a version below zero', { item: 'A04', value: 'x', base: -1 }, '/mutations/0/base too-small'],
    [
      'a field that does not exist',
      { item: 'A04', value: 'x', colour: 1 } as Change,
      '/mutations/0/colour unknown-field',
    ],
    ['a character no script has', { item: 'A04', value: 'a\u0000b' }, `${v} unstorable-text`],
    ['half a character', { item: 'A04', value: '\ud800' }, `${v} unstorable-text`],
  ]
  test.each(table)('%s', async (_name, change, expected) => {
    const refused = await sari.save(change, good)
    expect([refused.statusCode, refused.json().type]).toEqual([422, '/problems/invalid-request'])
    expect(faultsOf(refused)).toEqual([expected])
    const [error] = refused.json().errors
    expect(error.message).toMatch(/^[A-Z].*\.$/)
    if (!expected.endsWith('custom')) expect(error.message).not.toBe('This is not valid here.')
    await nothingSaved()
  })
})

describe('a request that is no list of changes is refused', () => {
  const raw = async (payload: string, type = 'application/json') => {
    const ask = await server.as(sari.actor)
    const url = `/api/responses/${sari.response}/answers`
    return ask({ method: 'PATCH', url, payload, headers: { 'content-type': type } })
  }
  const hash = 'a'.repeat(64)
  const table: [string, string, number][] = [
    ['nothing', '', 400],
    ['half of it', '{"instrument":', 400],
    ['a comma too many', '{"mutations":[],}', 400],
    ['a list', '[]', 422],
    ['nothing in JSON', 'null', 422],
    ['no changes', JSON.stringify({ instrument: hash, mutations: [] }), 422],
    ['a field that would change all objects', '{"__proto__":{"x":1},"mutations":[]}', 400],
    ['the same by another name', '{"constructor":{"prototype":{"x":1}},"mutations":[]}', 400],
    ['ten thousand levels', `{"mutations":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 422],
    ['a quarter of a megabyte and more', JSON.stringify({ mutations: 'x'.repeat(262_144) }), 413],
    ['a number that is too large to be one', '{"instrument":1e999,"mutations":[{"value":1e999}]}', 422],
  ]
  test.each(table)('%s', async (_name, payload, status) => {
    const refused = await raw(payload)
    expect(refused.statusCode).toBe(status)
    expect(refused.headers['content-type']).toContain('application/problem+json')
  })

  test('51 changes', async () => {
    const refused = await sari.save(...Array.from({ length: 51 }, () => good))
    expect(faultsOf(refused)).toEqual(['/mutations too-big'])
  })

  test('another format', async () => {
    expect((await raw('<answers/>', 'application/xml')).statusCode).toBe(415)
    expect((await raw(Buffer.from([0x7b, 0x22, 0xe9, 0x22]).toString('latin1'), 'text/plain')).statusCode).toBe(415)
  })
})

/** RFC 6901: is there such a place in this document? */
function resolves(document: unknown, pointer: string): boolean {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  let at: unknown = document
  for (const [depth, part] of parts.entries()) {
    // a field that is missing is pointed at where it should be
    if (typeof at !== 'object' || at === null) return false
    if (!Object.hasOwn(at, part)) return depth === parts.length - 1
    at = (at as Record<string, unknown>)[part]
  }
  return true
}

// made before the server starts: its first use of all of Unicode takes a second in which no server could answer
const items = ['A01', 'A02', 'A03', 'A04', 'A05', 'B01', 'B02', 'B03', 'B04', 'B04_title', 'B04_year', 'Z1']
const likely = fc.constantFrom(
  'yes',
  'x',
  'line',
  'national',
  'extent',
  'all',
  'units',
  'missing',
  '2026-01-01',
  'r1',
  '~/',
  '',
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    likely,
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(likely, fc.string()), tie('value'), { maxKeys: 4 }),
  ),
}))
const anyChange = fc.record({
  item: fc.constantFrom(...items),
  row: fc.option(fc.constant('r1'), { nil: undefined }),
  value,
})

test('whatever JSON is sent as a value, the refusal is located and nothing breaks', async () => {
  const fresh = await newRespondent(server)
  let refusals = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 3 }), async (changes) => {
      const mutations = changes.map((each) => ({ id: crypto.randomUUID(), base: 0, ...each })) as never
      const body = { instrument: server.world.instrument, mutations }
      const reply = await fresh.send('PATCH', '/answers', body)
      expect(reply.statusCode).toBeLessThan(500)
      const problem: Pick<ProblemBody, 'errors'> =
        reply.statusCode === 200 ? { errors: resultsOf(reply).flatMap(({ errors }) => errors ?? []) } : reply.json()
      if (problem.errors?.length === 0) return
      refusals += 1
      const sent: unknown = JSON.parse(JSON.stringify(body))
      for (const { pointer, message } of problem.errors ?? []) {
        expect([pointer, resolves(sent, pointer)]).toEqual([pointer, true])
        expect(message).not.toBe('')
      }
      if (reply.statusCode === 422) expect(problem.errors?.length).toBeGreaterThan(0)
    }),
    { numRuns: 400 },
  )
  expect(refusals).toBeGreaterThan(100)
}, 60_000)
