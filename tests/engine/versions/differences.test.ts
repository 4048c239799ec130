import { describe, expect, test } from 'vitest'
import { changeInWords, differences, mapFaults, openInstrument } from '#engine'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'
import { smallInstrument } from '../../fixtures/instruments/small.ts'
import { smallFollows, smallNext } from '../../fixtures/versions/small-next.ts'
import { openNational } from '../../support/definitions.ts'

const from = openInstrument(smallInstrument, '1'.repeat(64))
const next = (bundle: Partial<Bundle> = {}) => openInstrument({ ...smallNext, ...bundle }, '2'.repeat(64))
const faults = (bundle: Partial<Bundle> = {}) =>
  mapFaults(from, next(bundle)).map(({ code, place }) => `${code} ${place}`)

describe('the differences between two versions', () => {
  test('are sentences about what was added, taken away, renamed, split, retyped and worded otherwise', () => {
    expect(differences(from, next(), 'en').map(changeInWords)).toEqual([
      'A06 “Is there a written rule?” is new (in A, “Practice”).',
      'A04 “What about A04?” is no longer asked.',
      'B04_year “What about B04_year?” is no longer asked.',
      'B01 “What about B01?” was “integer” and is “text”.',
      'B01 “What about B01?”: the lower limit was 0 and is not set.',
      'B01 “What about B01?”: the upper limit was 1000000 and is not set.',
      'B02 is called B02_day now: “What about B02?”.',
      'B02_day “What about B02?”: the lower limit was not set and is 2010-01-01.',
      'platform “List”: the code facebook is split into facebook_page, facebook_group.',
      'platform “List”: the code x is called x_twitter now.',
      'level “List” has no code village (“The option village”) any more.',
      'The check K_nobody “Somebody must be doing it.” is no longer made.',
      'A01: the question in en reads otherwise: “What about A01?” is now “What about A01, then?”, and means the same.',
      'platform: the code x_twitter in en reads otherwise: “The option x” is now “X, formerly Twitter”, and means the same.',
      'extent: the code all in en reads otherwise: “The option all” is now “Every one of them”, and means the same.',
      'extent: the code some in en reads otherwise: “The option some” is now “At least half of them”, and means something else.',
    ])
  })

  test('say under which condition an item is asked and required, in words', () => {
    const sections = structuredClone(smallNext.sections) as typeof smallNext.sections
    const changed = JSON.parse(
      JSON.stringify(sections).replace(
        `"relevant":"\${A01} = 'yes'","required":true`,
        `"relevant":"\${A06} = 'yes'","required":"\${A01} = 'yes'"`,
      ),
    )
    const said = differences(from, next({ sections: changed }), 'en').map(changeInWords)
    expect(said.filter((line) => line.startsWith('A02'))).toEqual([
      'A02 “What about A02?” was required and is required when “What about A01, then?” is ‘The option yes’.',
      'A02 “What about A02?” was asked when “What about A01?” is ‘The option yes’ and is asked when “Is there a written rule?” is ‘The option yes’.',
    ])
  })

  test('of wordings are told for every language both versions have', async () => {
    const nat = await openNational()
    const english = nat.bundle.texts['en']
    if (english === undefined) throw new Error('the national questionnaire has no English texts')
    const two = (label: string): Bundle => ({
      ...nat.bundle,
      languages: ['en', 'km'],
      texts: { ...nat.bundle.texts, km: { ...english, items: { ...english.items, A01: { label } } } },
    })
    const [old, now] = [openInstrument(two('មួយ'), 'a'), openInstrument(two('ពីរ'), 'b')]
    expect(differences(old, now, 'en').map(changeInWords)).toEqual([
      'A01: the question in km reads otherwise: “មួយ” is now “ពីរ”.',
    ])
    expect(differences(nat, old, 'en').map(changeInWords)).toEqual(['It can be answered in km too.'])
  })

  test('of a version and itself are none', async () => {
    const nat = await openNational()
    expect(differences(nat, nat, 'en')).toEqual([])
    expect(mapFaults(from, next())).toEqual([])
  })
})

describe('what must be mapped', () => {
  const without = (change: Partial<typeof smallFollows>) => faults({ follows: { ...smallFollows, ...change } })

  test('a version says which one it follows, and is higher', () => {
    expect(
      mapFaults(from, openInstrument({ ...smallNext, follows: { version: '0.9.0' } }, '')).map(({ code }) => code),
    ).toEqual(['version.not_followed'])
    expect(faults({ version: '1.0.0' })).toEqual(['version.not_higher SML'])
    expect(faults({ version: '0.10.0' })).toEqual(['version.not_higher SML'])
    expect(faults({ version: '1.10.0' })).toEqual([])
  })

  test('an item that is gone, retyped or worded otherwise', () => {
    expect(without({ items: {}, same_meaning: ['platform/x_twitter', 'extent/all'] })).toEqual([
      'item.removed A04',
      'item.removed B02',
      'item.removed B04_year',
      'item.reworded A01',
      'item.retyped B01',
    ])
  })

  test('a code that is gone, split or used again with another meaning', () => {
    expect(without({ codes: {} })).toEqual([
      'code.removed platform/facebook',
      'code.removed platform/x',
      'code.removed level/village',
      'code.reworded extent/some',
    ])
    expect(without({ same_meaning: ['A01', 'platform/x_twitter'] })).toEqual(['code.reworded extent/all'])
  })

  test('two items that become one, an item that goes into records, and a map of what is not there', () => {
    const items = { ...smallFollows.items }
    expect(without({ items: { ...items, A04: 'B01' } })).toEqual(['item.merged B01'])
    expect(without({ items: { ...items, A04: 'B04_title' } })).toEqual(['item.moved A04', 'item.merged B04_title'])
    expect(
      without({
        items: { ...items, Z99: null },
        codes: { ...smallFollows.codes, extent: { some: 'some', most: 'all' } },
      }),
    ).toEqual(['item.unknown Z99', 'code.unknown extent/most'])
  })

  test('a column that is gone', () => {
    const sections = JSON.parse(JSON.stringify(smallNext.sections).replace('"column":"units"', '"column":"bodies"'))
    expect(faults({ sections })).toEqual(['column.removed B03/units'])
    const items = { ...smallFollows.items, 'B03/units': 'B03/bodies' }
    expect(faults({ sections, follows: { ...smallFollows, items } })).toEqual([])
  })
})
