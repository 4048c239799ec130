import type { FindingCode } from '#engine'

type Params = Readonly<Record<string, string | number>>

/** What can be wrong with a change before its value is looked at. */
type ChangeFault =
  | 'item.unknown'
  | 'item.out_of_scope'
  | 'row.missing'
  | 'row.unexpected'
  | 'file.not_kept'
  | 'alternative.open'

const range = ({ min, max }: Params): string => {
  if (min === undefined) return `at most ${max}`
  return max === undefined ? `at least ${min}` : `from ${min} to ${max}`
}

const sentences: Readonly<Record<ChangeFault | FindingCode, string | ((params: Params) => string)>> = {
  'item.unknown': 'There is no such question in this questionnaire.',
  'item.out_of_scope': 'This question is not in the part you were asked to fill in.',
  'row.missing': 'This question repeats: say which record the answer belongs to.',
  'row.unexpected': 'This question is asked once: it has no records.',
  'alternative.open': ({ by }) => `${by} gave another answer here. Choose one of the two.`,
  'file.not_kept': 'This file was not uploaded to this response.',
  required: 'An answer is needed here.',
  check: 'This answer does not fit the others.',
  'number.type': 'This must be a number.',
  'number.range': (params) => `This number must be ${range(params)}.`,
  'number.places': 'This number has too many decimal places.',
  'text.type': 'This is not of the kind this question takes.',
  'text.too_long': ({ max }) => `This text is too long; the most is ${max} characters.`,
  'text.control': 'This text has a character that cannot be kept. Type it again instead of pasting it.',
  'choice.unknown': 'This is not one of the options.',
  'choice.off_path': 'This option is not offered with the other answers as they are.',
  'choice.too_few': ({ min }) => `Choose at least ${min}.`,
  'choice.too_many': ({ max }) => `Choose at most ${max}.`,
  'choice.exclusive': 'One of the chosen options cannot be combined with others.',
  'choice.twice': 'The same option is chosen twice.',
  'date.invalid': 'This is not a date of the calendar, written as year-month-day.',
  'date.range': (params) => `This date must be ${range(params)}.`,
  'date.precision': 'This date says more or less than was asked.',
  'url.invalid': 'This is not a web address that begins with https:// or http://.',
  'email.invalid': 'This is not an e-mail address.',
  'file.invalid': 'This does not describe an uploaded file.',
  'file.type': 'This question does not take a file of this type.',
  'grid.row_unknown': 'There is no such row in this table.',
  'grid.column_unknown': 'There is no such column in this table.',
  'grid.type': 'This must be a table of rows and columns.',
  'sum.total': 'The parts do not add up to the total.',
  'roster.type': 'This must be a list of records, each named once.',
  'roster.too_few': ({ min }) => `At least ${min} records are needed.`,
  'roster.too_many': ({ max }) => `At most ${max} records are possible.`,
  look: 'This answer came over from an earlier version of the questionnaire. Confirm it or change it.',
  'missing.not_declarable': 'This reason for having no answer is not offered here.',
}

/** A fault as a sentence, for readers of the API; the interface words the same codes in the reader's language. */
export function inPlainWords(code: string, params: Params): string {
  const sentence = sentences[code as ChangeFault | FindingCode] ?? 'This is not valid here.'
  return typeof sentence === 'string' ? sentence : sentence(params)
}
