import type { Answers, ItemDefinition } from '#engine'
import { proposalsIn } from '../../../instruments/exchange/answers/proposals.ts'
import { readFilledFile } from '../../../instruments/exchange/answers/read-filled-file.ts'
import { instrumentOf } from '../../support/definitions.ts'
import { withBody, wordFile } from '../../support/filled-files.ts'

const channels = ['line', 'zalo', 'blog']

const items: readonly ItemDefinition[] = [
  { item: 'Q01', type: 'yes_no' },
  { item: 'Q02', type: 'single_choice', list: 'channel' },
  { item: 'Q03', type: 'multiple_choice', list: 'channel' },
  { item: 'Q04', type: 'integer' },
  { item: 'Q05', type: 'decimal' },
  { item: 'Q06', type: 'date' },
  { item: 'Q07', type: 'year' },
  { item: 'Q08', type: 'long_text', missing: ['refused'] },
  {
    item: 'Q09',
    type: 'grid',
    rows: { list: 'level' },
    columns: [
      { column: 'use', cell: 'one', list: 'channel' },
      { column: 'all', cell: 'several', list: 'channel' },
      { column: 'posts', cell: 'integer' },
    ],
  },
  { item: 'Q10', type: 'two_answer_grid', rows: { list: 'level' }, list: 'channel', secondary: 2 },
  { item: 'Q11', type: 'ranking', list: 'channel', max: 3 },
  { item: 'Q12', type: 'constant_sum', list: 'channel', total: 100 },
  {
    item: 'Q13',
    type: 'roster',
    items: [
      { item: 'Q13_title', type: 'text' },
      { item: 'Q13_year', type: 'year' },
    ],
  },
  { item: 'Q14', type: 'file' },
  { item: 'Q15', type: 'roster', rows: { list: 'level' }, items: [{ item: 'Q15_note', type: 'text' }] },
]

/** One question of each kind that is filled in by hand. */
export const questionnaire = instrumentOf(items, { channel: channels, level: ['national', 'village'] })

export const standing: Answers = {
  Q02: { value: 'line' },
  Q04: { value: 1234 },
  Q05: { value: 1.234 },
  Q06: { value: '2026-04-03' },
  Q08: { value: 'First line\nand second' },
  Q09: { value: { national: { use: 'line', all: ['line', 'blog'], posts: 7 }, village: { missing: 'dont_know' } } },
  Q13: { value: ['r1'] },
  'Q13_title/r1': { value: 'Circular 4' },
  'Q13_year/r1': { value: 2019 },
}

export interface Reading {
  readonly proposed: Readonly<Record<string, unknown>>
  /** `code key place` of each. */
  readonly faults: readonly string[]
}

/** What a file says that does not stand already. */
export async function readingOf(file: Buffer, answers: Answers = standing): Promise<Reading> {
  const { proposals, faults } = proposalsIn(questionnaire, await readFilledFile(file), answers)
  const stands = (key: string): string => JSON.stringify(answers[key] ?? '')
  const other = proposals.filter(({ key, answer }) => JSON.stringify(answer) !== stands(key))
  return {
    proposed: Object.fromEntries(
      other.map(({ key, answer }) => [key, 'value' in answer ? answer.value : { missing: answer.missing }]),
    ),
    faults: faults.map(({ code, key, place }) => `${code} ${key ?? ''} ${place}`),
  }
}

/** The answered copy after a person was at its XML. */
export async function editedWord(
  change: (xml: string) => string,
  answers: Answers | undefined = standing,
): Promise<Buffer> {
  return withBody(await wordFile(questionnaire, answers), change)
}

/** The same, of a copy that was handed out without answers. */
export const editedBlank = async (change: (xml: string) => string): Promise<Buffer> =>
  withBody(await wordFile(questionnaire), change)
