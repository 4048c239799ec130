import { expect, test } from 'vitest'
import { type Answers, type Context, evaluate, openInstrument } from '#engine'
import { smallNext } from '../../fixtures/versions/small-next.ts'

const instrument = openInstrument(smallNext, '2'.repeat(64))
const context: Context = {
  language: 'en',
  today: '2026-11-22',
  unit: { code: 'idn', name: 'Indonesia', attributes: {} },
  wave: { code: '2026', title: 'Wave', year: 2026, referenceFrom: '2025-07-01', referenceTo: '2026-06-30' },
}

const found = (answers: Answers) =>
  evaluate(instrument, answers, context).findings.map(({ key, severity, code, params }) => [
    key,
    severity,
    code,
    params['reason'],
  ])

test('an answer that is to be looked at again is a warning that says why, and counts as answered', () => {
  const answers: Answers = { A01: { value: 'no' }, A06: { value: 'yes' }, B01: { value: '12', look: 'retyped' } }
  expect(found(answers)).toEqual([['B01', 'warning', 'look', 'retyped']])
  expect(evaluate(instrument, answers, context).progress.requiredOpen).toBe(0)
  expect(found({ ...answers, B01: { value: '12' } })).toEqual([])
  expect(found({ ...answers, B01: { missing: 'refused', look: 'retyped' } })).toEqual([
    ['B01', 'warning', 'look', 'retyped'],
  ])
})

test('one for which nothing could be chosen is open and marked; off the path nothing is said', () => {
  const split: Answers = {
    A01: { value: 'yes' },
    A02: { value: undefined, look: 'code_split' },
    A06: { value: 'yes' },
    B01: { value: '1' },
  }
  expect(found(split)).toEqual([
    ['A02', 'blocker', 'required', undefined],
    ['A02', 'warning', 'look', 'code_split'],
  ])
  expect(found({ ...split, A01: { value: 'no' } })).toEqual([])
})
