import type { FileFault, FileFaultCode } from '../../../instruments/exchange/answers/proposal.ts'
import { inPlainWords } from '../responses/plain-words.ts'

type Params = FileFault['params']

const sentences: Readonly<Record<FileFaultCode, string | ((params: Params) => string)>> = {
  'item.unknown': 'There is no such question in this questionnaire.',
  'item.repeats': 'This question repeats, and the file does not say which record the answer belongs to.',
  twice: 'This field stands twice in the file, with different answers.',
  two_ticked: ({ options }) => `Only one can be chosen, and these are: ${options}.`,
  two_reasons: 'Two reasons for having no answer are marked.',
  answer_and_reason: 'There is an answer here and also a reason for having none.',
  'code.unclear': ({ text }) => `“${text}” is not one of the options, or could be two of them.`,
  'number.unclear': ({ text }) => `“${text}” could not be read as a number.`,
  'number.which': ({ text, options }) => `“${text}” can be read in two ways: ${options}. Write it without separators.`,
  'date.unclear': ({ text }) => `“${text}” could not be read as a date. Write it as year-month-day.`,
  'date.which': ({ text, options }) => `“${text}” can be read in two ways: ${options}. Write it as year-month-day.`,
  'rank.unclear': ({ text }) => `The rank ${text} is not one: ranks begin at 1.`,
  'rank.twice': ({ text }) => `The rank ${text} is given twice.`,
  'file.by_upload': 'A file cannot be handed in inside of another. Attach it to the question itself.',
  'record.about_nothing': ({ about }) => `Record ${about} does not say which of the list it is about.`,
  'record.twice': ({ about }) => `There are two records about ${about}.`,
  'record.unknown': ({ about }) => `“${about}” is no record this question can have.`,
}

/** A fault of a file as a sentence. */
export function faultInWords({ code, params }: FileFault): string {
  if (code.startsWith('version.'))
    return 'In the version of the questionnaire that stands there is no place for this answer.'
  const sentence = sentences[code as FileFaultCode]
  if (sentence === undefined) return inPlainWords(code, params)
  return typeof sentence === 'string' ? sentence : sentence(params)
}
