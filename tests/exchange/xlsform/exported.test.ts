import { describe, expect, test } from 'vitest'
import {
  type Answers,
  type Bundle,
  type Context,
  evaluate,
  type FormItem,
  type Instrument,
  openInstrument,
} from '#engine'
import { load } from '#engine/load'
import { parseExpression } from '../../../instruments/engine/expression/index.ts'
import { referencesOf } from '../../../instruments/engine/expression/references.ts'
import type { Workbook } from '../../../instruments/exchange/workbook/workbook.ts'
import { writeXlsForm } from '../../../instruments/exchange/xlsform/write/write.ts'
import { definitionCodes, readSources } from '../../../scripts/instruments/sources.ts'
import { sampleAnswers } from '../../support/plain-answers.ts'
import { type PlainAnswers, type PlainForm, readPlainForm } from '../../support/plain-form.ts'

const samples = 200
const { bundle: nat } = load(await readSources('nat'))
const levels = nat?.codeLists.level?.codes.map(({ code }) => code) ?? []

const context: Context = {
  language: 'en',
  today: '2026-11-22',
  // every level of government, so that no row of a grid is left out here that other programs ask
  unit: { code: 'x', name: 'X', attributes: { levels } },
  wave: { code: 'w', title: 'W', year: 2026, referenceFrom: '2026-01-01', referenceTo: '2026-12-31' },
}

async function written(code: string) {
  const { bundle } = load(await readSources(code))
  if (bundle === undefined) throw new Error(`${code} does not load`)
  const { workbook, notices } = writeXlsForm(bundle)
  return { code, bundle, workbook: withoutOurs(workbook), notices, instrument: openInstrument(bundle, '') }
}

/** The file as a program sees it that knows none of our columns and sheets. */
function withoutOurs({ sheets }: Workbook): Workbook {
  return {
    sheets: sheets
      .filter(({ name }) => !name.startsWith('mufakat_'))
      .map((sheet) => {
        const ours = Array.from(sheet.rows[0]?.cells ?? []).flatMap(([at, { text }]) =>
          text.startsWith('mufakat::') ? [at] : [],
        )
        return {
          ...sheet,
          rows: sheet.rows.map((row) => ({
            ...row,
            cells: new Map(Array.from(row.cells).filter(([at]) => !ours.includes(at))),
          })),
        }
      }),
  }
}

const all = await Promise.all((await definitionCodes()).map(written))
// the types of XLSForm that we write; see xlsform.org
const types =
  /^(begin_group|end_group|begin_repeat|end_repeat|text|integer|decimal|date|image|file|note|(select_one|select_multiple|rank) \w+)$/
const functions =
  /\b(selected|count-selected|selected-at|if|coalesce|not|true|false|boolean|number|int|round|sum|count|min|max|abs|pow|regex|contains|starts-with|ends-with|string-length|concat|join|string|date|today|format-date|substr|jr:choice-name)\(/g

describe('what is exported reads as an XLSForm without any of our columns', () => {
  test.each(all)('$code: types, names, lists and references are those of an XLSForm', ({ workbook, bundle }) => {
    const { questions, choices } = readPlainForm(workbook)
    const survey = workbook.sheets.find(({ name }) => name === 'survey')
    const rows = survey?.rows.slice(1) ?? []
    expect(rows.map((row) => row.cells.get(0)?.text ?? '').filter((type) => !types.test(type))).toEqual([])
    const names = rows.map((row) => row.cells.get(1)?.text ?? '').filter((name) => name !== '')
    expect(names.filter((name, at) => names.indexOf(name) !== at || !/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name))).toEqual(
      [],
    )
    expect(questions.filter(({ list }) => list !== '' && !choices.has(list))).toEqual([])
    const texts = rows.flatMap((row) => Array.from(row.cells.values(), ({ text }) => text))
    const asked = new Set(names)
    const strange = texts
      .flatMap((text) => Array.from(text.matchAll(/\$\{(\w+)\}/g), ([, name]) => name ?? ''))
      .filter((name) => !asked.has(name))
    expect(strange).toEqual([])
    for (const [list, { codes }] of Object.entries(bundle.codeLists)) {
      expect(choices.get(list)?.map(({ name }) => name)).toEqual(codes.map(({ code }) => code))
    }
  })

  test.each(all)('$code: conditions use what every program knows', ({ workbook }) => {
    const { questions } = readPlainForm(workbook)
    const conditions = questions.flatMap(({ relevant, cells }) => [
      ...relevant,
      cells.constraint ?? '',
      cells.choice_filter ?? '',
    ])
    expect(
      conditions.flatMap(
        (one) =>
          one
            .replace(/'[^']*'/g, '')
            .replace(functions, '(')
            .match(/[\w:-]+\(/g) ?? [],
      ),
    ).toEqual([])
  })

  test.each(all)('$code asks the same questions there as here', ({ bundle, instrument, workbook, notices }) => {
    const plain = readPlainForm(workbook)
    const unsaid = new Set(notices.filter(({ rule }) => rule === 'relevant-unsaid').map(({ place }) => place))
    const known = sayable(bundle, instrument, unsaid)
    const asked = plain.questions.filter(({ name, repeat }) => repeat === undefined && known.has(name))
    for (let seed = 1; seed <= samples; seed += 1) {
      const { given, relevant } = sampleAnswers(plain, seed)
      const items = itemsIn(instrument, inOurTerms(instrument, plain, given))
      const differ = asked
        .filter(({ name }) => relevant.has(name) !== items.get(name)?.relevant)
        .map(({ name }) => name)
      expect({ seed, differ }).toEqual({ seed, differ: [] })
    }
  })

  test('most questions of the national questionnaire can be compared', () => {
    const nat = all.find(({ code }) => code === 'nat')
    if (nat === undefined) throw new Error('no nat')
    const unsaid = new Set(nat.notices.filter(({ rule }) => rule === 'relevant-unsaid').map(({ place }) => place))
    const questions = readPlainForm(nat.workbook).questions.filter(
      ({ name, repeat }) => repeat === undefined && nat.instrument.items.has(name),
    )
    expect(sayable(nat.bundle, nat.instrument, unsaid).size / questions.length).toBeGreaterThan(0.8)
  })
})

/** Questions whose conditions, and those of whatever they look at, other programs know completely. */
function sayable(bundle: Bundle, instrument: Instrument, unsaid: ReadonlySet<string>): ReadonlySet<string> {
  const known = new Map<string, boolean>()
  const isKnown = (code: string): boolean => {
    const found = known.get(code)
    const item = instrument.items.get(code)
    if (found !== undefined || item === undefined) return found ?? false
    known.set(code, false)
    const around = [code, item.group.code, item.section.code]
    const conditions = [item.definition.relevant, item.group.definition.relevant, item.section.definition.relevant]
    const looked = [
      ...conditions.flatMap(referencesIn),
      ...(item.definition.specifies ? [item.definition.specifies.item] : []),
    ]
    const narrowed = 'from' in item.definition && item.definition.from !== undefined
    const result =
      !around.some((one) => unsaid.has(one)) &&
      looked.every(
        (one) => isKnown(one) && !isNarrowed(instrument, one) && instrument.items.get(one)?.roster === undefined,
      )
    known.set(code, result)
    return result && !(narrowed && unsaid.has(code))
  }
  return new Set(Array.from(instrument.items.keys()).filter((code) => isKnown(code) && bundle.sections.length > 0))
}

/** An answer off its narrowed list is no answer here, and stays one there. */
function isNarrowed(instrument: Instrument, code: string): boolean {
  const definition = instrument.items.get(code)?.definition
  if (definition === undefined) return true
  if ('from' in definition && definition.from !== undefined) return true
  const rows = 'rows' in definition ? definition.rows?.from : undefined
  // other ways to fill in a grid than cell by cell are not sampled
  return (
    (rows !== undefined && rows !== "unit('levels')") || ['two_answer_grid', 'constant_sum'].includes(definition.type)
  )
}

function referencesIn(source: string | undefined): readonly string[] {
  const parsed = source === undefined ? undefined : parseExpression(source)
  return parsed?.ok ? referencesOf(parsed.expression) : []
}

function inOurTerms(instrument: Instrument, plain: PlainForm, given: PlainAnswers): Answers {
  const answers: Record<string, { value: unknown }> = {}
  for (const { name, type } of plain.questions) {
    const text = given[name]
    if (type === 'begin') answers[name] = { value: ['r1'] }
    if (text === undefined || text === '') continue
    const value =
      type === 'select_multiple' ? text.split(' ') : ['integer', 'decimal'].includes(type) ? Number(text) : text
    // the headings of a matrix take no answer
    if (name.endsWith('___heading')) continue
    const [item = '', row = '', column] = name.split('__')
    const definition = instrument.items.get(item)?.definition
    if (definition === undefined) continue
    if (row === '') answers[item] = { value }
    else if (definition.type === 'grid') {
      const rows = (answers[item]?.value ?? {}) as Record<string, Record<string, unknown>>
      const key = column ?? definition.columns[0]?.column ?? ''
      answers[item] = { value: { ...rows, [row]: { ...rows[row], [key]: value } } }
    }
  }
  return answers
}

const itemsIn = (instrument: Instrument, answers: Answers): ReadonlyMap<string, FormItem> =>
  new Map(
    evaluate(instrument, answers, context)
      .sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items))
      .map((item) => [item.item, item]),
  )
