import type { CoordinatedState } from '#contract'

/** How loud the mark of a state is. */
export const stateKinds = {
  not_started: 'quiet',
  draft: 'info',
  clearance: 'info',
  returned: 'warn',
  submitted: 'good',
  reopened: 'warn',
} as const satisfies Record<CoordinatedState, string>
