/** What a person meant by a number they typed, or why that cannot be told without asking. */
export type ParsedNumber =
  | { readonly kind: 'value'; readonly value: number }
  /** More than one reading; the person chooses. */
  | { readonly kind: 'ask'; readonly options: readonly number[] }
  | { readonly kind: 'invalid'; readonly reason: 'not_a_number' | 'not_whole' | 'too_long' }
  | { readonly kind: 'blank' }

export interface NumberTyping {
  /** False where only whole numbers are asked for. */
  readonly decimals: boolean
}

/** Zeros of the region's digits; nine more follow each: Khmer, Lao, Burmese, Shan, Thai, Tamil, full width. */
const zeros = [0x17e0, 0x0ed0, 0x1040, 0x1090, 0x0e50, 0x0be6, 0xff10]

/** Joiners and direction marks that come along when a number is copied from a document. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** ០-៩ ໐-໙ ၀-၉ ႐-႙ ๐-๙ ௦-௯ and full-width digits as 0-9; everything else stays as it is. */
export function toAsciiDigits(text: string): string {
  let ascii = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const zero = zeros.find((start) => code >= start && code <= start + 9)
    ascii += zero === undefined ? character : String(code - zero)
  }
  return ascii
}

/**
 * A number as typed in any of the region's digits, with any grouping. Nothing is guessed: `1.234` may
 * be a thousand and more or a little over one, so it comes back as a question.
 */
export function parseNumber(text: string, { decimals }: NumberTyping): ParsedNumber {
  const typed = toAsciiDigits(text.replace(invisible, '')).trim()
  if (typed === '') return { kind: 'blank' }
  const [, sign = '', body = ''] = /^([-\u2212\u2013+]?)\s*(.*)$/su.exec(typed) ?? []
  const negative = sign !== '' && sign !== '+'
  const readings = readingsOf(body)
  if (readings.length === 0) return letterForZero(body, negative)
  if (readings.some((reading) => reading.replace('.', '').replace(/^0+/, '').length > 15)) {
    return { kind: 'invalid', reason: 'too_long' }
  }
  const values = [...new Set(readings.map((reading) => signed(Number(reading), negative)))]
  const [only, other] = values
  if (only !== undefined && other === undefined) {
    return decimals || Number.isInteger(only)
      ? { kind: 'value', value: only }
      : { kind: 'invalid', reason: 'not_whole' }
  }
  return { kind: 'ask', options: values }
}

/** How a kept number is put back into a field: text that `parseNumber` reads as the same number and never asks about. */
export function typedNumber(value: number): string {
  const plain = value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
  // three decimals look like a group of thousands, four do not
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(plain) ? `${plain}0` : plain
}

const signed = (value: number, negative: boolean): number => (negative && value !== 0 ? -value : value)

const spaces = /[ '\u00a0\u2009\u202f\u2019]/

/** Every number the body can mean, in plain JavaScript notation. */
function readingsOf(body: string): readonly string[] {
  if (!/^[\d.,]*\d[\d.,]*$/.test(body.replace(new RegExp(spaces, 'g'), '')) || /\D{2}/.test(body)) return []
  const [whole = '', ...others] = body.split(spaces)
  if (others.length === 0) return readingsOfMarks(whole)
  // spaces group thousands, so a mark can only stand for the decimals
  const [last = '', fraction = '', ...excess] = (others.at(-1) ?? '').split(/[.,]/)
  const groups = [whole, ...others.slice(0, -1), last]
  return isGrouped(groups) && excess.length === 0 ? [`${groups.join('')}.${fraction}`] : []
}

function readingsOfMarks(body: string): readonly string[] {
  const marks = body.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  if (last === undefined) return [body]
  const at = body.lastIndexOf(last)
  const [before, after] = [body.slice(0, at), body.slice(at + 1)]
  const groups = body.split(/[.,]/)
  if (marks.length === 1) {
    const decimal = `${before === '' ? '0' : before}.${after}`
    return isGrouped(groups) ? [groups.join(''), decimal] : [decimal]
  }
  if (marks.every((mark) => mark === last)) return isGrouped(groups) ? [groups.join('')] : []
  const uniform = marks.slice(0, -1).every((mark) => mark !== last && mark === marks[0])
  return uniform && isGrouped(groups.slice(0, -1)) ? [`${groups.slice(0, -1).join('')}.${after}`] : []
}

/** Thousands, or lakhs as Tamil writes them: `1,00,000`. */
const isGrouped = (groups: readonly string[]): boolean =>
  /^[1-9]\d{0,2}( \d{3})+$/.test(groups.join(' ')) || /^[1-9]\d?( \d{2})+ \d{3}$/.test(groups.join(' '))

/** The Burmese letter wa looks like the Burmese zero and is often typed for it: worth asking, not worth assuming. */
function letterForZero(body: string, negative: boolean): ParsedNumber {
  const digits = body.replaceAll('\u101d', '0')
  return body.includes('\u101d') && /^[1-9]\d{0,14}$/.test(digits)
    ? { kind: 'ask', options: [signed(Number(digits), negative)] }
    : { kind: 'invalid', reason: 'not_a_number' }
}
