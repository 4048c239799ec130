import type { Expression } from '../../engine/expression/index.ts'
import { type Condition, Untranslatable } from './condition.ts'
import { matchesPattern } from './patterns.ts'
import { call, joined, literal, operation } from './tree.ts'

type Call = Extract<Condition, { kind: 'call' }>
/** The two ways a condition is taken over; given, since they call for functions themselves. */
export interface Translator {
  truth(condition: Condition): Expression
  value(condition: Condition): Expression
}

type Translate = (args: readonly Condition[], by: Translator) => Expression

const values = (args: readonly Condition[], by: Translator): readonly Expression[] => args.map(by.value)

const first = (args: readonly Condition[]): Condition => {
  const [only] = args
  if (only === undefined) throw new Untranslatable('a function in it has no argument')
  return only
}

const choice: Translate = (args, by) => {
  const [condition, then, otherwise] = args
  if (condition === undefined || then === undefined || otherwise === undefined)
    throw new Untranslatable('if() needs three arguments')
  return call('if', by.truth(condition), by.value(then), by.value(otherwise))
}

const renamed =
  (name: string): Translate =>
  (args, by) =>
    call(name, ...values(args, by))

/** Functions of LimeSurvey and SurveyJS that mean something here. */
const translations: Readonly<Record<string, Translate>> = {
  if: choice,
  iif: choice,
  today: () => call('today'),
  is_empty: (args, by) => by.truth({ kind: 'empty', of: first(args) }),
  empty: (args, by) => by.truth({ kind: 'empty', of: first(args) }),
  strlen: renamed('string-length'),
  round: renamed('round'),
  intval: renamed('number'),
  floatval: renamed('number'),
  min: renamed('min'),
  max: renamed('max'),
  // an empty addend counts for nothing there
  sum: (args, by) =>
    args.length === 0
      ? literal(0)
      : values(args, by)
          .map((value) => call('coalesce', value, literal(0)))
          .reduce((total, value) => operation('+', total, value)),
  // how many of them are answered
  count: (args, by) =>
    args.length === 0
      ? literal(0)
      : args
          .map((arg) => call('if', by.truth({ kind: 'notempty', of: arg }), literal(1), literal(0)))
          .reduce((total, value) => operation('+', total, value)),
  regexmatch: (args, by) => {
    const [pattern, value] = args
    const inner = pattern?.kind === 'literal' ? /^\/([\s\S]*)\/$/.exec(String(pattern.value))?.[1] : undefined
    if (inner === undefined || value === undefined) throw new Untranslatable('a pattern in it is not written out')
    return matchesPattern(inner, by.value(value))
  },
  any: (args, by) =>
    joined(
      'or',
      args.map((arg) => by.truth({ kind: 'notempty', of: arg })),
    ),
}

export function functionTree({ name, args }: Call, by: Translator): Expression {
  const translate = Object.hasOwn(translations, name.toLowerCase()) ? translations[name.toLowerCase()] : undefined
  if (translate === undefined) throw new Untranslatable(`the function ${name}() has no counterpart`)
  return translate(args, by)
}
