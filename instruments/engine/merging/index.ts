/** The door to merging: what stands when two people changed the same answer. */
export { isSameAnswer, type MergedAnswer, mergeAnswers, type Sides } from './merge-answers.ts'
export { mergeRules } from './merge-rules.ts'
