import type { FocalPoint, NewParticipant } from './store.ts'

interface DemonstrationFrame {
  readonly count: number
  /** In full, with a number and the country added. */
  readonly name: string
  attributes(at: number): NewParticipant['attributes']
}

const plain = () => ({})
const methods = ['dots', 'points', 'rank', 'importance_urgency'] as const

/** Made-up units of each kind in the demonstration; none is a real body or person. */
export const frames: Readonly<Record<string, DemonstrationFrame>> = {
  agency: { count: 8, name: 'Example agency', attributes: plain },
  informant: { count: 4, name: 'Example informant', attributes: plain },
  session: { count: 2, name: 'Example roundtable', attributes: plain },
  exercise: { count: 2, name: 'Example workshop', attributes: plain },
  participant: {
    count: 6,
    name: 'Example participant',
    // each way of voting is tried by somebody
    attributes: (at) => ({ method: methods[at % methods.length] ?? 'dots' }),
  },
  document: { count: 4, name: 'Example policy document', attributes: plain },
  case: { count: 3, name: 'Example case', attributes: plain },
  body: { count: 3, name: 'Example training body', attributes: plain },
  official: { count: 5, name: 'Example official', attributes: plain },
  provider: { count: 2, name: 'Example training provider', attributes: plain },
}

/** Administrations that have already submitted in the demonstration; four have not, and the page names them. */
const submitted: readonly string[] = ['brn', 'khm', 'idn', 'mys', 'sgp', 'tha', 'vnm']
/** The administration whose questionnaire waits for whoever tries it. */
const waiting = 'phl'

/** One clears in two steps, by its focal point and a clearing officer. */
const twoSteps = 'lao'

export const isCleared = ({ kind, code }: FocalPoint): boolean => kind === 'administration' && code === twoSteps

/** Of administrations one waits; of every other kind the last. */
export const isDoor = ({ kind, code }: FocalPoint, all: readonly FocalPoint[]): boolean =>
  kind === 'administration' ? code === waiting : all.findLast((other) => other.kind === kind)?.code === code

export const isAnswered = ({ kind, code }: FocalPoint): boolean => kind !== 'administration' || submitted.includes(code)
