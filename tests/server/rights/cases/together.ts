import { always, type Case, inPhases } from '../case.ts'
import { leaders, members, writers, writersOfA, writersOfB } from '../cast.ts'
import { filledIn } from '../questionnaire.ts'

const later = [writers('clearance-open'), writers('response-locked')] as const

const take =
  (at: 0 | 1): NonNullable<Case['say']> =>
  ({ contributions }) => ({ body: { decisions: [{ id: contributions[at], decision: 'take', version: 1 }] } })

export const together: readonly Case[] = [
  { endpoint: 'downloadAnswers', expected: always(members(200)) },
  {
    endpoint: 'uploadAnswers',
    prepare: async ({ ours }, memo) => {
      memo.file ??= (await filledIn(ours.focal, { B01: 41 })).toString('base64')
    },
    say: (_place, { file = '' }) => ({ query: { name: 'answers.xlsx' }, bytes: Buffer.from(file, 'base64') }),
    expected: inPhases(writers(200), ...later),
  },
  { endpoint: 'listContributions', expected: always(members(200)) },
  {
    endpoint: 'decideContributions',
    what: 'A04',
    say: take(0),
    expected: inPhases({ ...writersOfA(200), 'contributor of B01': 404 }, ...later),
  },
  {
    endpoint: 'decideContributions',
    what: 'B01',
    say: take(1),
    expected: inPhases({ ...writersOfB(200), 'contributor of A': 404 }, ...later),
  },
  { endpoint: 'readPeople', expected: always(members(200)) },
  {
    endpoint: 'askPerson',
    say: () => ({ body: { name: 'Eko', email: 'eko@example.org', role: 'contributor' } }),
    expected: inPhases(leaders(200), leaders(200), leaders('response-locked')),
  },
  {
    endpoint: 'changePart',
    say: () => ({ body: { sections: ['A'] } }),
    expected: inPhases(leaders(204), leaders(204), leaders('response-locked')),
  },
  { endpoint: 'renewLink', expected: always(leaders(200)) },
  { endpoint: 'withdrawPerson', expected: always(leaders(204)) },
  {
    endpoint: 'returnWork',
    say: () => ({ body: { outcome: 'done' } }),
    expected: always({
      contributor: 204,
      'contributor of A': 204,
      'contributor of B01': 204,
      reviewer: 204,
    }),
  },
  { endpoint: 'noteLook', say: () => ({ body: { until: '2026-11-22T00:00:00Z' } }), expected: always(members(204)) },
]
