import { wholeResponse } from '../analysis/consent.ts'
import type { CsvRow } from './csv.ts'
import type { DataFile, ExportedPrefill, ExportedResponse } from './data-file.ts'

const columns: readonly (readonly [string, string])[] = [
  ['item', 'The question, in the version of the response; codebook.csv says which variables it has'],
  ['row', 'The record of a roster'],
  [
    'prefill',
    'confirmed_unchanged: it stands exactly as it was offered and confirmed; changed: it was answered otherwise',
  ],
  ['source_kind', 'wave: an earlier submission of the same unit; register: a register of the research team'],
  ['source', 'The wave, or the register and its entries'],
  ['source_reference', 'The submission it was said in, or the documents the entries are taken from'],
  ['source_sha256', 'SHA-256 of that submission'],
  ['source_version', 'Version of the questionnaire it was said in'],
  ['certainty', 'How far entries of a register are confirmed'],
  ['as_of', 'The day of that submission, or of the latest entry'],
]

const keys = ['study', 'wave', 'unit', 'iso3', 'reference', 'synthetic']

/** One row for each answer that had been offered; absent from the export of a wave in which nothing was. */
export const prefilledFile: DataFile = {
  name: 'prefilled.csv',
  title: 'Answers that had been offered from an earlier wave or a register',
  variables: [],
  own: {
    header: [...keys, ...columns.map(([name]) => name)],
    meanings: columns,
    rows: (response) => exported(response).map((one) => [...keyOf(response), ...rowOf(one)]),
  },
}

/** Withheld sections say nothing of their answers here either. */
const exported = ({ prefilled = [], withheld }: ExportedResponse): readonly ExportedPrefill[] =>
  withheld.has(wholeResponse) ? [] : prefilled.filter(({ section }) => !withheld.has(section))

const keyOf = ({ study, wave, unit, iso3, reference, synthetic }: ExportedResponse): CsvRow => [
  study,
  wave,
  unit,
  iso3,
  reference,
  synthetic ? 'yes' : 'no',
]

function rowOf({ item, row = '', outcome, source }: ExportedPrefill): CsvRow {
  const head = [item, row, outcome, source.kind]
  if (source.kind === 'wave') {
    return [...head, source.wave.code, source.reference, source.sha256, source.instrument.version, '', source.asOf]
  }
  const { entries, register, asOf } = source
  const joined = (of: (entry: (typeof entries)[number]) => string) => Array.from(new Set(entries.map(of))).join('; ')
  const named = `${register}: ${joined(({ entry }) => entry)}`
  return [...head, named, joined((one) => one.source), '', '', joined((one) => one.certainty), asOf]
}

/** How much of a wave was said before and confirmed. */
export interface PrefillShare {
  /** Answers that count, values and reasons. */
  readonly answers: number
  /** Of these, how many had been offered. */
  readonly offered: number
  readonly confirmedUnchanged: number
}

export const noShare: PrefillShare = { answers: 0, offered: 0, confirmedUnchanged: 0 }

export function withShareOf(share: PrefillShare, { answered = 0, prefilled = [] }: ExportedResponse): PrefillShare {
  const confirmed = prefilled.filter(({ outcome }) => outcome === 'confirmed_unchanged').length
  return {
    answers: share.answers + answered,
    offered: share.offered + prefilled.length,
    confirmedUnchanged: share.confirmedUnchanged + confirmed,
  }
}
