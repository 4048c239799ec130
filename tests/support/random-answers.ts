import fc from 'fast-check'
import {
  type Answer,
  type Answers,
  evaluate,
  type FormItem,
  type Instrument,
  type KeyText,
  parseKey,
  withAnswer,
} from '#engine'
import { everyItem, philippines } from './scenario.ts'

/** Anything at all under the keys of an instrument, as a hostile or broken client might send it. */
export function wildAnswers(instrument: Instrument): fc.Arbitrary<Answers> {
  const keys = Array.from(instrument.items.values()).flatMap((item) =>
    item.roster === undefined ? [item.code] : [`${item.code}/r1`, `${item.code}/uc01`],
  )
  const answer: fc.Arbitrary<Answer> = fc.oneof(
    fc.jsonValue().map((value) => ({ value })),
    fc.constantFrom('dont_know', 'refused', 'no_answer', 'suppressed').map((missing) => ({ missing }) as Answer),
  )
  return fc.dictionary(fc.constantFrom<KeyText>(...keys), answer, { maxKeys: 40 })
}

/** A pseudo-random source that a seed reproduces. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/**
 * Answer what is asked, item by item as a respondent would, each value valid for its item. Some items are declared
 * missing, some optional ones left out.
 */
export function plausibleAnswers(instrument: Instrument, seed: number, context = philippines): Answers {
  const random = chance(seed)
  let answers: Answers = {}
  for (let round = 0; round < 4; round += 1) {
    for (const item of everyItem(evaluate(instrument, answers, context))) {
      if (!item.relevant || answers[item.key] !== undefined || random() < 0.15) continue
      const answer = plausibleAnswer(item, random)
      if (answer !== undefined) answers = withAnswer(answers, parseKey(item.key), answer)
    }
  }
  return answers
}

function plausibleAnswer(item: FormItem, random: () => number): Answer | undefined {
  if (random() < 0.1 && item.declarable[0] !== undefined)
    return { missing: pick(item.declarable, random) ?? 'dont_know' }
  const value = plausibleValue(item, random)
  return value === undefined ? undefined : { value }
}

const pick = <T>(from: readonly T[], random: () => number): T | undefined => from[Math.floor(random() * from.length)]

function plausibleValue(item: FormItem, random: () => number): unknown {
  const { definition } = item
  const some = (most: number): readonly string[] =>
    item.options
      .filter((option) => !option.exclusive && random() < 0.5)
      .slice(0, most)
      .map((option) => option.code)
  const codes = item.options.map((option) => option.code)
  switch (definition.type) {
    case 'single_choice':
    case 'yes_no':
      return pick(codes, random)
    case 'multiple_choice':
      return nonEmpty(some(definition.max ?? 50))
    case 'ranking':
      return nonEmpty(drawn(codes, definition.max, random))
    case 'register_pick':
      return nonEmpty(some(definition.max ?? 5))
    case 'integer':
      return Math.floor(random() * Math.min(definition.max ?? 100, 100))
    case 'decimal':
      return Math.round(random() * Math.min(definition.max ?? 100, 100) * 10) / 10
    case 'year':
      return (definition.min ?? 2010) + Math.floor(random() * 8)
    case 'date':
      return `20${10 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`
    case 'text':
    case 'long_text':
      return pick(['Pejabat Perdana Menteri', 'ក្រសួងប្រៃសណីយ៍', 'ပြန်ကြားရေးဝန်ကြီးဌာန', 'Bộ Thông tin', 'สำนักงาน'], random)
    case 'url':
      return 'https://www.gov.example/circular'
    case 'email':
      return 'office@gov.example'
    case 'file':
      return { name: 'circular.pdf', sha256: 'a'.repeat(64), bytes: 100, type: 'application/pdf' }
    case 'grid':
      return gridValue(item, random)
    case 'two_answer_grid':
      return nonEmpty(Object.fromEntries(item.rows.map((row) => [row.code, { primary: pick(codes, random) }])))
    case 'constant_sum':
      return nonEmpty(Object.fromEntries(codes.map((code, at) => [code, at === 0 ? definition.total : 0])))
    case 'roster':
      return definition.rows === undefined ? ['r1', 'r2'].slice(0, definition.max ?? 2) : undefined
    case 'note':
      return undefined
  }
}

/** Up to `most` codes in a random order. */
function drawn(codes: readonly string[], most: number, random: () => number): readonly string[] {
  const order = codes.map((code) => ({ code, at: random() })).sort((a, b) => a.at - b.at)
  return order.slice(0, most).map(({ code }) => code)
}

const nonEmpty = <T extends object>(value: T): T | undefined => (Object.keys(value).length === 0 ? undefined : value)

function gridValue(item: FormItem, random: () => number): unknown {
  return nonEmpty(
    Object.fromEntries(
      item.rows.map((row) => [
        row.code,
        random() < 0.1
          ? { missing: 'dont_know' }
          : Object.fromEntries(item.columns.map((column) => [column.column, cell(column, random)])),
      ]),
    ),
  )
}

function cell(column: FormItem['columns'][number], random: () => number): unknown {
  const codes = column.options.map((option) => option.code)
  switch (column.cell) {
    case 'one':
      return pick(codes, random)
    case 'several':
      return codes.filter((code) => code !== 'none' && random() < 0.3)
    case 'year':
      return 2015 + Math.floor(random() * 10)
    case 'text':
      return 'National survey'
    default:
      return Math.floor(random() * 90)
  }
}
