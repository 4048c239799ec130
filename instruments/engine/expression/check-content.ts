import { codeItemOf, codeOwnerOf } from './code-items.ts'
import { functionNamed, parameterAt } from './declarations/index.ts'
import { type ExpressionFault, faultAt } from './fault.ts'
import type { Expression } from './grammar.ts'
import { asksBlank, isComparison } from './operators.ts'
import { nodesOf } from './references.ts'
import { checkPattern } from './regex-subset.ts'
import type { CheckEnvironment } from './static-types.ts'

/** Codes written out beside an item whose list does not have them: the commonest slip, and a silent one. */
export function codeFaults(node: Expression, environment: CheckEnvironment): readonly ExpressionFault[] {
  if (node.kind === 'call') {
    const definition = functionNamed(node.name)
    if (definition === undefined) return []
    return node.args.flatMap((argument, index) => {
      const several = parameterAt(definition, index)?.type === 'codes'
      return unknownCodes(argument, codeOwnerOf(definition, node.args, index), environment, several ? /\s+/ : undefined)
    })
  }
  if (node.kind !== 'operation' || (node.operator !== '=' && node.operator !== '!=')) return []
  const [left, right] = node.args
  if (left === undefined || right === undefined || asksBlank(node)) return []
  return [...unknownCodes(left, codeItemOf(right), environment), ...unknownCodes(right, codeItemOf(left), environment)]
}

function unknownCodes(
  literal: Expression,
  item: string | undefined,
  environment: CheckEnvironment,
  separator?: RegExp,
): readonly ExpressionFault[] {
  if (literal.kind !== 'literal' || item === undefined) return []
  const text = String(literal.value)
  const codes = separator ? text.split(separator).filter((code) => code !== '') : [text]
  return codes
    .filter((code) => environment.hasCode?.(item, code) === false)
    .map((code) => faultAt(literal, 'unknown-code', `${item} has no code «${code}».`))
}

export function patternFaults(node: Expression): readonly ExpressionFault[] {
  if (node.kind !== 'call') return []
  const definition = functionNamed(node.name)
  if (definition === undefined) return []
  return node.args.flatMap((argument, index) => {
    if (parameterAt(definition, index)?.type !== 'pattern') return []
    if (argument.kind !== 'literal')
      return [faultAt(argument, 'regex-unsafe', 'A pattern is written out, so that it can be checked.')]
    const fault = checkPattern(String(argument.value))
    return fault ? [faultAt(argument, fault.code, fault.message)] : []
  })
}

/** `not(${A} > 5)` is true while A is blank, though `${A} <= 5` is false. */
export function notFaults(node: Expression): readonly ExpressionFault[] {
  if (node.kind !== 'call' || node.name !== 'not') return []
  return node.args
    .flatMap(comparisonsIn)
    .map((comparison) =>
      faultAt(
        comparison,
        'not-of-comparison',
        'While the answer is blank this comparison is false and its not() true. Turn the comparison round, or ask for blankness as well.',
        'notice',
      ),
    )
}

function comparisonsIn(condition: Expression): readonly Expression[] {
  if (condition.kind !== 'operation') return []
  if (condition.operator === 'and' || condition.operator === 'or') return condition.args.flatMap(comparisonsIn)
  if (!isComparison(condition.operator) || asksBlank(condition)) return []
  return nodesOf(condition).some((part) => part.kind === 'reference' || part.kind === 'self') ? [condition] : []
}
