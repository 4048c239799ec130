import type { Instrument, Item } from '../../engine/definition/instrument.ts'
import type { AnyScope } from '../../engine/form/any-scope.ts'
import type { Hole } from './filled-file.ts'
import type { FileFault, FileFaultCode } from './proposal.ts'

/** All holes of one answer, and what is known about it: what a value is put together from. */
export interface AnswerHoles {
  readonly instrument: Instrument
  readonly item: Item
  /** One per language, the file's own first. */
  readonly scopes: readonly AnyScope[]
  readonly languages: readonly string[]
  /** Holes of the value; those of missing reasons for the whole answer are not among them. */
  readonly holes: readonly Hole[]
  /** The value that stands; what the file has no hole for stays as it stands. */
  readonly standing: unknown
  /** Says what could not be understood. */
  refuse(hole: Hole, code: FileFaultCode, params?: FileFault['params']): void
}

/** The value that the holes amount to, as any JSON; undefined when nothing was filled in, or nothing understandable. */
export type HoleReader = (answer: AnswerHoles) => unknown
