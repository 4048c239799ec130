import type { z } from 'zod'
import type { DefinitionFault } from './fault.ts'
import { faultAt, originOf, type Piece, pointerTo } from './piece.ts'

/** Where and how a piece is not shaped as its schema says; none when it is. */
export function shapeFaults(parsed: z.ZodSafeParseResult<unknown>, piece: Piece): readonly DefinitionFault[] {
  if (parsed.success) return []
  return parsed.error.issues.map((issue) =>
    faultAt(
      'shape',
      originOf(piece, pointerTo(...issue.path.map((key) => (typeof key === 'number' ? key : String(key))))),
      issue.message,
    ),
  )
}

/** A piece as its schema reads it, or undefined with the reasons added to `faults`. */
export function shaped<S extends z.ZodType>(
  schema: S,
  piece: Piece,
  faults: DefinitionFault[],
): z.output<S> | undefined {
  const parsed = schema.safeParse(piece.content)
  faults.push(...shapeFaults(parsed, piece))
  return parsed.success ? parsed.data : undefined
}
