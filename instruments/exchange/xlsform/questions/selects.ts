import type { DraftAnswer } from '../../sources/draft.ts'
import { filterOf } from '../expressions/choice-filter.ts'
import type { Form } from '../form.ts'
import type { ChoiceList, Question } from '../survey.ts'
import { suggestion } from '../vocabulary/nearest.ts'
import type { QuestionReader } from './answer.ts'

type ChoiceType = 'single_choice' | 'multiple_choice' | 'ranking'

// a ranking of more is no ranking; the definition language says so too
const mostRanks = 20

const choosing =
  (type: ChoiceType): QuestionReader =>
  (question, form, details) => {
    if (question.type.fromFile === true) for (const name of ['value', 'label']) details.parameter(name)
    const list = listFor(question, form)
    if (list === undefined) return undefined
    const filter = question.row.take('choice_filter')
    const from = filter && filterOf(filter, question, list, form)
    const source = {
      list: list.name,
      ...(from !== undefined && { from }),
      ...(addsOther(question, list) && { also: ['other'] }),
    }
    return { answer: answerOf(type, source, list, question, form) }
  }

export const addsOther = ({ type }: Question, list: ChoiceList): boolean =>
  type.orOther === true && !list.choices.some(({ name }) => name === 'other')

function answerOf(
  type: ChoiceType,
  source: { readonly list: string },
  list: ChoiceList,
  { typeCell }: Question,
  { notices }: Form,
): DraftAnswer {
  if (type !== 'ranking') return { type, ...source }
  if (list.choices.length > mostRanks)
    notices.change(
      'rank-too-long',
      typeCell.place,
      `Of ${list.choices.length} options the first ${mostRanks} are ranked.`,
    )
  return { type, ...source, max: Math.min(mostRanks, list.choices.length) }
}

/** The list of a question, or why there is none. */
function listFor({ type, typeCell }: Question, form: Form): ChoiceList | undefined {
  const { notices, lists } = form
  const { list: name = '' } = type
  const list = lists.get(name)
  if (list !== undefined && list.choices.length > 0) return list
  const known = [...lists.keys()].map((one) => `«${one}»`).join(', ') || 'none'
  if (name === '')
    notices.refuse(
      'list-missing',
      typeCell.place,
      `${type.word} needs the name of a list behind it. Lists of this form: ${known}.`,
    )
  else if (type.fromFile === true)
    notices.refuse(
      'list-missing',
      typeCell.place,
      `The choices of «${name}» are not in this workbook. Add a sheet called «${name.replace(/\.\w+$/, '')}» with the columns name and label.`,
    )
  else
    notices.refuse(
      'list-missing',
      typeCell.place,
      `There is no list «${name}» on the choices sheet.${suggestion(name, lists.keys())} Lists of this form: ${known}.`,
    )
  return undefined
}

export const selectOne = choosing('single_choice')
export const selectMultiple = choosing('multiple_choice')
export const rank = choosing('ranking')
