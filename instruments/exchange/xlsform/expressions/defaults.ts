import { parseExpression } from '../../../engine/expression/index.ts'
import { referencesOf } from '../../../engine/expression/references.ts'
import type { Form } from '../form.ts'
import type { Question } from '../survey.ts'
import { unescaped } from './parse.ts'

/** Answers are not filled in beforehand: a respondent would be taken to have said what nobody asked. */
export function noteDefault(question: Question, form: Form): void {
  const cell = question.row.take('default')
  if (cell === undefined) return
  const later = laterReference(unescaped(cell.text), question, form)
  if (later !== undefined) {
    form.notices.refuse('forward-reference', cell.place, `This default depends on «${later}», which is asked later.`)
  } else {
    form.notices.note(
      'default',
      cell.place,
      `The default «${cell.text.slice(0, 60)}» is not filled in: people answer for themselves.`,
    )
  }
}

function laterReference(source: string, question: Question, form: Form): string | undefined {
  if (!source.includes('${')) return undefined
  const parsed = parseExpression(source)
  if (!parsed.ok) return undefined
  const order = [...form.questions.keys()]
  return referencesOf(parsed.expression).find((name) => order.indexOf(name) >= order.indexOf(question.name))
}
