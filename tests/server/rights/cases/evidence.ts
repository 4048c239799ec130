import { always, type Case, inPhases } from '../case.ts'
import { leaders, members, team, writers, writersOfA, writersOfB } from '../cast.ts'

const later = [writers('clearance-open'), writers('response-locked')] as const

export const evidence: readonly Case[] = [
  { endpoint: 'listEvidence', expected: always(members(200)) },
  {
    endpoint: 'addEvidence',
    say: ({ sha256 }) => ({ body: { id: crypto.randomUUID(), title: 'Law', level: 'public', sha256 } }),
    expected: inPhases(writers(200), ...later),
  },
  {
    endpoint: 'changeEvidence',
    say: () => ({ body: { version: 1, title: 'Another' } }),
    expected: inPhases({ ...writers(403), ...leaders(200) }, ...later),
  },
  {
    endpoint: 'citeEvidence',
    what: 'A04',
    say: () => ({ body: { item: 'A04', cited: true } }),
    expected: inPhases({ ...writersOfA(200), 'contributor of B01': 403 }, ...later),
  },
  {
    endpoint: 'citeEvidence',
    what: 'B01',
    say: () => ({ body: { item: 'B01', cited: true } }),
    expected: inPhases({ ...writersOfB(200), 'contributor of A': 403 }, ...later),
  },
  { endpoint: 'listSubmittedEvidence', expected: always(team(200)) },
  { endpoint: 'readSubmittedEvidence', expected: inPhases(team(404), team(404), team(200)) },
]
