import type { Workbook } from '../../instruments/exchange/workbook/workbook.ts'
import { evaluatePlain, type Plain, type PlainScope, truth } from './plain-expression.ts'

/** The questions of an XLSForm as any program of that world sees them, read without any code of the product. */
export interface PlainQuestion {
  readonly name: string
  readonly type: string
  readonly list: string
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  /** Conditions of its own and of every group around it. */
  readonly relevant: readonly string[]
  readonly inRepeat: boolean
}

export interface PlainForm {
  readonly questions: readonly PlainQuestion[]
  readonly choices: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>
}

type Cells = Readonly<Record<string, string>>

const headings: Readonly<Record<string, string>> = {
  command: 'type',
  tag: 'name',
  value: 'name',
  caption: 'label',
  relevance: 'relevant',
  'bind: relevant': 'relevant',
  'list name': 'list_name',
}

function rowsOf(workbook: Workbook, name: string): readonly { readonly number: number; readonly cells: Cells }[] {
  const sheet = workbook.sheets.find((one) => one.name.toLowerCase() === name)
  const [head, ...body] = sheet?.rows ?? []
  const names = new Map(Array.from(head?.cells ?? [], ([at, { text }]) => [at, text.toLowerCase().trim()] as const))
  return body.map(({ number, cells }) => ({
    number,
    cells: Object.fromEntries(
      Array.from(cells, ([at, { text }]) => [headings[names.get(at) ?? ''] ?? names.get(at) ?? '', text.trim()]),
    ),
  }))
}

export function readPlainForm(workbook: Workbook): PlainForm {
  const choices = new Map<string, Cells[]>()
  for (const { cells } of rowsOf(workbook, 'choices')) {
    const list = cells.list_name ?? ''
    choices.set(list, [...(choices.get(list) ?? []), cells])
  }
  const open: { readonly repeat: boolean; readonly relevant: readonly string[] }[] = []
  const questions: PlainQuestion[] = []
  for (const { number, cells } of rowsOf(workbook, 'survey')) {
    const type = (cells.type ?? '').replace(/^(begin|end)[ _]/, '$1 ').replace('looped group', 'repeat')
    const own = cells.relevant === undefined ? [] : [cells.relevant]
    if (/^(yes|true)$/.test(cells.disabled ?? '')) continue
    if (type.startsWith('end ')) open.pop()
    else if (type.startsWith('begin ')) open.push({ repeat: type === 'begin repeat', relevant: own })
    else if (type !== '')
      questions.push({
        name: cells.name ?? '',
        type: type.replace(/ .*$/, ''),
        list: type.split(' ')[1] ?? '',
        row: number,
        cells,
        relevant: [...open.flatMap((block) => block.relevant), ...own],
        inRepeat: open.some((block) => block.repeat),
      })
  }
  for (const { type, list, cells } of questions) {
    if (type === 'select_one_from_file') choices.set(list, fileChoices(workbook, list, cells.parameters ?? ''))
  }
  return { questions, choices }
}

/** A file of choices, which stands in the workbook as a sheet. */
function fileChoices(workbook: Workbook, file: string, parameters: string): readonly Cells[] {
  const named = (key: string): string => new RegExp(`${key}=(\\S+)`).exec(parameters)?.[1] ?? key
  return rowsOf(workbook, file.replace(/\.\w+$/, '')).map(({ cells }) => ({
    ...cells,
    name: cells[parameters.includes('value=') ? named('value') : 'name'] ?? '',
    label: cells[named('label')] ?? '',
  }))
}

export type PlainAnswers = Readonly<Record<string, string>>

/** Answers as given, blank where they are not relevant, calculations worked out: in the order of the sheet. */
export function standingAnswers(
  form: PlainForm,
  given: PlainAnswers,
): { readonly relevant: ReadonlySet<string>; readonly scope: PlainScope } {
  const values = new Map<string, Plain>()
  const relevant = new Set<string>()
  const scope: PlainScope = {
    // outside a repeat without rows, its questions are no nodes at all
    answer: (name) => values.get(name) ?? (form.questions.some((one) => one.name === name && !one.inRepeat) ? '' : []),
    label: (code, question) => {
      const list = form.questions.find((one) => one.name === question)?.list ?? ''
      const choice = form.choices.get(list)?.find((one) => one.name === code)
      return Object.entries(choice ?? {}).find(([heading]) => heading.startsWith('label'))?.[1] ?? ''
    },
  }
  for (const question of form.questions) {
    if (question.inRepeat) continue
    const asked = question.relevant.every((one) => truth(evaluatePlain(one, scope)))
    if (!asked) continue
    relevant.add(question.name)
    values.set(question.name, valueIn(question, given, scope))
  }
  return { relevant, scope }
}

function valueIn({ name, type, cells }: PlainQuestion, given: PlainAnswers, scope: PlainScope): Plain {
  if (type === 'today') return '2026-11-22'
  if (type === 'calculate') return evaluatePlain(cells.calculation ?? "''", scope)
  if (type === 'hidden') return cells.default ?? ''
  return given[name] ?? ''
}
