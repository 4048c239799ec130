import { contextFunctions } from './context.ts'
import { dateFunctions } from './dates.ts'
import type { ExpressionFunction } from './function.ts'
import { gridFunctions } from './grids.ts'
import { logicFunctions } from './logic.ts'
import { numberFunctions } from './numbers.ts'
import { setFunctions } from './sets.ts'
import { textFunctions } from './texts.ts'

export type { ExpressionFunction, Parameter, ParameterType, ResultType } from './function.ts'
export { arityOf, parameterAt } from './function.ts'

/** The only list: what is not here is unknown to the checker, the evaluator and the wording alike. */
export const expressionFunctions: readonly ExpressionFunction[] = [
  ...logicFunctions,
  ...setFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...dateFunctions,
  ...gridFunctions,
  ...contextFunctions,
]

const byName: ReadonlyMap<string, ExpressionFunction> = new Map(expressionFunctions.map((one) => [one.name, one]))

export const functionNamed = (name: string): ExpressionFunction | undefined => byName.get(name)
