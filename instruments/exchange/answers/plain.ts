import { gregorianYear, type ParsedDate, parseDate } from '../../engine/answers/dates.ts'
import { parseNumber } from '../../engine/answers/digits.ts'
import { type Hole, isBlank, type Written } from './filled-file.ts'
import type { AnswerHoles, HoleReader } from './hole-reader.ts'

/** The one hole of an answer that is written as it is; a second one with other content is refused elsewhere. */
const filled = ({ holes }: AnswerHoles): Hole | undefined =>
  holes.find(({ tag, written }) => tag.part.kind === 'value' && tag.row === undefined && !isBlank(written))

export interface NumberKind {
  readonly decimals: boolean
  /** Years of the Buddhist era are years too. */
  readonly year?: boolean
}

/** A number as people write it; what stands decides between two readings, nothing else does. */
export function numberIn(answer: AnswerHoles, hole: Hole, kind: NumberKind, standing: unknown): number | undefined {
  const { text, number } = hole.written
  if (number !== undefined) return kind.year ? asYear(number) : number
  const read = parseNumber(text, { decimals: kind.decimals })
  if (read.kind === 'value') return kind.year ? asYear(read.value) : read.value
  if (read.kind === 'ask') {
    const known = read.options.find((option) => option === standing)
    if (known === undefined)
      answer.refuse(hole, 'number.which', { text: short(text), options: read.options.join(' / ') })
    return known
  }
  answer.refuse(hole, 'number.unclear', { text: short(text) })
  return undefined
}

const asYear = (year: number): number => (year >= 2400 ? (gregorianYear(year)?.year ?? year) : year)

export const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

const number =
  (kind: NumberKind): HoleReader =>
  (answer) => {
    const hole = filled(answer)
    return hole === undefined ? undefined : numberIn(answer, hole, kind, answer.standing)
  }

export const wholeNumber = number({ decimals: false })
export const decimalNumber = number({ decimals: true })
export const yearNumber = number({ decimals: false, year: true })

/** Text as it was written; spaces at the ends and line ends of another system are no change. */
export const text: HoleReader = (answer) => {
  const hole = filled(answer)
  if (hole === undefined) return undefined
  const { standing } = answer
  return typeof standing === 'string' && trimmed(standing) === hole.written.text ? standing : hole.written.text
}

export const trimmed = (kept: string): string =>
  kept
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .trim()

export const date: HoleReader = (answer) => {
  const hole = filled(answer)
  if (hole === undefined) return undefined
  const { languages, standing } = answer
  const read = parseDate(hole.written.text, { languages })
  if (read.kind === 'value') return read.value
  return dateUnderstood(hole.written, read, standing) ?? refuseDate(answer, hole, read)
}

/** The program's own reading of a date control or cell; of two readings the one that stands. */
function dateUnderstood({ date: own }: Written, read: ParsedDate, standing: unknown): string | undefined {
  if (own !== undefined) return own
  return read.kind === 'ask' ? read.options.find((option) => option === standing) : undefined
}

function refuseDate(answer: AnswerHoles, hole: Hole, read: ParsedDate): undefined {
  const params = { text: short(hole.written.text) }
  if (read.kind === 'ask') answer.refuse(hole, 'date.which', { ...params, options: read.options.join(' / ') })
  else answer.refuse(hole, 'date.unclear', params)
  return undefined
}

/** A file cannot travel inside another: its name is printed, and no more. */
export const attachment: HoleReader = (answer) => {
  const hole = filled(answer)
  const name = (answer.standing as { readonly name?: unknown } | undefined)?.name
  if (hole !== undefined && hole.written.text !== name)
    answer.refuse(hole, 'file.by_upload', { text: short(hole.written.text) })
  return undefined
}
