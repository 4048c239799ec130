import { describe, expect, test } from 'vitest'
import { type Answers, type Context, evaluate, type FormItem, type Instrument, openInstrument } from '#engine'
import { type InstrumentSources, load } from '#engine/load'
import { readXlsForm } from '../../../instruments/exchange/xlsform/read.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { corpus } from '../../support/corpus.ts'
import { offered, sampleAnswers } from '../../support/plain-answers.ts'
import { type PlainAnswers, type PlainForm, type PlainQuestion, readPlainForm } from '../../support/plain-form.ts'

const house = await readHouseLists()
const samples = 200

const context: Context = {
  language: 'en',
  today: '2026-11-22',
  unit: { code: 'x', name: 'X', attributes: {} },
  wave: { code: 'w', title: 'W', year: 2026, referenceFrom: '2026-01-01', referenceTo: '2026-12-31' },
}

interface Placed {
  readonly item: string
  readonly items?: readonly Placed[]
}

/** Items of an import by the row of the sheet they come from. */
function codesByRow(sources: InstrumentSources): ReadonlyMap<number, string> {
  const codes = new Map<number, string>()
  for (const { content, place } of sources.sections) {
    const { groups } = content as { readonly groups: readonly { readonly items: readonly Placed[] }[] }
    const add = ({ item, items = [] }: Placed, pointer: string): void => {
      const [, column, row] = /!([A-Z]+)(\d+)$/.exec(place?.(pointer) ?? '') ?? []
      // what stands in the type column was added by or_other
      if (column !== 'A') codes.set(Number(row), item)
      for (const [at, child] of items.entries()) add(child, `${pointer}/items/${at}`)
    }
    for (const [g, { items }] of groups.entries()) {
      for (const [i, item] of items.entries()) add(item, `/groups/${g}/items/${i}`)
    }
  }
  return codes
}

interface Reading {
  readonly plain: PlainForm
  readonly instrument: Instrument
  readonly codes: ReadonlyMap<number, string>
}

function inOurTerms({ plain, instrument, codes }: Reading, given: PlainAnswers): Answers {
  const answers: Record<string, { value: unknown }> = {}
  for (const question of plain.questions) {
    const text = given[question.name]
    const code = codes.get(question.row)
    if (code !== undefined && question.type === 'begin') answers[code] = { value: ['r1'] }
    if (text === undefined || text === '' || code === undefined) continue
    const roster = instrument.items.get(code)?.roster
    answers[roster === undefined ? code : `${code}/r1`] = { value: ourValue(question, text, code, plain, instrument) }
  }
  return answers
}

function ourValue(
  question: PlainQuestion,
  text: string,
  code: string,
  plain: PlainForm,
  instrument: Instrument,
): unknown {
  const definition = instrument.items.get(code)?.definition
  const list =
    definition !== undefined && 'list' in definition ? instrument.bundle.codeLists[definition.list] : undefined
  const names = (plain.choices.get(question.list) ?? []).map((choice) => choice.name)
  const codeOf = (name: string): string => list?.codes[names.indexOf(name)]?.code ?? name
  if (question.type.startsWith('select_one')) return codeOf(text)
  if (question.type === 'select_multiple') return text.split(' ').map(codeOf)
  if (question.type === 'acknowledge') return ['ok']
  return ['integer', 'int', 'decimal'].includes(question.type) ? Number(text) : text
}

const itemsIn = (instrument: Instrument, answers: Answers): ReadonlyMap<string, FormItem> =>
  new Map(
    evaluate(instrument, answers, context)
      .sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items))
      .flatMap((item) => [item, ...item.records.flatMap(({ items }) => items)])
      .map((item) => [item.item, item]),
  )

const imported = corpus.flatMap(({ name, workbook }) => {
  const { sources } = readXlsForm(workbook, { file: `${name}.xlsx`, house })
  if (sources === undefined) return []
  const { bundle } = load(sources)
  if (bundle === undefined) throw new Error(`${name} does not load`)
  return [{ name, plain: readPlainForm(workbook), instrument: openInstrument(bundle, ''), codes: codesByRow(sources) }]
})

test('every form that is read is compared', () => {
  const names = corpus.filter(({ expected }) => expected[0] === 'imports').map(({ name }) => name)
  expect(imported.map(({ name }) => name)).toEqual(names)
})

describe('a form asks after its import what it asked before', () => {
  test.each(imported)('$name', (reading) => {
    const { plain, instrument, codes } = reading
    const asked = plain.questions.filter(({ row }) => codes.has(row))
    expect(asked.length).toBeGreaterThan(0)
    for (let seed = 1; seed <= samples; seed += 1) {
      const { given, relevant } = sampleAnswers(plain, seed)
      const items = itemsIn(instrument, inOurTerms(reading, given))
      const both = asked.map(({ name, row }) => ({
        name,
        there: relevant.has(name),
        here: items.get(codes.get(row) ?? '')?.relevant ?? false,
      }))
      expect({ seed, given, differ: both.filter(({ there, here }) => there !== here) }).toEqual({
        seed,
        given,
        differ: [],
      })
    }
  })

  const narrowing = imported.filter(({ plain }) =>
    plain.questions.some(({ cells }) => cells.choice_filter !== undefined),
  )
  test.each(narrowing)('$name offers the same choices', (reading) => {
    const { plain, codes, instrument } = reading
    const narrowed = plain.questions.filter(({ cells, row }) => cells.choice_filter !== undefined && codes.has(row))
    let offers = 0
    for (let seed = 1; seed <= samples; seed += 1) {
      const { given, relevant, scope } = sampleAnswers(plain, seed)
      const items = itemsIn(instrument, inOurTerms(reading, given))
      for (const question of narrowed.filter(({ name }) => relevant.has(name))) {
        const there = offered(plain, question, scope)
        const here = items.get(codes.get(question.row) ?? '')?.options.map(({ label }) => label) ?? []
        const labels = (plain.choices.get(question.list) ?? [])
          .filter(({ name }) => there.includes(name ?? ''))
          .map((choice) => Object.entries(choice).find(([heading]) => heading.startsWith('label'))?.[1])
        expect({ seed, given, here }).toEqual({ seed, given, here: labels })
        offers += there.length
      }
    }
    expect(offers).toBeGreaterThan(samples / 2)
  })
})
