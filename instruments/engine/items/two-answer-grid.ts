import type { Cell } from '../columns/variable.ts'
import type { DeclarableMissing } from '../definition/bundle.ts'
import { isMissingRow, readRows } from './grid-rows.ts'
import type { Fault, ItemScope, ItemType } from './item-type.ts'
import { readCodes } from './multiple-choice.ts'
import { hasCode, inListOrder, labelOf, rowSeconds, variableCodes } from './options.ts'
import { fault, isRecord } from './reading.ts'

export interface TwoAnswers {
  readonly primary?: string
  readonly secondary?: readonly string[]
}

export type TwoAnswerGridValue = Readonly<Record<string, TwoAnswers | { readonly missing: DeclarableMissing }>>

type Scope = ItemScope<'two_answer_grid'>

/** One main answer per row and a few further ones: use case by objective, the core cross of the study. */
export const twoAnswerGrid: ItemType<'two_answer_grid', TwoAnswerGridValue> = {
  name: 'two_answer_grid',
  measure: 'grid',
  exposes: 'grid',
  sources: (settings) => ({ options: settings, rows: settings.rows }),
  read: (raw, scope) => readRows(raw, scope.allRows, (row, code) => readTwoAnswers(row, code, scope)),
  isBlank: (value) => Object.keys(value).length === 0,
  live: (value, scope) => Object.fromEntries(Object.entries(value).filter(([row]) => hasCode(scope.rows, row))),
  expose: (value) => ({
    type: 'grid',
    rows: Object.fromEntries(
      Object.entries(value).flatMap(([row, answers]) =>
        isMissingRow(answers)
          ? []
          : [
              [
                row,
                { primary: answers.primary === undefined ? [] : [answers.primary], secondary: answers.secondary ?? [] },
              ],
            ],
      ),
    ),
  }),
  check: (value, { settings }) =>
    Object.entries(value).flatMap(([row, answers]) =>
      isMissingRow(answers) ? [] : rowFaults(row, answers, settings.secondary),
    ),
  open: (value, scope) =>
    scope.rows
      .filter(({ code }) => {
        const answers = value[code]
        return answers === undefined || (!isMissingRow(answers) && answers.primary === undefined)
      })
      .map(({ code }) => ({ row: code, column: 'primary' })),
  inWords: (value, scope) =>
    scope.rows
      .flatMap((row) => {
        const answers = value[row.code]
        return answers === undefined ? [] : [`${row.label}: ${answersInWords(answers, scope)}`]
      })
      .join('\n'),
  variables: (scope) =>
    scope.allRows.flatMap((row) =>
      Array.from({ length: 1 + scope.settings.secondary }, (_, rank) => ({
        suffix: `${row.code}_${rank === 0 ? 'main' : rank}`,
        label: `${row.label} – ${scope.columnLabel(rank === 0 ? 'primary' : 'secondary')}${rank > 1 ? ` ${rank}` : ''}`,
        measure: 'nominal' as const,
        codes: variableCodes(scope.allOptions),
        part: { row: { code: row.code, label: row.label }, rank: rank + 1 },
      })),
    ),
  cells: (value, scope) => scope.allRows.flatMap((row) => rowCells(value, row.code, scope)),
  carry(value, to) {
    return Object.keys(value).every((row) => hasCode(to.allRows, row)) ? value : undefined
  },
  seconds: ({ rows }) => rows.length * rowSeconds * 2,
  examples: [
    {
      name: 'a main and a further objective',
      settings: { rows: { list: 'use_case' }, list: 'objective', secondary: 2 },
      value: { uc01: { primary: 'o5', secondary: ['o1'] }, uc02: { missing: 'dont_know' } },
      valid: true,
    },
    {
      name: 'the main objective named again',
      settings: { rows: { list: 'use_case' }, list: 'objective', secondary: 2 },
      value: { uc01: { primary: 'o5', secondary: ['o5'] } },
      valid: false,
    },
    {
      name: 'more further objectives than asked',
      settings: { rows: { list: 'use_case' }, list: 'objective', secondary: 1 },
      value: { uc01: { primary: 'o5', secondary: ['o1', 'o2'] } },
      valid: false,
    },
  ],
}

function readTwoAnswers(raw: unknown, row: string, scope: Scope): { cells: TwoAnswers } | { faults: readonly Fault[] } {
  if (!isRecord(raw)) return { faults: [fault('grid.type', {}, `/${row}`, { row })] }
  const faults: Fault[] = []
  const { primary, secondary = [], ...rest } = raw
  for (const column of Object.keys(rest)) {
    faults.push(fault('grid.column_unknown', { got: column.slice(0, 80) }, `/${row}`, { row }))
  }
  if (primary !== undefined && (typeof primary !== 'string' || !hasCode(scope.allOptions, primary))) {
    faults.push(
      fault('choice.unknown', { got: String(primary).slice(0, 80) }, `/${row}/primary`, { row, column: 'primary' }),
    )
  }
  const further = readCodes(secondary, scope.allOptions)
  if (!further.ok) {
    faults.push(
      ...further.faults.map((f) => ({
        ...f,
        pointer: `/${row}/secondary${f.pointer}`,
        at: { row, column: 'secondary' },
      })),
    )
  }
  if (faults.length > 0 || !further.ok) return { faults }
  const listed = inListOrder(further.value, scope.allOptions)
  return {
    cells: { ...(typeof primary === 'string' && { primary }), ...(listed.length > 0 && { secondary: listed }) },
  }
}

function rowFaults(row: string, { primary, secondary = [] }: TwoAnswers, most: number): readonly Fault[] {
  const at = { row, column: 'secondary' }
  const pointer = `/${row}/secondary`
  return [
    ...(secondary.length > most ? [fault('choice.too_many', { max: most }, pointer, at)] : []),
    ...(primary !== undefined && secondary.includes(primary)
      ? [fault('choice.twice', { code: primary }, pointer, at)]
      : []),
  ]
}

function answersInWords(answers: TwoAnswers | { missing: DeclarableMissing }, scope: Scope): string {
  if (isMissingRow(answers)) return labelOf(scope.list('missing_reason'), answers.missing)
  const { primary, secondary = [] } = answers
  const named = [primary, ...secondary].filter((code) => code !== undefined)
  return named.map((code) => labelOf(scope.allOptions, code)).join('; ')
}

function rowCells(value: TwoAnswerGridValue, row: string, scope: Scope): readonly Cell[] {
  const answers = value[row]
  const width = 1 + scope.settings.secondary
  const all = (cell: Cell): Cell[] => Array.from({ length: width }, () => cell)
  if (!hasCode(scope.rows, row)) return all({ missing: 'logic_skip' })
  if (answers === undefined) return all({ missing: 'no_answer' })
  if (isMissingRow(answers)) return all({ missing: answers.missing })
  const { primary, secondary = [] } = answers
  // a further answer that was not given is not an unanswered question
  const further = Array.from(
    { length: scope.settings.secondary },
    (_, k) => secondary[k] ?? ({ missing: 'logic_skip' } as const),
  )
  return [primary ?? { missing: 'no_answer' }, ...further]
}
