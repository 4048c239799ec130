import { en, type MessageKey } from './en.ts'

export type { MessageKey } from './en.ts'
export type Params = Readonly<Record<string, string | number>>

/** ICU has no Tetum, whose conventions follow Portuguese; English is written here with the day before the month. */
const formattingLocale: Readonly<Record<string, string>> = { tet: 'pt', en: 'en-GB' }

class TextState {
  language = $state('en')
  messages: Readonly<Record<string, string>> = $state.raw(en)
}

const state = new TextState()

export const language = (): string => state.language

export function setLanguage(code: string): void {
  state.language = code
  document.documentElement.lang = code
}

/** Add the sentences of an area that is not loaded at the start. */
export function addText(added: Readonly<Record<string, string>>): void {
  state.messages = { ...state.messages, ...added }
}

/**
 * The sentence for a key. `{name}` is replaced by a parameter; `{n|one: item|other: items}` chooses a
 * plural form by the rules of the language.
 *
 *     t('respond.left', { n: 3 })  // '3 questions left'
 */
export function t(key: MessageKey, params: Params = {}): string {
  return fill(state.messages[key] ?? key, params)
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)((?:\|\w+:[^|{}]*)*)\}/g, (whole, name: string, forms: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return forms === '' ? say(value) : plural(Number(value), forms)
  })
}

function plural(count: number, forms: string): string {
  const byRule = new Map(
    forms
      .slice(1)
      .split('|')
      .map((form) => [form.slice(0, form.indexOf(':')), form.slice(form.indexOf(':') + 1).trim()] as const),
  )
  const rule = new Intl.PluralRules(locale()).select(count)
  return (byRule.get(rule) ?? byRule.get('other') ?? '').replace('#', say(count))
}

const say = (value: string | number): string => (typeof value === 'number' ? formatNumber(value) : value)

/** Digits stay ASCII in every language: figures are compared across countries. */
const locale = (): string => `${formattingLocale[state.language] ?? state.language}-u-nu-latn-ca-gregory`

export const formatNumber = (value: number): string => new Intl.NumberFormat(locale()).format(value)

/** `2026-11-22` or an instant → `22 November 2026`. */
export function formatDate(iso: string): string {
  const timeZone = iso.length === 10 ? 'UTC' : undefined
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone }).format(new Date(iso))
}

export const formatMoment = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso))

export const formatTime = (moment: Date): string =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(moment)
