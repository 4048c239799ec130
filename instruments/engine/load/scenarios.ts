import { parseKey } from '../answers/answer.ts'
import { keyFault } from '../answers/read-answer.ts'
import type { Instrument } from '../definition/instrument.ts'
import type { DefinitionFault, SourceFile } from './fault.ts'
import { faultAt, originOf, pointerTo, written } from './piece.ts'
import { scenarioSchema, type WrittenScenario } from './schema/index.ts'
import { shaped } from './shape.ts'

export interface ReadScenario {
  /** Absent when the file is not shaped as a scenario. */
  readonly scenario?: WrittenScenario
  readonly faults: readonly DefinitionFault[]
}

/** A golden path as it is written, with what is wrong with it: its shape, and answers to items that do not exist. */
export function readScenario(file: SourceFile, instrument?: Instrument): ReadScenario {
  const unread = (file.unreadable ?? []).map(({ rule, message, place }) => ({
    ...faultAt(rule, { file, pointer: '' }, message),
    place,
  }))
  if (file.content === undefined) return { faults: unread }
  const piece = written(file)
  const faults: DefinitionFault[] = [...unread]
  const scenario = shaped(scenarioSchema, piece, faults)
  if (scenario === undefined) return { faults }
  const strange = Object.keys(scenario.answers).flatMap((key) =>
    instrument === undefined || keyFault(instrument, parseKey(key)) === undefined
      ? []
      : [
          faultAt(
            'unknown-answer',
            originOf(piece, pointerTo('answers', key)),
            `${key} is no item that can be answered here.`,
          ),
        ],
  )
  return { scenario, faults: [...faults, ...strange] }
}
