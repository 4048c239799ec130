import type { SourceFile } from '../../engine/load/fault.ts'
import type { Places } from './draft.ts'

/** A built file that knows where each of its parts came from. */
export interface PlacedFile extends SourceFile {
  /** JSON pointer → where a person finds it in the foreign file. */
  place(pointer: string): string | undefined
}

export interface Placement {
  readonly places: Places
  /** The field of texts that are a single string, such as the label of an option. */
  readonly field?: string
}

/** `placements`: JSON pointer of a part → where its fields stand. The longest one that leads to a pointer answers. */
export function placedFile(
  path: string,
  content: unknown,
  placements: ReadonlyMap<string, Placement>,
  language?: string,
): PlacedFile {
  return {
    path,
    content,
    place: (pointer) => {
      for (let end = pointer.length; end >= 0; end = end === 0 ? -1 : Math.max(pointer.lastIndexOf('/', end - 1), 0)) {
        const placement = placements.get(pointer.slice(0, end))
        if (placement === undefined) continue
        const field = pointer.slice(end + 1).split('/')[0] || (placement.field ?? '')
        return placeOf(placement.places, field, language)
      }
      return undefined
    },
  }
}

const placeOf = (places: Places, field: string, language: string | undefined): string | undefined =>
  places[`${field}:${language}`] ?? places[field] ?? places['']
