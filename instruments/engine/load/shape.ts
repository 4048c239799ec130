import type { z } from 'zod'
import type { DefinitionFault } from './fault.ts'
import { faultAt, originOf, type Piece, pointerTo } from './piece.ts'

/** Where and how a piece is not shaped as its schema says; none when it is. */
export function shapeFaults(parsed: z.ZodSafeParseResult<unknown>, piece: Piece): readonly DefinitionFault[] {
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) => {
    const at = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
    if (issue.code !== 'unrecognized_keys') return [faultAt('shape', originOf(piece, pointerTo(...at)), worded(issue))]
    return issue.keys.map((key) =>
      faultAt('shape', originOf(piece, pointerTo(...at, key)), `${key} has no meaning here.`),
    )
  })
}

/** Of a member that is absent it is said that it is needed. */
const worded = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined')
    ? `${String(issue.path.at(-1) ?? 'this')} is needed here: ${issue.expected}.`
    : issue.message

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
