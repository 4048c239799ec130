import type { PrefillSource } from '#contract'
import { type Cell, isMissing, missingReasons, type Variable } from '#engine'
import { wholeResponse } from '../analysis/consent.ts'
import { type Companions, companionColumns, type RenderedVariables } from './companions.ts'
import type { CsvRow, CsvValue } from './csv.ts'

/** One submission as it is exported: what names it, and its answers as cells. */
export interface ExportedResponse {
  readonly study: string
  readonly wave: string
  readonly unit: string
  readonly iso3: string
  readonly reference: string
  readonly instrument: string
  readonly version: string
  readonly hash: string
  readonly submittedAt: string
  readonly synthetic: boolean
  readonly main: readonly Cell[]
  readonly rosters: Readonly<Record<string, readonly { readonly row: string; readonly cells: readonly Cell[] }[]>>
  /** Answers that count, values and reasons. */
  readonly answered?: number
  /** Of these, those that had been offered. */
  readonly prefilled?: readonly ExportedPrefill[]
  /** Sections the unit does not let out; `wholeResponse` stands for all. */
  readonly withheld: ReadonlySet<string>
  /** Languages and English renderings of open answers; absent where there are none. */
  readonly companions?: Companions
  /** Why warnings stand. */
  readonly reasons?: readonly ExportedReason[]
}

/** An answer that had been offered from an earlier wave or a register, and what became of it. */
export interface ExportedPrefill {
  readonly item: string
  readonly row?: string | undefined
  readonly section: string
  readonly outcome: 'confirmed_unchanged' | 'changed'
  readonly source: PrefillSource
}

/** Why an administration let a warning stand, as far as the answer is published under its name. */
export interface ExportedReason {
  readonly item: string
  readonly row?: string | undefined
  readonly section: string
  /** The check, or the kind of finding where the questionnaire names no check. */
  readonly warning: string
  /** What the questionnaire said; empty where it words nothing of its own. */
  readonly message: string
  readonly reason: string
}

/** A file of the export that holds answers: one row per submission, or per record of a roster. */
export interface DataFile {
  readonly name: string
  readonly title: string
  /** The roster whose records are the rows; absent for the file of responses. */
  readonly roster?: string
  /** Variables with languages and English renderings beside them. */
  readonly rendered?: RenderedVariables
  /** All variables the cells stand for, in their order. */
  readonly variables: readonly Variable[]
  /** For a file that holds no variables: its columns, what each means, and the rows of a response. */
  readonly own?: {
    readonly header: readonly string[]
    readonly meanings: readonly (readonly [string, string])[]
    rows(response: ExportedResponse): readonly CsvRow[]
  }
}

/** Contact details and signatures are nobody's data. */
export const isExported = ({ publication }: Variable): boolean => publication !== 'confidential'

const responseKeys = [
  'study',
  'wave',
  'unit',
  'iso3',
  'reference',
  'instrument',
  'version',
  'hash',
  'submitted_at',
  'synthetic',
]
const recordKeys = ['study', 'wave', 'unit', 'iso3', 'reference', 'row', 'synthetic']

/** Always the same columns in the same order, whoever answered what: a value and its missing reason per variable. */
export const headerOf = ({ roster, rendered, variables, own }: DataFile): readonly string[] =>
  own?.header ?? [
    ...(roster === undefined ? responseKeys : recordKeys),
    ...variables
      .filter(isExported)
      .flatMap(({ name }) => [
        name,
        `${name}_miss`,
        ...companionColumns(rendered, name).map(({ suffix }) => `${name}${suffix}`),
      ]),
  ]

export function rowsOf(file: DataFile, response: ExportedResponse): readonly CsvRow[] {
  const { roster, own } = file
  if (own !== undefined) return own.rows(response)
  if (roster === undefined) return [[...responseKey(response), ...columns(file, response, response.main)]]
  if (isLeftOut(file, response)) return []
  return (response.rosters[roster] ?? []).map(({ row, cells }) => [
    ...recordKey(response, row),
    ...columns(file, response, cells, `/${row}`),
  ])
}

/** Records of a withheld section leave no row: how many there are is an answer too. */
const isLeftOut = ({ roster, variables }: DataFile, { withheld }: ExportedResponse): boolean =>
  roster !== undefined && variables.every(({ section }) => isWithheld(withheld, section))

/** How many rows `rowsOf` gives. */
export function rowCount(file: DataFile, response: ExportedResponse): number {
  if (file.own !== undefined) return file.own.rows(response).length
  if (file.roster === undefined) return 1
  return isLeftOut(file, response) ? 0 : (response.rosters[file.roster] ?? []).length
}

const responseKey = (response: ExportedResponse): CsvRow => [
  response.study,
  response.wave,
  response.unit,
  response.iso3,
  response.reference,
  response.instrument,
  response.version,
  response.hash,
  response.submittedAt,
  yesOrNo(response.synthetic),
]

const recordKey = ({ study, wave, unit, iso3, reference, synthetic }: ExportedResponse, row: string): CsvRow => [
  study,
  wave,
  unit,
  iso3,
  reference,
  row,
  yesOrNo(synthetic),
]

const yesOrNo = (yes: boolean): string => (yes ? 'yes' : 'no')

const isWithheld = (withheld: ReadonlySet<string>, section: string): boolean =>
  withheld.has(section) || withheld.has(wholeResponse)

function columns(
  { variables, rendered }: DataFile,
  { withheld, companions }: ExportedResponse,
  cells: readonly Cell[],
  suffix = '',
): CsvValue[] {
  return variables.flatMap((variable, at) => {
    if (!isExported(variable)) return []
    const hidden = isWithheld(withheld, variable.section)
    const beside = (hidden ? undefined : companions?.get(`${variable.name}${suffix}`)) ?? []
    return [
      ...pair(hidden ? noConsent : (cells[at] ?? notAsked)),
      ...companionColumns(rendered, variable.name).map((column) => column.value(beside)),
    ]
  })
}

const noConsent: Cell = { missing: 'withheld' }
const notAsked: Cell = { missing: 'not_asked' }

const pair = (cell: Cell): [CsvValue, CsvValue] =>
  isMissing(cell) ? ['', missingReasons[cell.missing].code] : [cell, '']
