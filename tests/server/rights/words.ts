import type { Case } from './case.ts'
import { members, type Person, team } from './cast.ts'
import { beyond, marks, outside, shared } from './marks.ts'
import type { Phase } from './world.ts'

const { ours, theirs } = marks

/** What was written for colleagues, or lost, and is never submitted. */
const lost = [`${outside(ours)} lost`, `${outside(ours)} proposed`].concat(
  ['please', 'because', 'ministry', 'Wayan'].map((word) => `${ours} ${word}`),
)

/** Words that must not be in any reply to this person: the other administration's, and of ours what is not theirs to read. */
export function wordsKeptFrom(person: Person, phase: Phase, { endpoint }: Case): readonly string[] {
  // a personal link says to whoever holds it whom it is for
  if (endpoint === 'inspectLink' || endpoint === 'redeemLink') return [theirs]
  if (person === 'focal point elsewhere') return [ours, shared(ours)]
  if (person in team(200)) return phase === 'submitted' ? [theirs, ...lost] : [theirs, ours]
  if (!(person in members(200))) return [theirs, ours, shared(theirs), shared(ours)]
  const elsewhere = [theirs, shared(theirs), 'Republic of u-theirs']
  if (person === 'contributor of B01') return [...elsewhere, outside(ours), beyond(ours)]
  if (person === 'contributor of A') return [...elsewhere, beyond(ours)]
  return elsewhere
}
