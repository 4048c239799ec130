import type { Expression } from '../../engine/expression/index.ts'
import { matchesPattern } from '../conditions/patterns.ts'
import { call, joined, literal, operation, self } from '../conditions/tree.ts'
import type { DraftAnswer, DraftItem, Words } from '../sources/draft.ts'
import { reportSetting } from './choices.ts'
import type { Element } from './element.ts'
import type { Mutable } from './question.ts'
import type { Survey } from './survey.ts'

/** What the checks of a question ask of its answer. */
interface Asked {
  readonly constraints: Expression[]
  bounds: { min?: number; max?: number }
  text: Words | undefined
}

/** The checks of a question as they stand in the file. */
export interface Checks {
  readonly place: string
  readonly minLength: number | undefined
  readonly validators: readonly Element[]
}

export const checksOf = (element: Element): Checks => ({
  place: element.place,
  minLength: element.number('minLength'),
  validators: element.elements('validators'),
})

/** Takes the checks of a question over: as bounds where its type has them, otherwise as a constraint. */
export function addValidators(
  item: Mutable<DraftItem>,
  { place, minLength, validators }: Checks,
  survey: Survey,
  roster?: string,
): void {
  const asked: Asked = { constraints: [], bounds: {}, text: undefined }
  if (minLength !== undefined && minLength > 0) asked.constraints.push(lengthOf('>=', minLength))
  for (const validator of validators) {
    asked.text = validator.words('text') ?? asked.text
    const add = checks[validator.type.replace(/validator$/, '')]
    if (add !== undefined) add(validator, asked, survey, roster)
    else
      survey.notices.change(
        'setting-left-out',
        place,
        `A check of type «${validator.type}» has no counterpart and was left out.`,
      )
    for (const key of validator.rest()) reportSetting(validator, survey, key)
  }
  if (Object.keys(asked.bounds).length > 0) addBounds(item, asked)
  if (asked.constraints.length > 0) item.constraint = joined('and', asked.constraints)
  if (asked.text !== undefined && asked.constraints.length > 0) item.constraintText = asked.text
}

const lengthOf = (operator: '<=' | '>=', length: number): Expression =>
  operation(operator, call('string-length', self), literal(length))

type Check = (validator: Element, asked: Asked, survey: Survey, roster: string | undefined) => void

const checks: Readonly<Record<string, Check>> = {
  numeric: (validator, asked) => {
    const [min, max] = [validator.number('minValue'), validator.number('maxValue')]
    asked.bounds = { ...asked.bounds, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  },
  answercount: (validator, asked) => {
    const [min, max] = [validator.number('minCount'), validator.number('maxCount')]
    asked.bounds = { ...asked.bounds, ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  },
  text: (validator, asked) => {
    const [min, max] = [validator.number('minLength'), validator.number('maxLength')]
    if (min !== undefined && min > 0) asked.constraints.push(lengthOf('>=', min))
    if (max !== undefined && max > 0) asked.constraints.push(lengthOf('<=', max))
  },
  regex: (validator, asked) => {
    const pattern = validator.text('regex')
    if (pattern !== undefined) asked.constraints.push(matchesPattern(pattern))
  },
  expression: (validator, asked, survey, roster) => {
    const tree = survey.condition(validator.take('expression'), 'the check', validator.place, roster)
    if (tree !== undefined) asked.constraints.push(tree)
  },
  email: (_, asked) => asked.constraints.push(call('regex', self, literal('[^@\\s]+@[^@\\s]+\\.[^@\\s]+'))),
}

const bounded: readonly DraftAnswer['type'][] = ['integer', 'decimal', 'multiple_choice']

function addBounds(item: Mutable<DraftItem>, asked: Asked): void {
  const { min, max } = asked.bounds
  if (bounded.includes(item.answer.type)) {
    item.answer = { ...item.answer, ...asked.bounds } as DraftAnswer
    return
  }
  if (min !== undefined) asked.constraints.push(operation('>=', call('number', self), literal(min)))
  if (max !== undefined) asked.constraints.push(operation('<=', call('number', self), literal(max)))
}
