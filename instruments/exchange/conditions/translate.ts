import type { Expression } from '../../engine/expression/index.ts'
import { type BothOperator, type Condition, Untranslatable } from './condition.ts'
import { functionTree } from './functions.ts'
import { type FindName, type Named, shown } from './named.ts'
import { call, joined, literal, operation } from './tree.ts'

/** A foreign condition → a tree that is true in the same cases. Throws Untranslatable with the reason when there is none. */
export function truthTree(condition: Condition, find: FindName): Expression {
  switch (condition.kind) {
    case 'not':
      return call('not', truthTree(condition.of, find))
    case 'empty':
    case 'notempty':
      return blankness(condition.of, condition.kind === 'empty', find)
    case 'literal':
      return call(condition.value === false || condition.value === 0 || condition.value === '' ? 'false' : 'true')
    case 'name':
      return truthOfName(find(condition.name))
    case 'both':
      return truthOfBoth(condition, find)
    case 'call':
      return functionTree(condition, translator(find))
    default:
      throw new Untranslatable('it is no condition')
  }
}

/** A foreign expression → the tree of its value. */
export function valueTree(condition: Condition, find: FindName): Expression {
  switch (condition.kind) {
    case 'literal':
      return typeof condition.value === 'boolean' ? call(String(condition.value)) : literal(condition.value)
    case 'name':
      return valueOfName(find(condition.name))
    case 'negate':
      return operation('negate', valueTree(condition.of, find))
    case 'call':
      return functionTree(condition, translator(find))
    case 'both': {
      const operator = arithmetic[condition.operator]
      if (operator === undefined) return truthTree(condition, find)
      return operation(operator, valueTree(condition.left, find), valueTree(condition.right, find))
    }
    default:
      return truthTree(condition, find)
  }
}

const translator = (find: FindName) => ({
  truth: (condition: Condition) => truthTree(condition, find),
  value: (condition: Condition) => valueTree(condition, find),
})

const arithmetic: Partial<Record<BothOperator, '+' | '-' | '*' | 'div' | 'mod'>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': 'div',
  '%': 'mod',
}

function valueOfName(named: Named): Expression {
  if (named.kind === 'chosen')
    throw new Untranslatable(`${shown(named)} is one of several choices and has no value of its own`)
  return named.tree
}

function truthOfName(named: Named): Expression {
  if (named.kind === 'truth') return named.tree
  if (named.kind === 'chosen') return call('selected', named.tree, literal(named.code))
  if (named.kind === 'yes_no') return operation('=', named.tree, literal('yes'))
  return operation('!=', named.tree, literal(''))
}

function blankness(of: Condition, isBlank: boolean, find: FindName): Expression {
  if (of.kind !== 'name') throw new Untranslatable('only an answer can be empty')
  const named = find(of.name)
  if (named.kind === 'chosen') {
    const chosen = call('selected', named.tree, literal(named.code))
    return isBlank ? call('not', chosen) : chosen
  }
  return operation(isBlank ? '=' : '!=', named.tree, literal(''))
}

type Both = Extract<Condition, { kind: 'both' }>

function truthOfBoth({ operator, left, right }: Both, find: FindName): Expression {
  if (operator === 'and' || operator === 'or') return joined(operator, [truthTree(left, find), truthTree(right, find)])
  if (arithmetic[operator] !== undefined) throw new Untranslatable('it is a number and no condition')
  // what is asked about stands on the left from here on
  if (left.kind === 'literal' && right.kind !== 'literal')
    return truthOfBoth({ kind: 'both', operator: turned[operator] ?? operator, left: right, right: left }, find)
  if (left.kind !== 'name') return compared(operator, valueTree(left, find), valueTree(right, find))
  const named = find(left.name)
  if (right.kind === 'literal' && right.value === '' && (operator === '=' || operator === '!='))
    return blankness(left, operator === '=', find)
  if (right.kind === 'literal') return comparedWith(named, operator, right.value)
  if (right.kind === 'list') return comparedWithList(named, operator, right.items)
  return compared(operator, valueOfName(named), valueTree(right, find))
}

const turned: Partial<Record<BothOperator, BothOperator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

const comparisons = ['=', '!=', '<', '<=', '>', '>='] as const
type Comparison = (typeof comparisons)[number]
const isComparison = (operator: BothOperator): operator is Comparison => comparisons.some((one) => one === operator)

function compared(operator: BothOperator, left: Expression, right: Expression): Expression {
  if (!isComparison(operator)) throw new Untranslatable(`«${operator}» compares with something that is not written out`)
  return operation(operator, left, right)
}

/** There an empty answer differs from everything; here a comparison with nothing is false. */
const different = (tree: Expression, value: Expression): Expression =>
  joined('or', [operation('!=', tree, value), operation('=', tree, literal(''))])

function comparedWith(named: Named, operator: BothOperator, value: string | number | boolean): Expression {
  if (named.kind === 'codes') return comparedSet(named, operator, [value])
  if (operator === 'anyof' || operator === 'allof') return comparedWith(named, '=', value)
  if (named.kind === 'text' && operator === 'contains') return call('contains', named.tree, literal(String(value)))
  if (named.kind === 'text' && operator === 'notcontains')
    return call('not', call('contains', named.tree, literal(String(value))))
  if (!isComparison(operator)) throw new Untranslatable(`«${operator}» of ${shown(named)} has no counterpart`)
  if (named.kind === 'chosen') return comparedChoice(named, operator, value)
  if (named.kind === 'truth') return comparedTruth(named, operator, value)
  if ((named.kind === 'code' || named.kind === 'yes_no') && operator !== '=' && operator !== '!=')
    return comparedOrder(named, operator, value)
  const right = literalOf(named, value)
  return operator === '!=' ? different(named.tree, right) : operation(operator, named.tree, right)
}

function comparedChoice(
  named: Extract<Named, { kind: 'chosen' }>,
  operator: Comparison,
  value: string | number | boolean,
): Expression {
  const chosen = call('selected', named.tree, literal(named.code))
  const asksChosen = value === 'Y' || value === 1 || value === true
  if (operator === '=' && asksChosen) return chosen
  if (operator === '!=' && asksChosen) return call('not', chosen)
  throw new Untranslatable(`${shown(named)} is compared with «${value}»`)
}

function comparedTruth(named: Named, operator: Comparison, value: string | number | boolean): Expression {
  if (typeof value !== 'boolean' || (operator !== '=' && operator !== '!='))
    throw new Untranslatable(`${shown(named)} is compared with «${value}»`)
  return (operator === '=') === value ? named.tree : call('not', named.tree)
}

/** `rating > 3`: codes have no order in expressions here, so the codes it holds for are named. */
function comparedOrder(named: Named, operator: Comparison, value: string | number | boolean): Expression {
  // what was typed beside the list has no place in its order
  const codes = (named.codes ?? []).filter((code) => code !== 'other' && code !== 'none')
  const bound = Number(value)
  if (codes.length === 0 || !codes.every((code) => /^-?\d+(\.\d+)?$/.test(code)) || !Number.isFinite(bound))
    throw new Untranslatable(`the choices of ${shown(named)} have no order`)
  const holds: Partial<Record<Comparison, (code: number) => boolean>> = {
    '<': (code) => code < bound,
    '<=': (code) => code <= bound,
    '>': (code) => code > bound,
    '>=': (code) => code >= bound,
  }
  const those = codes.filter((code) => holds[operator]?.(Number(code)))
  return joined(
    'or',
    those.map((code) => operation('=', named.tree, literal(code))),
  )
}

function comparedWithList(named: Named, operator: BothOperator, items: readonly Condition[]): Expression {
  const values = items.map((item) => {
    if (item.kind !== 'literal') throw new Untranslatable('a list in it is not written out')
    return item.value
  })
  if (named.kind === 'codes') return comparedSet(named, operator, values)
  if (operator === 'anyof')
    return joined(
      'or',
      values.map((value) => comparedWith(named, '=', value)),
    )
  throw new Untranslatable(`«${operator}» of ${shown(named)} and a list has no counterpart`)
}

function comparedSet(named: Named, operator: BothOperator, values: readonly (string | number | boolean)[]): Expression {
  if (isComparison(operator) && operator !== '=')
    throw new Untranslatable(`«${operator}» of ${shown(named)}, which takes several answers, has no counterpart`)
  const selected = values.map((value) => call('selected', named.tree, literalOf(named, value)))
  switch (operator) {
    case 'contains':
    case 'allof':
      return joined('and', selected)
    case 'anyof':
      return joined('or', selected)
    case 'notcontains':
      return call('not', joined('or', selected))
    case '=':
      return joined('and', [...selected, operation('=', call('count-selected', named.tree), literal(values.length))])
    default:
      throw new Untranslatable(`«${operator}» of ${shown(named)}, which takes several answers, has no counterpart`)
  }
}

function literalOf(named: Named, value: string | number | boolean): Expression {
  if (named.kind === 'number') {
    const number = Number(value)
    if (!Number.isFinite(number)) throw new Untranslatable(`${shown(named)} is a number and compared with «${value}»`)
    return literal(number)
  }
  if (named.kind === 'date') return call('date', literal(String(value)))
  if (named.kind === 'blankable' && typeof value !== 'boolean') return literal(value)
  if (named.kind !== 'code' && named.kind !== 'codes' && named.kind !== 'yes_no') return literal(String(value))
  const code = named.codeOf?.(value) ?? String(value)
  if (named.codes !== undefined && !named.codes.includes(code))
    throw new Untranslatable(`${shown(named)} has no choice «${value}»`)
  return literal(code)
}
