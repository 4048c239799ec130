import { expect, test } from 'vitest'
import { coverageCells, coveredItems } from '../../server/analysis/coverage.ts'
import { coded, eleven, tableWith, variable } from './eleven.ts'

const row = (code: string) => variable(`B01_${code}`, { item: 'B01', rq: ['RQ1.4'], ...coded('few', 'most') })
const table = tableWith(
  [variable('C01', { rq: ['RQ2.1', 'RQ2.2'], ...coded('yes', 'no') }), row('ministry'), row('court')],
  [
    { unit: 0, cells: ['no', 'few', { missing: 'no_answer' }] },
    { unit: 1, cells: [{ missing: 'dont_know' }, { missing: 'refused' }, { missing: 'no_answer' }] },
    { unit: 2, cells: [{ missing: 'logic_skip' }, { missing: 'logic_skip' }, { missing: 'not_asked' }] },
  ],
)
const questions = ['RQ1.4', 'RQ2.1', 'RQ2.2', 'RQ3.1']
const cells = coverageCells(coveredItems(table), questions, eleven(8))
const inShort = (unit: number) =>
  cells[unit]?.map(({ rq, applicable, valid, missing }) => [rq, applicable, valid, missing])

test('one value makes an item valid, and an item counts once however many variables it has', () => {
  expect(inShort(0)).toEqual([
    ['RQ1.4', 1, 1, 0],
    ['RQ2.1', 1, 1, 0],
    ['RQ2.2', 1, 1, 0],
    ['RQ3.1', 0, 0, 0],
  ])
})

test('not known, refused and left out are missing; off the path is not even applicable', () => {
  expect(inShort(1)?.slice(0, 2)).toEqual([
    ['RQ1.4', 1, 0, 1],
    ['RQ2.1', 1, 0, 1],
  ])
  expect(inShort(2)?.every(([, applicable]) => applicable === 0)).toBe(true)
})

test('who has not submitted is asked nothing yet', () => {
  expect(inShort(10)?.every(([, applicable]) => applicable === 0)).toBe(true)
})
