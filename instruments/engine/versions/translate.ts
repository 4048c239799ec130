import type { GridColumn } from '../definition/bundle.ts'
import type { Item } from '../definition/instrument.ts'
import { isMissingRow } from '../items/grid-rows.ts'
import { isRecord } from '../items/reading.ts'
import type { MovedPart } from './move-plan.ts'
import { type Readings, readable } from './readings.ts'
import { codeSuccessors, columnSuccessors, registerSuccessors, type Successors, unchanged } from './successors.ts'
import type { VersionMap } from './version-map.ts'

/** A value, or part of one, in the words of the newer version, with an account of all its parts. */
export interface Piece {
  /** Undefined when nothing of it is left. */
  readonly value: unknown
  readonly parts: readonly MovedPart[]
}

/** Rows and columns on the way to a part, before and after. */
interface Path {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const top: Path = { before: [], after: [] }
const below = (path: Path, before: string, after: string): Path => ({
  before: [...path.before, before],
  after: [...path.after, after],
})

type Leaf = (value: unknown, path: Path) => Piece

/**
 * A value with every code, row and column in it called what it is called in the newer version. Told by the shape of
 * the value and by where its codes come from, so that no type of item needs to be known here.
 */
export function translate(map: VersionMap, before: Item, after: Item, value: unknown): Piece {
  const { options, rows, columns, registers } = before.sources
  const named = codeSuccessors(map, options, after.sources.options)
  if (registers !== undefined) return codes(registerSuccessors(map, after))(value, top)
  if (columns !== undefined) return cells(map, before, after, value)
  if (rows !== undefined && options !== undefined) {
    const row: Leaf = (answers, path) => record(unchanged, codes(named), answers, path)
    return record(codeSuccessors(map, rows, after.sources.rows), row, value, top)
  }
  if (options === undefined) return whole(value, top)
  return isRecord(value) ? record(named, whole, value, top) : codes(named)(value, top)
}

/** A value without parts, or one that is not as its type has it. */
const whole: Leaf = (value, path) => ({
  value,
  parts: [
    {
      path: path.before.join('/'),
      value,
      outcome: 'kept',
      reason: 'same',
      to: { path: path.after.join('/'), value },
    },
  ],
})

/** One code, or a list of codes: each is a part. */
const codes =
  (successors: Successors): Leaf =>
  (value, path) => {
    if (!Array.isArray(value)) return typeof value === 'string' ? code(successors, value, path) : whole(value, path)
    if (value.length === 0) return whole(value, path)
    const taken = new Set<unknown>()
    const pieces = value.map((one) => {
      const piece = typeof one === 'string' ? code(successors, one, path) : whole(one, path)
      const isTaken = piece.value !== undefined && taken.has(piece.value)
      taken.add(piece.value)
      // two codes that became one stand once
      return isTaken ? { parts: piece.parts, value: undefined } : piece
    })
    const left = pieces.flatMap((piece) => (piece.value === undefined ? [] : [piece.value]))
    return { value: left.length === 0 ? undefined : left, parts: pieces.flatMap((piece) => piece.parts) }
  }

function code(successors: Successors, value: string, path: Path): Piece {
  const { outcome, reason, to } = successors(value)
  const part: MovedPart = { path: path.before.join('/'), value, outcome, reason }
  if (to === undefined) return { value: undefined, parts: [part] }
  return { value: to, parts: [{ ...part, to: { path: path.after.join('/'), value: to } }] }
}

/** A record of rows, columns or options. What has no successor, or whose place is taken, is set aside as it stood. */
function record(successors: Successors, leaf: Leaf, value: unknown, path: Path): Piece {
  if (!isRecord(value) || isMissingRow(value) || Object.keys(value).length === 0) return whole(value, path)
  const left = new Map<string, unknown>()
  const parts = Object.entries(value).flatMap(([key, one]) => {
    const { outcome, reason, to } = successors(key)
    const place = below(path, key, to ?? key)
    const piece = leaf(one, place)
    if (to === undefined) return piece.parts.map((part) => withoutPlace(part, outcome, reason))
    if (left.has(to)) return piece.parts.map((part) => withoutPlace(part, 'set_aside', 'part_taken'))
    if (piece.value !== undefined) left.set(to, piece.value)
    return piece.parts.map((part) => marked(part, outcome, reason))
  })
  return { value: left.size === 0 ? undefined : Object.fromEntries(left), parts }
}

const withoutPlace = (
  { path, value }: MovedPart,
  outcome: MovedPart['outcome'],
  reason: MovedPart['reason'],
): MovedPart => ({ path, value, outcome, reason })

/** What holds for a row holds for its cells, unless there is more to say of the cell. */
export const marked = (part: MovedPart, outcome: MovedPart['outcome'], reason: MovedPart['reason']): MovedPart =>
  part.outcome === 'kept' && reason !== 'same' ? { ...part, outcome, reason } : part

function cells(map: VersionMap, before: Item, after: Item, value: unknown): Piece {
  const columnOf = (item: Item, code: string | undefined) =>
    item.sources.columns?.find((column) => column.column === code)
  const columns = columnSuccessors(map, before, after)
  const cell: Leaf = (one, path) => {
    const from = columnOf(before, path.before[1])
    const to = columnOf(after, path.after[1])
    return from === undefined || to === undefined ? whole(one, path) : cellPiece(map, from, to, after, one, path)
  }
  const row: Leaf = (one, path) => record(columns, cell, one, path)
  return record(codeSuccessors(map, before.sources.rows, after.sources.rows), row, value, top)
}

function cellPiece(map: VersionMap, from: GridColumn, to: GridColumn, after: Item, value: unknown, path: Path): Piece {
  const sourceOf = ({ list }: GridColumn) => (list === undefined ? undefined : { list })
  const piece =
    from.list === undefined ? whole(value, path) : codes(codeSuccessors(map, sourceOf(from), sourceOf(to)))(value, path)
  if (piece.value === undefined || from.cell === to.cell) return piece
  const [row = '', column = ''] = path.after
  const readings: Readings = { item: after, within: (cell) => ({ [row]: { [column]: cell } }) }
  return retyped(piece, readable(map.to, readings, piece.value))
}

/** A value of another type: to be looked at when it can be read as the new one, else set aside. */
export function retyped(piece: Piece, read: unknown): Piece {
  if (read === undefined) {
    return { value: undefined, parts: piece.parts.map((part) => withoutPlace(part, 'set_aside', 'retyped')) }
  }
  // a single value may be written another way: as a text, a number, the only one of a list
  const only = Array.isArray(read) && read.length === 1 ? read[0] : read
  const written = (to: MovedPart['to']) => (to !== undefined && piece.parts.length === 1 ? { ...to, value: only } : to)
  const parts = piece.parts.map((part): MovedPart => {
    const to = written(part.to)
    if (part.outcome === 'set_aside') return part
    return { ...part, outcome: 'look', reason: 'retyped', ...(to !== undefined && { to }) }
  })
  return { value: read, parts }
}
