import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../../instruments/exchange/json/read-json.ts'
import { readSurveyJs } from '../../../instruments/exchange/surveyjs/read-surveyjs.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { fixture } from '../../support/imported.ts'

const house = await readHouseLists()
const read = (bytes: Uint8Array | string) => readSurveyJs(Buffer.from(bytes as string), 'x.json', house)

describe('files that are no definition are refused by name and place', () => {
  test.each([
    ['', 'json-empty-file', 'line 1, column 1'],
    ['{"pages": [', 'json-malformed', 'line 1, column 12'],
    ['{"pages": [],}', 'json-malformed', 'line 1, column 14'],
    ['{\n  "title": "a",\n  "title": "b" }', 'json-duplicate-key', 'line 3, column 10'],
    ['{"rateMax": 1e400}', 'json-out-of-range', 'line 1, column 18'],
    ['{"title": "\\ud800"}', 'json-lone-surrogate', 'line 1, column 18'],
    ['['.repeat(100_000), 'json-too-deep', 'line 1, column 102'],
    ['{"title": "\\x"}', 'json-malformed', 'line 1, column 12'],
    ['{} {}', 'json-malformed', 'line 1, column 4'],
    ['"text"', 'not-a-survey', ''],
    ['[]', 'not-a-survey', ''],
    ['{}', 'no-questions', ''],
    ['{"pages": "none", "elements": 7}', 'no-questions', ''],
  ])('%s', (source, rule, place) => {
    const { sources, notices } = read(source)
    const refused = notices.filter(({ severity }) => severity === 'refused')
    expect(refused.map((notice) => [notice.rule, notice.place])).toEqual([[rule, place]])
    expect(sources).toBeUndefined()
  })

  test('bytes that are not UTF-8, and more of them than a definition has', () => {
    expect(read(Buffer.from([0x7b, 0xff, 0xfe])).notices[0]?.rule).toBe('json-malformed')
    expect(read(Buffer.alloc(10_000_001, ' ')).notices[0]?.rule).toBe('json-too-large')
  })

  test('a byte order mark is welcome', () => {
    const bytes = Buffer.concat([Buffer.from('\uFEFF'), fixture('surveyjs/matrices.json')])
    expect(read(bytes).sources).toBeDefined()
  })

  test('a key like __proto__ changes nothing but itself', () => {
    const { notices } = read(
      '{"elements": [{"type": "text", "name": "Q", "title": "Q", "__proto__": {"isRequired": true}}]}',
    )
    expect(notices.some(({ message }) => message.includes('__proto__'))).toBe(true)
    expect(({} as { isRequired?: boolean }).isRequired).toBeUndefined()
  })
})

describe('whatever a file holds, there is an answer', () => {
  test('JSON is read as JSON.parse reads it, or refused', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false } as object), (text) => {
        const reading = readJson(text)
        if (reading.ok) expect(JSON.parse(JSON.stringify(reading.value))).toEqual(JSON.parse(text))
        else expect(['duplicate-key', 'lone-surrogate', 'out-of-range']).toContain(reading.fault.code)
      }),
      { numRuns: 500 },
    )
  })

  test('settings of any kind in any place neither throw nor hang', () => {
    const keys = [
      'choices',
      'columns',
      'rows',
      'elements',
      'items',
      'validators',
      'title',
      'visibleIf',
      'rateMax',
      'rateStep',
      'rateCount',
      'min',
      'max',
      'templateElements',
      'cellType',
      'inputType',
      'expression',
      'choicesMin',
      'choicesMax',
      'choicesStep',
      'maxLength',
      'html',
      'acceptedTypes',
      'showOtherItem',
      'isRequired',
      'description',
    ]
    const types = [
      'text',
      'comment',
      'radiogroup',
      'checkbox',
      'rating',
      'matrix',
      'matrixdropdown',
      'matrixdynamic',
      'multipletext',
      'paneldynamic',
      'panel',
      'expression',
      'file',
      'html',
      'boolean',
      'ranking',
      'imagepicker',
      '__proto__',
      'constructor',
    ]
    const element = fc.record({
      type: fc.constantFrom(...types),
      name: fc.oneof(fc.string(), fc.integer(), fc.constantFrom('a', 'b', 'constructor')),
      settings: fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 8 }),
    })
    fc.assert(
      fc.property(fc.array(element, { maxLength: 6 }), (elements) => {
        const definition = { elements: elements.map(({ type, name, settings }) => ({ ...settings, type, name })) }
        const { sources, notices } = read(JSON.stringify(definition).toWellFormed())
        expect(sources !== undefined || notices.length > 0).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
