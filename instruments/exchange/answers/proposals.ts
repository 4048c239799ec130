import { isDeepStrictEqual } from 'node:util'
import { type Answer, type Answers, givenValue, keyText } from '../../engine/answers/answer.ts'
import type { MissingReason } from '../../engine/answers/missing.ts'
import { keyFault, readAnswer } from '../../engine/answers/read-answer.ts'
import type { Instrument, Item } from '../../engine/definition/instrument.ts'
import { codeWritten, reasonOffers, scopesOf } from './codes.ts'
import { type FilledFile, type Hole, isBlank } from './filled-file.ts'
import type { AnswerHoles } from './hole-reader.ts'
import { holeReaders } from './hole-readers.ts'
import { short } from './plain.ts'
import type { FileFault, FileReading, Proposal } from './proposal.ts'
import { placeRecords } from './records.ts'
import { withoutRepeats } from './repeats.ts'

/**
 * What a filled file says the answers should be, over those that stand. What is blank in the file proposes nothing, so it
 * never clears an answer; what the file does not ask stays as it stands. Whatever could not be understood is a fault with
 * its place, and nothing is guessed. `instrument` is the one the file was made of. Total.
 */
export function proposalsIn(instrument: Instrument, file: FilledFile, standing: Answers): FileReading {
  const { language } = file.about
  const placed = placeRecords(instrument, file.holes, language)
  const { holes, faults: repeated } = withoutRepeats(placed.holes)
  const faults: FileFault[] = [...placed.faults, ...repeated]
  const byAnswer = Map.groupBy(holes, ({ tag }) => keyText(toKey(tag)))
  const proposals = Array.from(byAnswer.values()).flatMap((answerHoles): readonly Proposal[] => {
    const [hole] = answerHoles
    if (hole === undefined) return []
    const key = keyText(toKey(hole.tag))
    const read = { instrument, language, holes: answerHoles, standing: standing[key] }
    const answer = readHoles(read, (at, code, params = {}) => faults.push({ code, key, place: at.place, params }))
    const place = answerHoles.find(({ written }) => !isBlank(written))?.place ?? hole.place
    return answer === undefined ? [] : [{ key, answer, place }]
  })
  const known = inOrder(instrument, proposals)
  return { proposals: known, faults }
}

const toKey = ({ item, record }: Hole['tag']) => (record === undefined ? { item } : { item, row: record })

interface Answered {
  readonly instrument: Instrument
  readonly language: string
  readonly holes: readonly Hole[]
  readonly standing: Answer | undefined
}

type Refuse = (hole: Hole, code: string, params?: FileFault['params']) => void

function readHoles({ instrument, language, holes, standing }: Answered, refuse: Refuse): Answer | undefined {
  const filled = holes.filter(({ written }) => !isBlank(written))
  const [first] = filled
  if (first === undefined) return undefined
  const key = toKey(first.tag)
  const unfit = keyFault(instrument, key)
  const item = instrument.items.get(key.item)
  if (unfit !== undefined || item === undefined) {
    refuse(first, unfit === 'row.missing' ? 'item.repeats' : 'item.unknown')
    return undefined
  }
  const scopes = scopesOf(instrument, item, language)
  const reasons = reasonsIn(item, holes, reasonOffers(scopes), refuse)
  const value = valueIn({ instrument, item, scopes, holes, standing }, refuse)
  if (reasons.length > 1) refuse(reasons[1]?.hole ?? first, 'two_reasons')
  else if (reasons[0] !== undefined && value !== undefined) refuse(reasons[0].hole, 'answer_and_reason')
  else if (reasons[0] !== undefined) return declared(instrument, item, reasons[0], refuse)
  else if (value !== undefined) return checked({ instrument, holes: filled, standing }, key, value, refuse)
  return undefined
}

interface Reason {
  readonly reason: string
  readonly hole: Hole
}

/** Reasons for the whole answer; those of single rows belong to the value. */
function reasonsIn(
  item: Item,
  holes: readonly Hole[],
  offers: Parameters<typeof codeWritten>[0],
  refuse: Refuse,
): readonly Reason[] {
  return holes.flatMap((hole): readonly Reason[] => {
    const { part, row } = hole.tag
    if (part.kind !== 'reason' || row !== undefined || isBlank(hole.written)) return []
    const reason = part.reason ?? codeWritten(offers, hole.written)
    if (reason === undefined) refuse(hole, 'code.unclear', { text: short(hole.written.text), item: item.code })
    return reason === undefined ? [] : [{ reason, hole }]
  })
}

function declared(
  { bundle }: Instrument,
  { definition }: Item,
  { reason, hole }: Reason,
  refuse: Refuse,
): Answer | undefined {
  const declarable: readonly string[] = definition.missing ?? bundle.missing
  if (declarable.includes(reason)) return { missing: reason as MissingReason }
  refuse(hole, 'missing.not_declarable', { got: reason })
  return undefined
}

interface ValueHoles extends Pick<AnswerHoles, 'instrument' | 'item' | 'scopes' | 'holes'> {
  readonly standing: Answer | undefined
}

function valueIn({ standing, ...answer }: ValueHoles, refuse: Refuse): unknown {
  const holes = answer.holes.filter(({ tag }) => tag.part.kind !== 'reason' || tag.row !== undefined)
  const languages = answer.scopes.map(({ language }) => language)
  return holeReaders[answer.item.definition.type]({
    ...answer,
    holes,
    languages,
    standing: givenValue(standing),
    refuse,
  })
}

/** As the item type reads it. What it refuses is placed at the hole it came from, as near as can be said. */
function checked(
  { instrument, holes, standing }: Pick<Answered, 'instrument' | 'holes' | 'standing'>,
  key: ReturnType<typeof toKey>,
  value: unknown,
  refuse: Refuse,
): Answer | undefined {
  const stands = givenValue(standing)
  if (stands !== undefined && isDeepStrictEqual(stands, value)) return { value: stands }
  const read = readAnswer(instrument, key, value)
  if (read.ok) return { value: stands !== undefined && isDeepStrictEqual(stands, read.value) ? stands : read.value }
  for (const { code, params, at } of read.faults) {
    const hole = holes.find(({ tag }) => tag.row === at?.row && (at?.column === undefined || tag.column === at.column))
    const [first] = holes
    const place = hole ?? first
    if (place !== undefined) refuse(place, code, params)
  }
  return undefined
}

/** In the order of the instrument; records in the order of the file. */
function inOrder(instrument: Instrument, proposals: readonly Proposal[]): readonly Proposal[] {
  const position = new Map(Array.from(instrument.items.keys(), (code, at) => [code, at]))
  const at = ({ key }: Proposal): number => position.get(key.split('/')[0] ?? '') ?? 0
  return proposals.toSorted((a, b) => at(a) - at(b))
}
