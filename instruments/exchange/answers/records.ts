import { isDeepStrictEqual } from 'node:util'
import type { Instrument, Item } from '../../engine/definition/instrument.ts'
import { isBlankRecord, tagText } from './answer-tags.ts'
import { codeWritten, scopesOf } from './codes.ts'
import { type Hole, isBlank } from './filled-file.ts'
import type { FileFault, FileFaultCode } from './proposal.ts'

/** Holes with the records of rosters named as answers name them, and what could not be named. */
export interface PlacedHoles {
  readonly holes: readonly Hole[]
  readonly faults: readonly FileFault[]
}

/** A record as it stands in the file: as it was printed, or a copy a person made of it. */
interface FileRecord {
  readonly roster: Item
  readonly printed: string
  /** From 1. */
  readonly copy: number
  readonly holes: Hole[]
}

/**
 * Names the records. One that a person copied as a whole is a further record; a blank one that is about a code of a list
 * is named by the code picked in it.
 */
export function placeRecords(instrument: Instrument, holes: readonly Hole[], language: string): PlacedHoles {
  const { outside, records } = recordsIn(instrument, holes)
  const faults: FileFault[] = []
  const names = new Set(records.map(({ roster, printed }) => `${roster.code}/${printed}`))
  const placed = records
    .filter((record) => !isUntouched(record, records))
    .flatMap((record) => {
      const name = nameOf(record, { instrument, language, names })
      if (typeof name !== 'string') {
        faults.push(name)
        return []
      }
      // which code it is about is no answer of its own
      const answers = record.holes.filter(({ tag }) => tag.item !== record.roster.code)
      return answers.map((hole) => ({ ...hole, tag: { ...hole.tag, record: name } }))
    })
  return { holes: [...outside, ...placed], faults }
}

/** Takes the holes of records out, in order; a record begins anew where its first hole comes a second time. */
function recordsIn(instrument: Instrument, holes: readonly Hole[]) {
  const outside: Hole[] = []
  const records: FileRecord[] = []
  const first = new Map<string, string>()
  const latest = new Map<string, FileRecord>()
  for (const hole of holes) {
    const { item, record: printed } = hole.tag
    const found = instrument.items.get(item)
    const roster = found === undefined || found.children.length > 0 ? found : found.roster
    if (printed === undefined || roster === undefined) {
      outside.push(hole)
      continue
    }
    const at = `${roster.code}/${printed}`
    const tag = tagText(hole.tag)
    if (!first.has(at)) first.set(at, tag)
    if (first.get(at) === tag) {
      const record: FileRecord = { roster, printed, copy: (latest.get(at)?.copy ?? 0) + 1, holes: [] }
      latest.set(at, record)
      records.push(record)
    }
    latest.get(at)?.holes.push(hole)
  }
  return { outside, records }
}

/** Nothing is written in it, or it is a copy in which nothing was changed. */
function isUntouched({ roster, printed, copy, holes }: FileRecord, records: readonly FileRecord[]): boolean {
  if (holes.every(({ written }) => isBlank(written))) return true
  if (copy === 1) return false
  const original = records.find((one) => one.roster === roster && one.printed === printed && one.copy === 1)
  const content = (record: readonly Hole[] = []) => record.map(({ tag, written }) => [tagText(tag), written])
  return isDeepStrictEqual(content(holes), content(original?.holes))
}

interface Naming {
  readonly instrument: Instrument
  readonly language: string
  /** Names in use in this file, as `roster/record`. */
  readonly names: Set<string>
}

function nameOf(record: FileRecord, { instrument, language, names }: Naming): string | FileFault {
  const { roster, printed, copy, holes } = record
  const place = holes[0]?.place ?? roster.code
  const refuse = (code: FileFaultCode, about = ''): FileFault => ({ code, key: roster.code, place, params: { about } })
  const isFixed = roster.sources.rows !== undefined
  if (!isFixed && isBlankRecord(printed)) return refuse('record.unknown', printed)
  if (!isFixed) return copy === 1 ? printed : freeName(record, names)
  const offers = scopesOf(instrument, roster, language).map(({ allRows }) => allRows)
  if (!isBlankRecord(printed)) {
    if (copy > 1) return refuse('record.twice', printed)
    return offers[0]?.some(({ code }) => code === printed) ? printed : refuse('record.unknown', printed)
  }
  const about = holes.find(({ tag }) => tag.item === roster.code)
  if (about === undefined || isBlank(about.written)) return refuse('record.about_nothing', printed.slice(1))
  const code = codeWritten(offers, about.written)
  if (code === undefined) return refuse('record.unknown', about.written.text.slice(0, 80))
  if (names.has(`${roster.code}/${code}`)) return refuse('record.twice', code)
  names.add(`${roster.code}/${code}`)
  return code
}

/** The same copy of the same record has the same name however often the file is corrected and sent again. */
function freeName({ roster, printed, copy }: FileRecord, names: Set<string>): string {
  for (let number = copy; ; number += 1) {
    const name = `${printed.slice(0, 54)}-copy${number}`
    if (names.has(`${roster.code}/${name}`)) continue
    names.add(`${roster.code}/${name}`)
    return name
  }
}
