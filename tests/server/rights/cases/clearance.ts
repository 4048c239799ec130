import { always, type Case, inPhases } from '../case.ts'
import { coordinator, leaders, members, officer } from '../cast.ts'
import { readyToSend } from '../preparations.ts'

const reason = () => ({ body: { reason: 'A letter of the minister' } })
const holders = (outcome: number | string) => ({ ...leaders(outcome), ...officer(outcome) })
const nobodyAsked = 'clearance-not-open'

export const clearance: readonly Case[] = [
  { endpoint: 'readClearance', expected: always(members(200)) },
  {
    endpoint: 'planClearance',
    prepare: async ({ phase }, memo) => {
      memo.plan = phase === 'draft' ? '0' : '1'
    },
    say: (_place, { plan }) => ({
      body: { plan: Number(plan), steps: [{ title: 'Cleared', role: 'clearing_officer' }] },
    }),
    expected: inPhases(holders(200), holders('clearance-open'), holders('response-locked')),
  },
  {
    endpoint: 'askForClearance',
    prepare: readyToSend,
    say: ({ instrument }, { revision }) => ({ body: { instrument, revision: Number(revision) } }),
    expected: inPhases(leaders(200), leaders(200), leaders('response-locked')),
  },
  {
    endpoint: 'withdrawClearance',
    say: () => ({ body: { request: 1 } }),
    expected: inPhases(leaders(nobodyAsked), leaders(200), leaders(nobodyAsked)),
  },
  {
    endpoint: 'decideClearance',
    what: 'return',
    say: () => ({ body: { decision: 'returned', request: 1, step: 1, note: 'Not yet' } }),
    expected: inPhases(holders(nobodyAsked), { ...leaders('not-your-step'), ...officer(200) }, holders(nobodyAsked)),
  },
  {
    endpoint: 'decideClearance',
    what: 'sign',
    prepare: readyToSend,
    say: (_place, { revision }) => ({
      body: {
        decision: 'cleared',
        request: 1,
        step: 1,
        revision: Number(revision),
        sections: ['A', 'B'],
        name: 'Dewi',
        title: 'Director General',
      },
    }),
    expected: inPhases(
      holders(nobodyAsked),
      { ...leaders('not-your-step'), ...officer(200) },
      // the same again, to whoever signed
      { ...leaders(nobodyAsked), ...officer(200) },
    ),
  },
  { endpoint: 'waiveTwoPersons', say: reason, expected: always(coordinator(204)) },
  {
    endpoint: 'askForReopening',
    say: reason,
    expected: inPhases(leaders('not-submitted'), leaders('not-submitted'), leaders(200)),
  },
  {
    endpoint: 'proposeReopening',
    say: reason,
    expected: inPhases(coordinator('not-submitted'), coordinator('not-submitted'), coordinator(204)),
  },
  {
    endpoint: 'reopenResponse',
    say: () => ({ body: { submission: 1, reason: 'A figure was wrong' } }),
    expected: inPhases(holders('not-submitted'), holders('not-submitted'), {
      ...leaders('consent-needed'),
      ...officer(200),
    }),
  },
]
