import type { DeclarableMissing } from '../definition/bundle.ts'

/**
 * The ten missing reasons with their export codes and who may set each. A reason stands beside the
 * value, never in its place: a column of values and a `_miss` column in every export.
 */
export const missingReasons = {
  not_asked: { code: -1, setBy: 'system' },
  logic_skip: { code: -2, setBy: 'system' },
  no_answer: { code: -3, setBy: 'system' },
  dont_know: { code: -4, setBy: 'respondent' },
  refused: { code: -5, setBy: 'respondent' },
  not_applicable: { code: -6, setBy: 'respondent' },
  not_available: { code: -7, setBy: 'respondent' },
  invalidated: { code: -8, setBy: 'curator' },
  withheld: { code: -9, setBy: 'release' },
  suppressed: { code: -10, setBy: 'release' },
} as const satisfies Record<string, { code: number; setBy: 'system' | 'respondent' | 'curator' | 'release' }>

export type MissingReason = keyof typeof missingReasons

export const missingReasonNames = Object.keys(missingReasons) as readonly MissingReason[]

export const declarableMissing: readonly DeclarableMissing[] = [
  'dont_know',
  'refused',
  'not_applicable',
  'not_available',
]

export const isDeclarable = (reason: string): reason is DeclarableMissing =>
  (declarableMissing as readonly string[]).includes(reason)
