import { always, type Case, inPhases } from '../case.ts'
import { coordinator, leaders, members, ofParts, writers, writersOfA } from '../cast.ts'

const letter = () => ({ body: { id: crypto.randomUUID(), text: 'Dear colleagues', readers: 'leads' } })

const ofAnAdministration: readonly Case[] = [
  { endpoint: 'readFieldwork', expected: always(members(200)) },
  {
    endpoint: 'askForExtension',
    say: () => ({ body: { until: '2027-03-15', reason: 'Elections' } }),
    expected: inPhases(leaders('extension-open'), leaders('extension-open'), leaders('response-locked')),
  },
  { endpoint: 'writeLetter', say: letter, expected: always(leaders(204)) },
  {
    // a letter for those who lead, review and clear
    endpoint: 'noteReading',
    say: ({ letter: one }) => ({ body: { letters: [one] } }),
    expected: always({ ...members(404), ...leaders(204), reviewer: 204, 'clearing officer': 204 }),
  },
]

const ofTheTeam: readonly Case[] = [
  { endpoint: 'listCoordinated', expected: always(coordinator(200)) },
  { endpoint: 'readCoordination', expected: always(coordinator(200)) },
  { endpoint: 'readWaveFieldwork', expected: always(coordinator(200)) },
  { endpoint: 'setDeadline', say: () => ({ body: { due: '2027-02-01' } }), expected: always(coordinator(204)) },
  { endpoint: 'writeToAll', say: letter, expected: always(coordinator(204)) },
  { endpoint: 'readUnitFieldwork', expected: always(coordinator(200)) },
  { endpoint: 'writeToUnit', say: letter, expected: always(coordinator(204)) },
  {
    endpoint: 'noteUnitReading',
    say: ({ letter: one }) => ({ body: { letters: [one] } }),
    expected: always(coordinator(204)),
  },
  {
    endpoint: 'decideExtension',
    say: () => ({ params: { number: '1' }, body: { until: '2027-02-20' } }),
    expected: always(coordinator(204)),
  },
]

const later = [writers('clearance-open'), writers('response-locked')] as const

const prefills: readonly Case[] = [
  { endpoint: 'listPrefills', expected: always(members(200)) },
  {
    endpoint: 'decidePrefills',
    what: 'A05',
    say: ({ prefills: [ofA] }) => ({ body: { decisions: [{ id: ofA, decision: 'no_longer_applies' }] } }),
    expected: inPhases({ ...writersOfA(200), 'contributor of B01': 404 }, ...later),
  },
  {
    endpoint: 'decidePrefills',
    what: 'B02',
    say: ({ prefills: [, ofB] }) => ({ body: { decisions: [{ id: ofB, decision: 'confirm' }] } }),
    expected: inPhases({ ...leaders(200), contributor: 200, ...ofParts(404) }, ...later),
  },
  { endpoint: 'offerPrefills', expected: always(coordinator(200)) },
]

export const fieldwork: readonly Case[] = [...ofAnAdministration, ...ofTheTeam, ...prefills]
