import type { DefinitionFault, SourceFile } from './fault.ts'
import { type Piece, written } from './piece.ts'

/** The files of an instrument put together, before anybody judged their shape. */
export interface Assembled {
  readonly head: Piece
  /** By code, in the order of their files. */
  readonly sections: ReadonlyMap<string, Piece>
  /** By language. */
  readonly texts: Readonly<Record<string, Piece>>
  readonly faults: readonly DefinitionFault[]
}

/** Texts without a word, as if they stood in this file: what others are laid over. */
export const emptyTexts = (file: SourceFile): Piece =>
  written(file, '', { instrument: {}, sections: {}, groups: {}, items: {}, checks: {} })
