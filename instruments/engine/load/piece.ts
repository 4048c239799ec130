import type { DefinitionFault, SourceFile } from './fault.ts'
import type { RuleName } from './rule-names.ts'

/** Where a value was written: a file, and the JSON Pointer in it. */
export interface Origin {
  readonly file: SourceFile
  readonly pointer: string
}

/**
 * A value that was put together from several files and remembers where each piece of it was written, so that a fault
 * points at the line a person has to change. Immutable: every function here makes a new piece.
 */
export interface Piece {
  readonly content: unknown
  /** By JSON Pointer below this value; `''` is always there. What is not listed was written below its parent. */
  readonly origins: ReadonlyMap<string, Origin>
}

export type Members = Readonly<Record<string, unknown>>

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name as it is written; of anything that is neither text nor number the empty name, which nothing has. */
export const nameOf = (content: unknown): string =>
  typeof content === 'string' || typeof content === 'number' ? String(content) : ''

const escaped = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1')

/** A JSON Pointer to a place, from the keys that lead to it. */
export const pointerTo = (...keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${escaped(key)}`).join('')

/** A value as it stands in a file. */
export const written = (file: SourceFile, pointer = '', content: unknown = file.content): Piece => ({
  content,
  origins: new Map([['', { file, pointer }]]),
})

/** Where the value at this pointer was written. */
export function originOf(piece: Piece, pointer: string): Origin {
  for (let head = pointer; ; head = head.slice(0, head.lastIndexOf('/'))) {
    const origin = piece.origins.get(head)
    if (origin !== undefined) return { file: origin.file, pointer: `${origin.pointer}${pointer.slice(head.length)}` }
  }
}

/** One member of an object or array, undefined when it has none of that name. */
export function member(piece: Piece, key: string | number): Piece | undefined {
  const { content } = piece
  const within = Array.isArray(content) ? content[key as number] : isMembers(content) ? content[key] : undefined
  if (within === undefined) return undefined
  const start = pointerTo(key)
  const origins = new Map([['', originOf(piece, start)]])
  for (const [pointer, origin] of piece.origins) {
    if (pointer.startsWith(`${start}/`)) origins.set(pointer.slice(start.length), origin)
  }
  return { content: within, origins }
}

/** The members of an array; none when it is not one. */
export const elements = (piece: Piece | undefined): readonly Piece[] =>
  piece === undefined || !Array.isArray(piece.content) ? [] : piece.content.flatMap((_, at) => member(piece, at) ?? [])

/** Pieces as one array, which itself was written at `at`. */
export function listOf(pieces: readonly Piece[], at: Origin): Piece {
  const origins = new Map([['', at]])
  pieces.forEach((piece, index) => {
    nest(piece, pointerTo(index), origins)
  })
  return { content: pieces.map((piece) => piece.content), origins }
}

/** The object with one member put in or, for `undefined`, taken away. */
export function withMember(whole: Piece, key: string, value: Piece | undefined): Piece {
  const start = pointerTo(key)
  const { [key]: _old, ...rest } = isMembers(whole.content) ? whole.content : {}
  const kept = Array.from(whole.origins).filter(([pointer]) => pointer !== start && !pointer.startsWith(`${start}/`))
  if (value === undefined) return { content: rest, origins: new Map(kept) }
  const origins = new Map(kept)
  nest(value, start, origins)
  return { content: { ...rest, [key]: value.content }, origins }
}

function nest(piece: Piece, start: string, origins: Map<string, Origin>): void {
  for (const [pointer, origin] of piece.origins) origins.set(`${start}${pointer}`, origin)
}

/** `over` laid upon `under`, member by member; null takes a member away. */
export function laidOver(under: Piece, over: Piece): Piece {
  if (!isMembers(under.content) || !isMembers(over.content)) return over
  return Object.keys(over.content).reduce((whole, key) => {
    const value = member(over, key)
    if (value === undefined || value.content === null) return withMember(whole, key, undefined)
    const below = member(whole, key)
    return withMember(whole, key, below === undefined ? value : laidOver(below, value))
  }, under)
}

/** A fault where a value was written. */
export function faultAt(
  rule: RuleName,
  origin: Origin,
  message: string,
  severity: 'fault' | 'notice' = 'fault',
): DefinitionFault {
  const { file, pointer } = origin
  const place = file.place?.(pointer)
  return { rule, file: file.path, pointer, ...(place !== undefined && { place }), message, severity }
}
