import { t } from '../text/text.svelte.ts'
import { dateOf, type ParsedDate, type ParsedNumber, parseNumber } from './engine.ts'
import { dateInWords, numberInWords } from './words.ts'

/** What a field does with typed text: keep a value, ask which of several is meant, or say what is not understood. */
export type Typed<V> =
  | { readonly kind: 'blank' }
  | { readonly kind: 'value'; readonly value: V; readonly echo: string }
  | { readonly kind: 'ask'; readonly message: string; readonly choices: readonly Choice<V>[] }
  | { readonly kind: 'unclear'; readonly message: string }

export interface Choice<V> {
  readonly value: V
  readonly label: string
}

export type ReadNumber = (text: string) => Typed<number>

export const readWhole: ReadNumber = (text) =>
  understood(text, parseNumber(text, { decimals: false }), Number.isInteger)
export const readDecimal: ReadNumber = (text) => understood(text, parseNumber(text, { decimals: true }), () => true)

/** Years are never grouped, and may be Buddhist. */
export function readYear(text: string): Typed<number> {
  const typed = readDate(text, dateOf({ year: text }))
  if (typed.kind === 'value') {
    return { ...typed, value: Number(typed.value), echo: text.trim() === typed.value ? '' : typed.echo }
  }
  if (typed.kind === 'unclear' && dateOf({ year: text }).kind === 'invalid')
    return { ...typed, message: yearMessage(text) }
  return typed.kind === 'ask' ? { kind: 'unclear', message: typed.message } : typed
}

const yearMessage = (text: string): string =>
  t(/^\D*$/u.test(text) ? 'items.year.not_a_year' : 'items.year.four_figures')

/** Every way of typing a number, by what is asked for. */
export const readers = { integer: readWhole, decimal: readDecimal, year: readYear } as const satisfies Record<
  string,
  ReadNumber
>

function understood(text: string, parsed: ParsedNumber, isAllowed: (value: number) => boolean): Typed<number> {
  if (parsed.kind === 'blank') return parsed
  if (parsed.kind === 'value') return { ...parsed, echo: echoOf(text, parsed.value) }
  if (parsed.kind === 'invalid') return { kind: 'unclear', message: t(`items.number.${parsed.reason}`) }
  const choices = parsed.options.filter(isAllowed).map((value) => ({ value, label: choiceLabel(value) }))
  return { kind: 'ask', message: question(text.trim(), parsed.options, isAllowed), choices }
}

function question(typed: string, options: readonly number[], isAllowed: (value: number) => boolean): string {
  const [whole, other] = options
  if (whole === undefined || other === undefined) return t('items.number.one_reading', { typed })
  if (isAllowed(other)) return t('items.number.two_readings', { typed })
  return t('items.number.whole_reading', {
    typed,
    whole: String(whole),
    low: Math.floor(other),
    high: Math.ceil(other),
  })
}

/** Worth saying only when the figures read otherwise than they were typed. */
const echoOf = (text: string, value: number): string =>
  text.trim() === String(value) && Math.abs(value) < 10_000 ? '' : numberInWords(value)

/** A label no decimal mark can make ambiguous. */
const choiceLabel = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : t('items.number.between', { number: String(value), low: Math.floor(value), high: Math.ceil(value) })

export function readDate(text: string, parsed: ParsedDate): Typed<string> {
  if (parsed.kind === 'blank') return parsed
  if (parsed.kind === 'value')
    return { kind: 'value', value: parsed.value, echo: dateEcho(parsed.value, parsed.calendar) }
  if (parsed.kind === 'invalid') return { kind: 'unclear', message: t(`items.date.${parsed.reason}`) }
  const choices = parsed.options.map((value) => ({ value, label: dateInWords(value) }))
  return { kind: 'ask', message: t('items.date.two_readings', { typed: text.trim() }), choices }
}

function dateEcho(iso: string, calendar: 'gregorian' | 'buddhist'): string {
  const date = dateInWords(iso)
  return calendar === 'gregorian'
    ? date
    : t('items.date.buddhist', { date, year: String(Number(iso.slice(0, 4)) + 543) })
}
