import { type ExpressionFunction, functionNamed, type ParameterType, parameterAt } from './declarations/index.ts'
import type { Expression, ValueType } from './grammar.ts'
import { isArithmetic } from './operators.ts'

/** What can be told of a value before there are answers. */
export type StaticType = ValueType | 'any'

/** Where an expression stands: what it may look at, and what is wanted of it. */
export interface CheckEnvironment {
  /** Undefined for an item that does not exist. A roster's item is a `list` outside its roster. */
  typeOf(item: string): ValueType | undefined
  /** Is this one of the item's codes (for a grid: of its cells)? Undefined when the item has none to ask about. */
  hasCode?(item: string, code: string): boolean | undefined
  /** Bare names that mean something here: `name` in a roster, a code list's attributes in a filter. */
  readonly attributes?: readonly string[]
  /** The type of `.`; absent where there is no answer at hand. */
  readonly self?: ValueType
  readonly expects?: 'boolean' | 'set' | 'any'
}

export function staticTypeOf(expression: Expression, environment: CheckEnvironment): StaticType {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? 'number' : 'text'
    case 'reference':
      return environment.typeOf(expression.item) ?? 'any'
    case 'self':
      return environment.self ?? 'any'
    case 'attribute':
      return 'any'
    case 'operation':
      return isArithmetic(expression.operator) ? 'number' : 'boolean'
    case 'call': {
      const definition = functionNamed(expression.name)
      if (definition === undefined) return 'any'
      return definition.result === 'shared' ? sharedType(definition, expression.args, environment) : definition.result
    }
  }
}

/** `if` and `coalesce` yield one of their arguments: its type is known when all agree. */
function sharedType(
  definition: ExpressionFunction,
  args: readonly Expression[],
  environment: CheckEnvironment,
): StaticType {
  const types = args
    .filter((_, index) => parameterAt(definition, index)?.type === 'any')
    .map((one) => staticTypeOf(one, environment))
  const [first = 'any'] = types
  return types.every((type) => type === first) ? first : 'any'
}

/** What a parameter takes. A text is no condition: the code `no` would be true. */
const accepted: Readonly<Record<ParameterType, readonly StaticType[]>> = {
  any: ['any', 'text', 'number', 'boolean', 'date', 'set', 'grid', 'list'],
  boolean: ['any', 'boolean', 'number', 'set'],
  number: ['any', 'number', 'boolean'],
  numbers: ['any', 'number', 'boolean', 'list', 'grid'],
  text: ['any', 'text', 'number', 'boolean', 'date', 'set'],
  date: ['any', 'date', 'text'],
  set: ['any', 'set', 'text', 'list', 'grid'],
  code: ['any', 'text', 'number'],
  codes: ['any', 'text', 'number', 'set'],
  grid: ['any', 'grid', 'set'],
  item: ['any', 'text', 'number', 'boolean', 'date', 'set', 'grid', 'list'],
  pattern: ['text'],
}

export const accepts = (parameter: ParameterType, type: StaticType): boolean => accepted[parameter].includes(type)
