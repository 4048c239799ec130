import { type Instrument, type InstrumentVariables, type Variable, wordingOf } from '#engine'
import { codebookFile, codesFile, type DescriptionFile, missingFile } from './codebook.ts'
import type { RenderedVariables } from './companions.ts'
import type { CsvRow } from './csv.ts'
import { type DataFile, headerOf, isExported } from './data-file.ts'
import { prefilledFile } from './prefilled-file.ts'
import { warningReasonsFile } from './warning-reasons.ts'

/** Everything an export of one instrument consists of, answers first. */
export interface ExportPackage {
  readonly data: readonly DataFile[]
  readonly descriptions: readonly DescriptionFile[]
}

export interface PackageRequest {
  readonly instrument: Instrument
  readonly language: string
  readonly variables: InstrumentVariables
  /** Which variables of several versions compare; empty where there is one version. */
  readonly concordance?: readonly CsvRow[]
  /** Was anything of it offered from an earlier wave or a register? */
  readonly prefilled?: boolean
  /** Variables with languages and English renderings beside them. */
  readonly rendered?: RenderedVariables
}

export function packageOf(request: PackageRequest): ExportPackage {
  const { instrument, language, variables, concordance = [], prefilled = false, rendered = new Map() } = request
  const { texts, fallback, list } = wordingOf(instrument, language)
  const titleOf = (item: string) => (texts.items[item] ?? fallback.items[item])?.label ?? item
  const rosters = Object.entries(variables.rosters)
    .filter(([, own]) => own.some(isExported))
    .map(([roster, own]) => rosterFile(roster, titleOf(roster), own))
  const answers = [
    { name: 'responses.csv', title: 'Responses: one row per submission', variables: variables.main },
    ...rosters,
  ].map((file) => ({ ...file, rendered }))
  const data = [...answers, warningReasonsFile, ...(prefilled ? [prefilledFile] : [])]
  const reasons = new Map(list('missing_reason').map(({ code, label }) => [code, label]))
  const described = [codebookFile(data), codesFile(data), missingFile(reasons)]
  const compared = concordance.length === 0 ? [] : [concordanceFile(concordance)]
  return { data, descriptions: [...described, ...compared] }
}

const concordanceFile = (rows: readonly CsvRow[]): DescriptionFile => ({
  name: 'concordance.csv',
  title: 'Which variables of the versions compare',
  rows,
})

const rosterFile = (roster: string, title: string, variables: readonly Variable[]): DataFile => ({
  name: `roster-${roster}.csv`,
  title: `Records of ${roster}: ${title}`,
  roster,
  variables,
})

export const columnsOf = (file: DataFile | DescriptionFile): number =>
  'rows' in file ? (file.rows[0]?.length ?? 0) : headerOf(file).length
