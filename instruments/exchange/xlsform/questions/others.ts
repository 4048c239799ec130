import { acknowledgement } from '../form.ts'
import type { QuestionReader } from './answer.ts'

export const date: QuestionReader = (_question, _form, details) => {
  if (details.appears('month-year')) return { answer: { type: 'date', precision: 'month' } }
  if (details.appears('year')) return { answer: { type: 'date', precision: 'year' } }
  return { answer: { type: 'date' } }
}

export const note: QuestionReader = () => ({ answer: { type: 'note' } })

/** One box to tick: nothing chosen is nothing confirmed. */
export const acknowledge: QuestionReader = ({ typeCell }, { notices, lists }) => {
  if (lists.has(acknowledgement.name))
    notices.refuse(
      'list-reserved',
      typeCell.place,
      `The list «${acknowledgement.name}» is the one an «acknowledge» is answered from. Call yours otherwise.`,
    )
  notices.change('acknowledge', typeCell.place, 'To acknowledge is to choose the one option «OK».')
  return { answer: { type: 'multiple_choice', list: acknowledgement.name } }
}

const accepting =
  (what: string, ...types: readonly string[]): QuestionReader =>
  ({ typeCell, row }, { notices }, details) => {
    if (details.appears('signature', 'draw', 'annotate', 'new', 'new-front', 'selfie', 'new-rear'))
      notices.note(
        'appearance',
        row.see('appearance')?.place ?? typeCell.place,
        `${what} is uploaded as a file; it is not made in the form.`,
      )
    else notices.change('type-as-file', typeCell.place, `${what} is uploaded as a file: ${types.join(', ')}.`)
    return { answer: { type: 'file', accept: [...types] } }
  }

export const image = accepting('A picture', 'image/jpeg', 'image/png', 'image/webp', 'image/heic')
export const audio = accepting('A recording', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav')
export const video = accepting('A video', 'video/mp4', 'video/quicktime', 'video/webm')
export const file: QuestionReader = () => ({ answer: { type: 'file' } })
