import { isDeepStrictEqual } from 'node:util'
import type { Contribution, ContributionList, StoredAnswer } from '#contract'
import {
  type Answer,
  type Answers,
  answerInWords,
  evaluate,
  type Form,
  type FormItem,
  type KeyText,
  type MissingReason,
  moveAnswer,
  parseKey,
  readAnswer,
  withAnswer,
} from '#engine'
import type { Instrument } from '../../../instruments/engine/definition/instrument.ts'
import { keyOf } from '../responses/mutation.ts'
import { inPlainWords } from '../responses/plain-words.ts'
import { labels } from '../versions/earlier.ts'
import { mapBetween } from '../versions/late.ts'
import type { ContributionRow } from './store.ts'
import type { Standing } from './understanding.ts'

/** A contribution in the terms of the version that stands; without an answer when it has no place there. */
export interface Placed {
  readonly row: ContributionRow
  readonly key: KeyText
  readonly answer: Answer | undefined
}

export function placed(row: ContributionRow, instrument: Instrument, madeOf: Instrument): Placed {
  const key = keyOf({ item: row.item, row: row.row || undefined })
  const given: Answer = row.missing === null ? { value: row.value } : { missing: row.missing as MissingReason }
  if (madeOf.hash === instrument.hash) return { row, key, answer: readable(instrument, key, given) }
  const { to, after } = moveAnswer(mapBetween(madeOf, instrument), key, given)
  return to === undefined || after === undefined
    ? { row, key, answer: undefined }
    : { row, key: to, answer: readable(instrument, to, after) }
}

const readable = (instrument: Instrument, key: KeyText, answer: Answer): Answer | undefined =>
  'missing' in answer || readAnswer(instrument, parseKey(key), answer.value).ok ? answer : undefined

/** Each contribution beside what stands, in the order of the questionnaire, as the form would be if all were taken over. */
export function compare(all: readonly Placed[], standing: Standing, stored: readonly StoredAnswer[]): ContributionList {
  const { instrument, context } = standing
  const items = itemsOf(evaluate(instrument, takenOver(instrument, standing.answers, all), context))
  const versions = new Map(stored.map((answer) => [keyOf(answer), answer.version]))
  const position = new Map(Array.from(instrument.items.keys(), (code, at) => [code, at]))
  const at = ({ key }: Placed): number => position.get(parseKey(key).item) ?? position.size
  const contributions = all
    .toSorted((a, b) => at(a) - at(b))
    .map((one) => toContribution(one, standing, { item: items.get(one.key), version: versions.get(one.key) ?? 0 }))
  const { texts, languages } = instrument.bundle
  const titles = texts[languages[0] ?? 'en']?.sections ?? {}
  const sections = instrument.sections
    .filter(({ code }) => contributions.some(({ section }) => section === code))
    .map(({ code }) => ({ section: code, title: titles[code]?.title ?? code }))
  return { sections, contributions }
}

/** The answers with all contributions in them, and with the records they are about. */
function takenOver(instrument: Instrument, answers: Answers, all: readonly Placed[]): Answers {
  let taken = answers
  for (const { key, answer } of all) {
    if (answer === undefined) continue
    taken = withAnswer(taken, parseKey(key), answer)
    for (const record of newRecords(instrument, taken, [key])) {
      taken = withAnswer(taken, { item: record.roster }, { value: record.rows })
    }
  }
  return taken
}

export interface NewRecord {
  readonly roster: string
  /** All rows of the roster with the new ones. */
  readonly rows: readonly string[]
}

/** Rosters that must have further records for these answers to stand in them. */
export function newRecords(instrument: Instrument, answers: Answers, keys: readonly KeyText[]): readonly NewRecord[] {
  const rosters = new Map<string, string[]>()
  for (const key of keys) {
    const { item, row } = parseKey(key)
    const roster = instrument.items.get(item)?.roster
    if (roster === undefined || row === undefined || roster.sources.rows !== undefined) continue
    const answer = answers[roster.code]
    const standing = answer !== undefined && 'value' in answer && Array.isArray(answer.value) ? answer.value : []
    const rows = rosters.get(roster.code) ?? [...(standing as readonly string[])]
    if (rows.includes(row)) continue
    rosters.set(roster.code, [...rows, row])
  }
  return Array.from(rosters, ([roster, rows]) => ({ roster, rows }))
}

function itemsOf(form: Form): ReadonlyMap<KeyText, Found> {
  const found = new Map<KeyText, Found>()
  const visit = (item: FormItem, record?: string): void => {
    found.set(item.key, { item, record })
    for (const one of item.records) for (const child of one.items) visit(child, one.label)
  }
  for (const section of form.sections) for (const group of section.groups) for (const item of group.items) visit(item)
  return found
}

interface Found {
  readonly item: FormItem
  readonly record: string | undefined
}

interface Beside {
  readonly item: Found | undefined
  readonly version: number
}

function toContribution(
  { row, key, answer }: Placed,
  standing: Standing,
  { item: found, version }: Beside,
): Contribution {
  const { instrument, answers } = standing
  const { language, label } = labels(instrument)
  const { item, row: record } = parseKey(key)
  const stands = answers[key]
  const given: Answer = row.missing === null ? { value: row.value } : { missing: row.missing as MissingReason }
  return {
    id: row.id,
    item,
    ...(record !== undefined && { row: record }),
    ...(found?.record !== undefined && { record: found.record }),
    section: instrument.items.get(item)?.section.code ?? '',
    label: found?.item.label ?? label(item),
    standing: standingOf(answer, stands, found),
    current: stands === undefined ? '' : answerInWords(instrument, key, stands, language),
    version,
    proposed: answerInWords(instrument, key, answer ?? given, language),
    findings: answer === undefined ? [] : findingsOf(found),
    source: row.source,
    ...(row.file_sha256 !== null &&
      row.file_name !== null && { file: { name: row.file_name, sha256: row.file_sha256 } }),
    place: row.place,
    by: row.by_name,
    at: row.at.toISOString(),
    state: row.state ?? 'open',
    ...(row.decided_at !== null &&
      row.decided_by !== null && {
        decided: {
          by: row.decided_by,
          at: row.decided_at.toISOString(),
          ...(row.reason !== null && { reason: row.reason }),
        },
      }),
  }
}

function standingOf(
  answer: Answer | undefined,
  stands: Answer | undefined,
  found: Found | undefined,
): Contribution['standing'] {
  if (answer === undefined) return 'invalid'
  if (stands !== undefined && isSame(answer, stands)) return 'same'
  if (found?.item.relevant !== true) return 'off_path'
  return stands === undefined || ('value' in stands && stands.value === undefined) ? 'new' : 'different'
}

/** Whether one says what the other says; that a person should look at it again is another matter. */
export function isSame(a: Answer, b: Answer): boolean {
  if ('missing' in a || 'missing' in b) return 'missing' in a && 'missing' in b && a.missing === b.missing
  return isDeepStrictEqual(a.value, b.value)
}

const findingsOf = (found: Found | undefined): string[] =>
  (found?.item.findings ?? [])
    .filter(({ code, severity }) => code !== 'required' && code !== 'look' && severity !== 'information')
    .map(({ code, message, params }) => message || inPlainWords(code, params))
