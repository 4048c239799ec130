import { pointerTo } from './piece.ts'

/** A text somewhere in plain data, with the JSON Pointer that leads to it. */
export interface FoundText {
  readonly pointer: string
  readonly text: string
}

/** Every text in plain data, in the order in which it stands. Keys are not texts. */
export function everyText(node: unknown, pointer = ''): readonly FoundText[] {
  if (typeof node === 'string') return [{ pointer, text: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => everyText(child, `${pointer}${pointerTo(key)}`))
}
