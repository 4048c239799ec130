import { describe, expect, test } from 'vitest'
import { type Answers, type Instrument, openInstrument } from '#engine'
import type { Bundle, Follows, ItemDefinition } from '../../../instruments/engine/definition/bundle.ts'
import { offersFromWave } from '../../../server/features/prefill/from-wave.ts'
import type { WaveSource } from '../../../server/features/prefill/offer.ts'
import { hashOf } from '../../support/instrument.ts'
import { plain } from '../../support/prefill.ts'
import { philippines } from '../../support/scenario.ts'

const opened = (bundle: Bundle): Instrument => openInstrument(bundle, hashOf(bundle))
const source: WaveSource = {
  kind: 'wave',
  wave: { code: '2026', title: 'Wave 2026' },
  reference: 'SML-2026-PHL-01-4F2A',
  sha256: 'ab'.repeat(32),
  hash: hashOf(plain),
  asOf: '2026-06-30',
}
const said: Answers = {
  A01: { value: 'yes' },
  A02: { value: 'line' },
  A03: { value: ['line', 'x'] },
  A04: { missing: 'refused' },
  B01: { value: 12 },
  B02: { value: '2026-02-28' },
  B03: { value: { national: { extent: 'all', units: 3 } } },
  B04: { value: ['r1'] },
  'B04_title/r1': { value: 'Circular 4' },
  'B04_year/r1': { value: 2019 },
}

/** Every offer as `key` or `key: reason`; what is offered whole is what was said. */
function fates(...bundles: readonly Bundle[]): readonly string[] {
  const chain = [plain, ...bundles].map(opened)
  return offersFromWave(chain, { source, answers: said }, philippines).map(({ key, from, answer, broken }) => {
    if (broken !== undefined) expect(answer).toEqual(said[from ?? ''])
    return broken === undefined ? key : `${key}: ${broken.reason}`
  })
}

const whole = Object.keys(said)
const but = (...changed: readonly string[]) =>
  whole.map((key) => changed.find((one) => one.startsWith(`${key}:`)) ?? key)

/** The next version, with some of it otherwise. */
function next(change: Partial<Bundle>, follows: Partial<Follows> = {}): Bundle {
  return { ...plain, version: '1.1.0', follows: { version: '1.0.0', ...follows }, ...change }
}
const withItem = (code: string, change: object): Partial<Bundle> => ({
  sections: plain.sections.map((section) => ({
    ...section,
    groups: section.groups.map((group) => ({
      ...group,
      items: group.items.map((item) => (item.item === code ? ({ ...item, ...change } as ItemDefinition) : item)),
    })),
  })),
})
const withList = (
  list: string,
  codes: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): Partial<Bundle> => ({
  codeLists: { ...plain.codeLists, [list]: { list, version: '1.1.0', codes: codes.map((code) => ({ code })) } },
  texts: {
    en: {
      ...texts,
      codeLists: {
        ...texts.codeLists,
        [list]: { title: 'List', codes: { ...texts.codeLists[list]?.codes, ...labels } },
      },
    },
  },
})
const { en } = plain.texts
if (en === undefined) throw new Error('the small questionnaire has no English texts')
const texts = en
const reworded = (item: string, label: string): Partial<Bundle> => ({
  texts: { en: { ...texts, items: { ...texts.items, [item]: { label } } } },
})

describe('what is offered from an earlier wave', () => {
  test('on the same version everything, as it was said', () => expect(fates()).toEqual(whole))

  test.each<readonly [string, Bundle, readonly string[]]>([
    ['another wording', next(reworded('B01', 'How many, by the end of the year?')), but('B01: item_reworded')],
    ['another wording that means the same', next(reworded('B01', 'How many?'), { same_meaning: ['B01'] }), but()],
    ['another type', next(withItem('B01', { type: 'text', max: 200 }), { items: { B01: 'B01' } }), but('B01: retyped')],
    [
      'a code to choose from that is new, though nobody chose it',
      next(withList('platform', ['facebook', 'line', 'x', 'zalo', 'threads'], { threads: 'Threads' })),
      but('A02: code_added', 'A03: code_added'),
    ],
    [
      'a code that is gone: worst where it was chosen',
      next(withList('platform', ['facebook', 'line', 'zalo']), { codes: { platform: { x: null } } }),
      but('A02: code_removed', 'A03: code_removed'),
    ],
    [
      'a code that is split',
      next(
        withList('platform', ['facebook', 'line_chat', 'line_voom', 'x', 'zalo'], {
          line_chat: 'Chat',
          line_voom: 'Voom',
        }),
        {
          codes: { platform: { line: ['line_chat', 'line_voom'] } },
        },
      ),
      but('A02: code_split', 'A03: code_split'),
    ],
    [
      'a code that reads otherwise, though nobody chose it',
      next(withList('platform', ['facebook', 'line', 'x', 'zalo'], { zalo: 'Zalo or another messenger' })),
      but('A02: code_reworded', 'A03: code_reworded'),
    ],
    [
      'a code that is only renamed',
      next(withList('platform', ['facebook', 'line', 'x_twitter', 'zalo'], { x_twitter: 'The option x' }), {
        codes: { platform: { x: 'x_twitter' } },
      }),
      but(),
    ],
    [
      'a row of a table that is new',
      next(withList('level', ['national', 'province', 'village', 'ward'], { ward: 'Ward' })),
      but('B03: code_added'),
    ],
    [
      'a column of a table that is new',
      next(
        withItem('B03', {
          columns: [
            { column: 'extent', cell: 'one', list: 'extent' },
            { column: 'units', cell: 'integer', min: 0 },
            { column: 'since', cell: 'year' },
          ],
        }),
      ),
      but('B03: column_added'),
    ],
    [
      'a column of a table that is gone',
      next(withItem('B03', { columns: [{ column: 'units', cell: 'integer', min: 0 }] }), {
        items: { 'B03/extent': null } as never,
      }),
      but('B03: column_removed'),
    ],
    ['a limit it does not keep', next(withItem('B01', { max: 10 })), but('B01: finding')],
    ['a reason that may not be given any more', next(withItem('A04', { missing: [] })), but('A04: finding')],
  ])('%s', (_what, bundle, expected) => expect(fates(bundle)).toEqual(expected))

  test('a question that is no longer asked offers nothing, one that was renamed stands under its new name', () => {
    const items = (plain.sections[1]?.groups[0]?.items ?? []).flatMap((item) =>
      item.item === 'B01' ? [] : item.item === 'B02' ? [{ ...item, item: 'B02_day' }] : [item],
    )
    const sections = plain.sections.map((section) =>
      section.section === 'B' ? { ...section, groups: [{ group: 'B_people', items }] } : section,
    )
    const bundle = next(
      {
        sections,
        checks: [],
        texts: { en: { ...texts, items: { ...texts.items, B02_day: { label: 'What about B02?' } } } },
      },
      { items: { B01: null, B02: 'B02_day' } },
    )
    expect(fates(bundle)).toEqual(whole.filter((key) => key !== 'B01').map((key) => (key === 'B02' ? 'B02_day' : key)))
  })

  test('what could not be saved is for reading only', () => {
    const [offer] = offersFromWave([opened(plain)], { source, answers: { B01: { value: 'twelve' } } }, philippines)
    expect(offer?.broken).toEqual({ reason: 'unreadable', why: 'This must be a number.' })
  })

  test('over several versions: what broke on the way stays broken', () => {
    const middle = next(reworded('B01', 'How many, by the end of the year?'))
    const last = { ...middle, version: '1.2.0', follows: { version: '1.1.0' } }
    expect(fates(middle, last)).toEqual(but('B01: item_reworded'))
  })
})

describe('what is never offered', () => {
  const left = (change: object) => fates(next(withItem('B01', change))).includes('B01')
  test.each<readonly [string, object, boolean]>([
    ['a fact', {}, true],
    ['who answers, what is agreed to', { identification: true }, false],
    ['personal particulars', { publication: 'confidential' }, false],
    ['views, which appear in totals only', { publication: 'aggregate_only' }, false],
    ['what the questionnaire says never', { prefill: 'never' }, false],
    ['one of these that the questionnaire wants offered', { identification: true, prefill: 'previous_wave' }, true],
    ['what a register may say too', { publication: 'aggregate_only', prefill: 'register' }, true],
    ['confidential, whatever it wants', { publication: 'confidential', prefill: 'previous_wave' }, false],
  ])('%s', (_what, change, expected) => expect(left(change)).toBe(expected))
})
