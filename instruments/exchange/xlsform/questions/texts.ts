import type { Answered, QuestionReader } from './answer.ts'

export const text: QuestionReader = (_question, _form, details) => {
  const rows = details.parameter('rows')
  const isLong = details.appears('multiline') || rows !== undefined
  return { answer: { type: isLong ? 'long_text' : 'text' } }
}

/** A text of a fixed shape, for what has no type of its own. */
const shaped =
  (pattern: string, message: string, what: string): QuestionReader =>
  ({ typeCell }, { notices }) => {
    notices.change('type-as-text', typeCell.place, `${what} is asked as a text of this shape: ${message}`)
    const answered: Answered = {
      answer: { type: 'text' },
      constraint: `regex(., '${pattern}')`,
      constraintText: { en: message },
    }
    return answered
  }

const clock = '([01]?[0-9]|2[0-3]):[0-5][0-9]'

export const time = shaped(clock, 'hours and minutes, such as 09:30.', 'A time')
export const datetime = shaped(
  `[0-9]{4}-[01][0-9]-[0-3][0-9] ${clock}`,
  'a day and a time, such as 2026-11-22 09:30.',
  'A date with a time',
)

const latitude = '-?([0-8]?[0-9]([.][0-9]{1,10})?|90([.]0{1,10})?)'
const longitude = '-?((1[0-7]|[0-9])?[0-9]([.][0-9]{1,10})?|180([.]0{1,10})?)'

export const geopoint = shaped(
  // altitude and accuracy may follow, as devices write them
  `${latitude}(, ?| )${longitude}( -?[0-9]{1,6}([.][0-9]{1,6})?)?( [0-9]{1,6}([.][0-9]{1,6})?)?`,
  'latitude and longitude in degrees, such as 11.5564 104.9282.',
  'A place on the map',
)

export const barcode: QuestionReader = ({ typeCell }, { notices }) => {
  notices.change('type-as-text', typeCell.place, 'A barcode is typed here, not scanned.')
  return { answer: { type: 'text' } }
}
