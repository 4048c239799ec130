import type { Expression } from '../../engine/expression/index.ts'
import { call, literal, self } from './tree.ts'

const endsAtEnd = /(?<!\\)\$$/

/** Survey programs look for a pattern anywhere in the answer; here a pattern describes all of it. */
export const matchesPattern = (pattern: string, value: Expression = self): Expression => {
  const inner = pattern.replace(/^\^/, '').replace(endsAtEnd, '')
  const open = pattern.startsWith('^') ? '' : '.*'
  const close = endsAtEnd.test(pattern) ? '' : '.*'
  return call('regex', value, literal(`${open}${open === '' && close === '' ? inner : `(${inner})`}${close}`))
}
