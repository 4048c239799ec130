import { booleanValue, isBlank, no, truthy, yes } from '../values.ts'
import type { Meanings } from './meaning.ts'

export const logicMeanings = {
  if: ([condition, then, otherwise]) => (truthy(condition) ? then : otherwise),
  coalesce: (args) => args.find((value) => !isBlank(value)),
  // missing is false, so `not` of it is true; the checker warns where that surprises
  not: ([condition]) => booleanValue(!truthy(condition)),
  true: () => yes,
  false: () => no,
  boolean: ([value]) => booleanValue(truthy(value)),
} satisfies Meanings
