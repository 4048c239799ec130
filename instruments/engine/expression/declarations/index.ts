import { contextDeclarations } from './context.ts'
import { dateDeclarations } from './dates.ts'
import type { Declaration, ExpressionFunction } from './declaration.ts'
import { gridDeclarations } from './grids.ts'
import { logicDeclarations } from './logic.ts'
import { numberDeclarations } from './numbers.ts'
import { setDeclarations } from './sets.ts'
import { textDeclarations } from './texts.ts'

export type { Declaration, ExpressionFunction, Parameter, ParameterType, ResultType } from './declaration.ts'
export { arityOf, parameterAt } from './declaration.ts'

const families: readonly Readonly<Record<string, Declaration>>[] = [
  logicDeclarations,
  setDeclarations,
  numberDeclarations,
  textDeclarations,
  dateDeclarations,
  gridDeclarations,
  contextDeclarations,
]

/** Every function as checkers and wordings know it; what is not here is unknown to them. */
export const expressionFunctions: readonly ExpressionFunction[] = families.flatMap((family) =>
  Object.entries(family).map(([name, declaration]) => ({ name, ...declaration })),
)

const byName: ReadonlyMap<string, ExpressionFunction> = new Map(expressionFunctions.map((one) => [one.name, one]))

export const functionNamed = (name: string): ExpressionFunction | undefined => byName.get(name)
