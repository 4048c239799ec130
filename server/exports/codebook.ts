import { missingReasonNames, missingReasons, type Variable } from '#engine'
import { companionColumns } from './companions.ts'
import type { CsvRow } from './csv.ts'
import { type DataFile, isExported } from './data-file.ts'

/** A file that describes the answers: small, and made whole. */
export interface DescriptionFile {
  readonly name: string
  readonly title: string
  readonly rows: readonly CsvRow[]
}

export function codebookFile(files: readonly DataFile[]): DescriptionFile {
  const header = ['variable', 'file', 'position', 'item', 'section', 'label', 'measure', 'unit', 'rq', 'publication']
  const rows = files.flatMap((file) => [
    ...(file.own?.meanings ?? []).map(
      ([name, meaning], at): CsvRow => [name, file.name, at + 1, '', '', meaning, 'text', '', '', ''],
    ),
    ...file.variables.filter(isExported).flatMap((variable, at) => variableRows(file, variable, at + 1)),
  ])
  return { name: 'codebook.csv', title: 'What each variable is', rows: [header, ...rows] }
}

const variableRows = (file: DataFile, variable: Variable, position: number): readonly CsvRow[] => {
  const { name, item, section, label, measure, unit, publication } = variable
  const rq = variable.rq.join(' ')
  return [
    [name, file.name, position, item, section, label, measure, unit, rq, publication],
    ...companionColumns(file.rendered, name).map(
      (column): CsvRow => [
        `${name}${column.suffix}`,
        file.name,
        position,
        item,
        section,
        `${column.label}: ${label}`,
        'text',
        '',
        rq,
        publication,
      ],
    ),
  ]
}

export function codesFile(files: readonly DataFile[]): DescriptionFile {
  const rows = files.flatMap(({ variables }) => variables.filter(isExported).flatMap(codeRows))
  return { name: 'codes.csv', title: 'What each code means', rows: [['variable', 'code', 'value', 'label'], ...rows] }
}

const codeRows = ({ name, codes = [] }: Variable): readonly CsvRow[] =>
  codes.map(({ code, value, label }) => [name, code, value, label])

/** `labels` are the instrument's own words for the reasons. */
export function missingFile(labels: ReadonlyMap<string, string>): DescriptionFile {
  const rows = missingReasonNames.map((name): CsvRow => {
    const { code, setBy } = missingReasons[name]
    return [code, name, labels.get(name) ?? name, setBy]
  })
  return { name: 'missing.csv', title: 'Why a value is missing', rows: [['code', 'name', 'label', 'set_by'], ...rows] }
}
