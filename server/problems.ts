import { type ProblemBody, type ProblemError, type ProblemName, problemTable } from '#contract'

/** An expected refusal. Thrown anywhere below a route; answered as RFC 9457 problem details. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly problem: ProblemName
  readonly status: number
  readonly detail: string | undefined
  readonly errors: readonly ProblemError[]

  constructor(problem: ProblemName, detail?: string, errors: readonly ProblemError[] = []) {
    const { status, title } = problemTable[problem]
    super(detail ?? title)
    this.problem = problem
    this.status = status
    this.detail = detail
    this.errors = errors
  }
}

/** `throw problem('response-locked')`; a detail says what is wrong here and what to do about it. */
export const problem = (name: ProblemName, detail?: string, errors?: readonly ProblemError[]): Problem =>
  new Problem(name, detail, errors)

// a body with five hundred faults helps nobody more than one with two hundred
const mostErrors = 200

/** The wire shape. `instance` names this one occurrence, so that a user can quote it. */
export function toBody(refusal: Problem, instance: string): ProblemBody {
  const { status, title } = problemTable[refusal.problem]
  return {
    type: `/problems/${refusal.problem}`,
    title,
    status,
    detail: refusal.detail ?? `${title}.`,
    instance,
    ...(refusal.errors.length > 0 && { errors: refusal.errors.slice(0, mostErrors) }),
  }
}
