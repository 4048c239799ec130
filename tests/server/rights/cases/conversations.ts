import { always, type Case, inPhases } from '../case.ts'
import { members, readers, team, writers, writersOfA } from '../cast.ts'

const id = () => crypto.randomUUID()
const onShared: NonNullable<Case['say']> = ({ sharedThread }) => ({ params: { thread: sharedThread } })

// a thread about A04 among colleagues, and one about B01 that is shared with the research team
const amongColleagues = (outcome: number) =>
  always({ ...readers(outcome), 'contributor of A': outcome, 'contributor of B01': 404, ...team(404) })
const withTheTeam = (outcome: number) =>
  always({ ...readers(outcome), 'contributor of B01': outcome, 'contributor of A': 404, ...team(outcome) })

const reading: readonly Case[] = [
  { endpoint: 'listThreads', expected: always({ ...members(200), ...team(200) }) },
  { endpoint: 'readThread', what: 'among colleagues', expected: amongColleagues(200) },
  { endpoint: 'readThread', what: 'with the research team', say: onShared, expected: withTheTeam(200) },
  { endpoint: 'listThreadReaders', expected: always(members(200)) },
  { endpoint: 'noteThreadLook', say: () => ({ body: { until: 1 } }), expected: amongColleagues(204) },
  { endpoint: 'listSharedThreads', expected: always(team(200)) },
]

const writing: readonly Case[] = [
  {
    endpoint: 'openThread',
    what: 'among colleagues',
    say: () => ({ body: { id: id(), item: 'B01', scope: 'administration', text: 'What is counted?' } }),
    expected: always({ ...readers(200), 'contributor of B01': 200 }),
  },
  {
    endpoint: 'openThread',
    what: 'with the research team',
    say: () => ({ body: { id: id(), item: 'B01', scope: 'research', text: 'What is counted?' } }),
    expected: inPhases(
      { ...readers(200), 'contributor of B01': 200, ...team('not-submitted') },
      { ...readers(200), 'contributor of B01': 200, ...team('not-submitted') },
      { ...readers(200), 'contributor of B01': 200, ...team(200) },
    ),
  },
  {
    endpoint: 'writeMessage',
    what: 'among colleagues',
    say: () => ({ body: { id: id(), text: 'So it is.' } }),
    expected: amongColleagues(200),
  },
  {
    endpoint: 'writeMessage',
    what: 'with the research team',
    say: (place, memo) => ({ ...onShared(place, memo), body: { id: id(), text: 'So it is.' } }),
    expected: withTheTeam(200),
  },
  {
    endpoint: 'takeMessageBack',
    expected: always({ 'focal point': 200, 'contributor of B01': 404, ...team(404) }),
  },
  {
    endpoint: 'resolveThread',
    what: 'among colleagues',
    say: () => ({ body: { resolved: true } }),
    expected: amongColleagues(200),
  },
  {
    endpoint: 'resolveThread',
    what: 'with the research team',
    say: (place, memo) => ({ ...onShared(place, memo), body: { resolved: true } }),
    expected: withTheTeam(200),
  },
  {
    // all of it is the focal point's own words
    endpoint: 'changeThreadScope',
    say: () => ({ body: { from: 'administration', to: 'research' } }),
    expected: always({ ...members('thread-of-others'), 'focal point': 200, 'contributor of B01': 404 }),
  },
]

const later = [writers('clearance-open'), writers('response-locked')] as const
const inEnglish = (number: number): NonNullable<Case['say']> => {
  return ({ wording }) => ({
    body: { id: id(), item: 'A04', sha256: wording, number, language: 'id', text: 'In English' },
  })
}
const nothingSubmitted = { researcher: 404 }

const renderings: readonly Case[] = [
  { endpoint: 'listRenderings', expected: always(members(200)) },
  {
    endpoint: 'writeRendering',
    say: inEnglish(1),
    expected: inPhases({ ...writersOfA(200), 'contributor of B01': 404 }, ...later),
  },
  {
    // the contributor wrote it
    endpoint: 'reviewRendering',
    say: () => ({ body: { decision: 'reviewed' } }),
    expected: inPhases({ ...writersOfA(200), contributor: 'two-persons-needed', 'contributor of B01': 404 }, ...later),
  },
  { endpoint: 'listStudiedRenderings', expected: inPhases(nothingSubmitted, nothingSubmitted, { researcher: 200 }) },
  {
    endpoint: 'writeStudiedRendering',
    say: inEnglish(0),
    expected: inPhases(nothingSubmitted, nothingSubmitted, { researcher: 200 }),
  },
  {
    // what the administration wrote is not theirs to review
    endpoint: 'reviewStudiedRendering',
    say: () => ({ body: { decision: 'reviewed' } }),
    expected: always(nothingSubmitted),
  },
]

export const conversations: readonly Case[] = [...reading, ...writing, ...renderings]
