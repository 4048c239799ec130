/** The door of the expression language; nothing else in this folder is for others. */
export { checkExpression } from './check.ts'
export {
  arityOf,
  type ExpressionFunction,
  expressionFunctions,
  type Parameter,
  type ParameterType,
  type ResultType,
} from './declarations/index.ts'
export { evaluateExpression } from './evaluate.ts'
export type { ExpressionFault } from './fault.ts'
export type { Expression, GridValues, Lookup, Operator, Value, ValueType } from './grammar.ts'
export { expressionInWords, type Phrase, type PhraseParameters, phrasesFrom, type Wording } from './in-words.ts'
export { englishPhrases, type PhraseKey, type PhraseTable } from './in-words-en.ts'
export { type Parsed, type ParseFault, parseExpression } from './parse.ts'
export { matchesPattern } from './pattern.ts'
export { printExpression } from './print.ts'
export { referencesOf } from './references.ts'
export { checkPattern, type PatternFault } from './regex-subset.ts'
export type { CheckEnvironment } from './static-types.ts'
export { isBlank, truthy } from './values.ts'
