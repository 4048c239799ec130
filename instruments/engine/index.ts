/** The door: everything server and web may use of the engine. Loading and checking definitions is behind `#engine/load`. */
export {
  type Answer,
  type AnswerKey,
  type Answers,
  type AnswerValue,
  givenMissing,
  givenValue,
  type KeyText,
  keyText,
  noAnswers,
  parseKey,
  withAnswer,
  withoutAnswer,
} from './answers/answer.ts'
export {
  declarableMissing,
  isDeclarable,
  type MissingReason,
  missingReasonNames,
  missingReasons,
} from './answers/missing.ts'
export { type KeyFault, keyFault, readAnswer } from './answers/read-answer.ts'
export { cells, type ResponseCells, type RosterCells } from './columns/cells.ts'
export { type Field, type Layout, missingByCode, pack, packLayout, unpackField } from './columns/pack.ts'
export {
  type Cell,
  isMissing,
  type Measure,
  type Variable,
  type VariableCode,
  type VariablePart,
} from './columns/variable.ts'
export { type InstrumentVariables, variables } from './columns/variables.ts'
export type * from './definition/bundle.ts'
export { unitKinds } from './definition/bundle.ts'
export type * from './definition/context.ts'
export { findItem, type Instrument, type Item, topLevelItems } from './definition/instrument.ts'
export { InstrumentError, openInstrument } from './definition/open.ts'
export { type Wording, wordingOf } from './definition/wording.ts'
export { evaluate } from './form/evaluate.ts'
export type * from './form/form.ts'
export { neighbours, type Page, pageOf, pagesOf } from './form/pages.ts'
export { askedItems, progressOf, sumProgress } from './form/progress.ts'
export { itemTypeNames, itemTypeOf, itemTypes } from './items/index.ts'
export type * from './items/item-type.ts'
export { isSameAnswer, type MergedAnswer, mergeAnswers, mergeRules, type Sides } from './merging/index.ts'
export {
  answerInWords,
  type CellTranslation,
  type Change,
  type ChangeKind,
  type Comparability,
  type Concordance,
  cellTranslation,
  concordance,
  differences,
  follows,
  inWords as changeInWords,
  isHigher,
  type MapFault,
  type MapFaultCode,
  type MovedAnswer,
  type MovedPart,
  type MovePlan,
  type MoveReason,
  mapFaults,
  moveAlong,
  moveAnswer,
  moveAnswers,
  type Outcome,
  reversed,
  type VersionMap,
  versionMap,
} from './versions/index.ts'
