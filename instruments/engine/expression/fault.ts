import type { Expression } from './grammar.ts'

/** Something to tell the author of an expression, with its place in the source. */
export interface ExpressionFault {
  readonly code:
    | 'unknown-reference'
    | 'unknown-function'
    | 'arity'
    | 'type-mismatch'
    | 'unknown-code'
    | 'regex-invalid'
    | 'regex-unsafe'
    | 'not-of-comparison'
  /** Offsets in the source. */
  readonly from: number
  readonly to: number
  /** For the author of the instrument. */
  readonly message: string
  /** A notice is worth a look; a fault keeps an instrument from being released. */
  readonly severity: 'fault' | 'notice'
}

export const faultAt = (
  { from, to }: Expression,
  code: ExpressionFault['code'],
  message: string,
  severity: ExpressionFault['severity'] = 'fault',
): ExpressionFault => ({ code, from, to, message, severity })
