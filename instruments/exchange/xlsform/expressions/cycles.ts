import { parseExpression } from '../../../engine/expression/index.ts'
import { referencesOf } from '../../../engine/expression/references.ts'
import type { Form } from '../form.ts'
import type { Cell } from '../sheets/cell.ts'
import type { Row } from '../sheets/table.ts'
import type { Question } from '../survey.ts'
import { unescaped } from './parse.ts'

interface Need {
  readonly name: string
  readonly cell: Cell
}

/** Questions that decide over each other can never be asked; each such round is told once, at the cell that begins it. */
export function refuseCycles(form: Form): void {
  const needs = new Map(
    Array.from(form.questions.values(), (question) => [question.name, needsOf(question, form)] as const),
  )
  const settled = new Set<string>()
  const walk = (name: string, path: readonly Need[]): void => {
    const at = path.findIndex((step) => step.name === name)
    if (at >= 0) {
      const round = [...path.slice(at).map((step) => step.name), name].join(' → ')
      form.notices.refuse(
        'cycle',
        path[at]?.cell.place ?? '',
        `These depend on each other, so none can be asked first: ${round}.`,
      )
      return
    }
    if (settled.has(name)) return
    for (const need of needs.get(name) ?? []) {
      walk(need.name, [...path, { name, cell: need.cell }])
    }
    settled.add(name)
  }
  for (const name of form.questions.keys()) walk(name, [])
}

function needsOf(question: Question, form: Form): readonly Need[] {
  const isCalculated = question.type.kind === 'calculate' || question.type.kind === 'hidden'
  const own = ['relevant', isCalculated ? 'calculation' : 'choice_filter'].map((column) => question.row.see(column))
  const blocks = form.around(question.name).map(({ row }: { readonly row: Row }) => row.see('relevant'))
  return [...own, ...blocks].flatMap((cell) => {
    const parsed = cell && parseExpression(unescaped(cell.text))
    return cell === undefined || !parsed?.ok ? [] : referencesOf(parsed.expression).map((name) => ({ name, cell }))
  })
}
