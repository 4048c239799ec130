import { isDeepStrictEqual } from 'node:util'
import { keyText } from '../../engine/answers/answer.ts'
import { tagText } from './answer-tags.ts'
import { type Hole, isBlank } from './filled-file.ts'
import type { FileFault } from './proposal.ts'

/** A hole that was copied counts once. Copies that say different things are told, and none of them counts. */
export function withoutRepeats(holes: readonly Hole[]): {
  readonly holes: readonly Hole[]
  readonly faults: readonly FileFault[]
} {
  const faults: FileFault[] = []
  const byTag = Map.groupBy(holes, ({ tag }) => tagText(tag))
  const kept = Array.from(byTag.values()).flatMap((same): readonly Hole[] => {
    const filled = same.filter(({ written }) => !isBlank(written))
    const [first, ...others] = filled
    if (first === undefined) return same.slice(0, 1)
    const other = others.find(({ written }) => !isDeepStrictEqual(written, first.written))
    if (other === undefined) return [first]
    const { item, record } = first.tag
    faults.push({
      code: 'twice',
      key: keyText(record === undefined ? { item } : { item, row: record }),
      place: other.place,
      params: {},
    })
    return []
  })
  return { holes: kept, faults }
}
