/** The door to versions: what differs between two of them, what must be mapped, and what becomes of answers. */
export { type Change, type ChangeKind, inWords } from './change.ts'
export { type CellTranslation, cellTranslation } from './comparable-cells.ts'
export { type Comparability, type Concordance, concordance } from './concordance.ts'
export { differences } from './differences.ts'
export { isHigher, type MapFault, type MapFaultCode, mapFaults } from './map-faults.ts'
export { moveAlong, moveAnswer, moveAnswers } from './move.ts'
export type { MovedAnswer, MovedPart, MovePlan, MoveReason, Outcome } from './move-plan.ts'
export { follows, reversed, type VersionMap, versionMap } from './version-map.ts'
