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
  /** The repeat it stands in, and that is asked once in these samples. */
  readonly repeat: string | undefined
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
  const choices = new Map<string, readonly Cells[]>()
  for (const { cells } of rowsOf(workbook, 'choices')) {
    const list = cells.list_name ?? ''
    choices.set(list, [...(choices.get(list) ?? []), cells])
  }
  const open: { readonly repeat: string | undefined; readonly relevant: readonly string[] }[] = []
  const questions: PlainQuestion[] = []
  for (const { number, cells } of rowsOf(workbook, 'survey')) {
    const type = (cells.type ?? '').replace(/^(begin|end)[ _]/, '$1 ').replace('looped group', 'repeat')
    const own = cells.relevant === undefined ? [] : [cells.relevant]
    if (/^(yes|true)$/.test(cells.disabled ?? '')) continue
    if (type.startsWith('end ')) open.pop()
    else if (type === 'begin group') open.push({ repeat: undefined, relevant: own })
    else if (type !== '') {
      questions.push({
        name: cells.name ?? '',
        type: type.replace(/ .*$/, ''),
        list: type === 'begin repeat' ? '' : (type.split(' ')[1] ?? ''),
        row: number,
        cells,
        relevant: [...open.flatMap((block) => block.relevant), ...own],
        repeat: open.findLast((block) => block.repeat !== undefined)?.repeat,
      })
      if (type === 'begin repeat') open.push({ repeat: cells.name ?? '', relevant: own })
    }
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

export interface Standing {
  readonly given: PlainAnswers
  readonly relevant: ReadonlySet<string>
  readonly scope: PlainScope
}

/** Goes through the sheet once: answers are blank where they are not relevant, calculations are worked out on the way. */
export function answerInOrder(form: PlainForm, give: (question: PlainQuestion, scope: PlainScope) => string): Standing {
  const repeats = new Map(form.questions.map(({ name, repeat }) => [name, repeat]))
  let within: string | undefined
  const lists = new Map(form.questions.map(({ name, list }) => [name, list]))
  const values = new Map<string, Plain>()
  const relevant = new Set<string>()
  const given: Record<string, string> = {}
  const scope: PlainScope = {
    // from outside its repeat, the answers of a question are nodes
    answer: (name) => {
      const value = values.get(name)
      const repeat = repeats.get(name)
      if (repeat === undefined || repeat === within) return value ?? ''
      return value === undefined ? [] : [String(value)]
    },
    label: (code, question) => {
      const choice = form.choices.get(lists.get(question) ?? '')?.find((one) => one.name === code)
      return Object.entries(choice ?? {}).find(([heading]) => heading.startsWith('label'))?.[1] ?? ''
    },
  }
  // a condition looks at earlier answers only, so what it was once it is to the end of the sheet
  const held = new Map<string, boolean>()
  const holds = (condition: string): boolean => {
    const key = `${within} ${condition}`
    const found = held.get(key) ?? truth(evaluatePlain(condition, scope))
    held.set(key, found)
    return found
  }
  for (const question of form.questions) {
    const { name } = question
    within = question.repeat
    given[name] = give(question, scope)
    if (!question.relevant.every(holds)) continue
    relevant.add(name)
    values.set(name, valueIn(question, given, scope))
  }
  return { given, relevant, scope }
}

function valueIn({ name, type, cells }: PlainQuestion, given: PlainAnswers, scope: PlainScope): Plain {
  if (type === 'today') return '2026-11-22'
  if (type === 'calculate') return evaluatePlain(cells.calculation ?? "''", scope)
  // one row of it
  if (type === 'begin') return ['r1']
  if (type === 'hidden') return cells.default ?? ''
  return given[name] ?? ''
}
