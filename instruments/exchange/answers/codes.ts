import { declarableMissing } from '../../engine/answers/missing.ts'
import type { Instrument, Item } from '../../engine/definition/instrument.ts'
import type { AnyScope } from '../../engine/form/any-scope.ts'
import { staticScope } from '../../engine/form/scope.ts'
import type { LabelledCode } from '../../engine/items/item-type.ts'
import { separator } from './excel/layout.ts'
import type { Written } from './filled-file.ts'

/** What an item type may know of the item, in every language the file could be in; its own language first. */
export function scopesOf(instrument: Instrument, item: Item, language: string): readonly AnyScope[] {
  const { languages } = instrument.bundle
  const ordered = languages.includes(language) ? [language, ...languages] : languages
  return [...new Set(ordered)].map((one) => staticScope(instrument, item, one))
}

/** Reasons for having no answer, as copies of the questionnaire word them. */
export const reasonOffers = (scopes: readonly AnyScope[]): readonly (readonly LabelledCode[])[] =>
  scopes.map((scope) => {
    const labels = scope.list('missing_reason')
    return declarableMissing.map(
      (code) => labels.find((one) => one.code === code) ?? { code, label: code.replaceAll('_', ' '), note: '' },
    )
  })

/** The code that a label, a numbered label or a code itself stands for; undefined when it is none of them, or of two. */
export function codeWritten(offers: readonly (readonly LabelledCode[])[], { code, text }: Written): string | undefined {
  const [offer = []] = offers
  if (code !== undefined && offer.some((one) => one.code === code)) return code
  const wanted = folded(text)
  const exact = offer.find((one) => one.code === wanted)
  if (exact !== undefined) return exact.code
  const unnumbered = folded(text.replace(/^(?:\d{1,3}|[a-z])[.)]? /i, ''))
  for (const sought of [wanted, unnumbered]) {
    const codes = new Set(
      offers.flatMap((labels) => labels.filter(({ label }) => folded(label) === sought)).map((one) => one.code),
    )
    const [only] = codes
    if (codes.size === 1) return only
  }
  return undefined
}

/** Several in one cell, one after the other; a label may hold the sign between them. */
export function codesWritten(
  offers: readonly (readonly LabelledCode[])[],
  written: Written,
): readonly string[] | undefined {
  const whole = codeWritten(offers, written)
  if (whole !== undefined) return [whole]
  const found: string[] = []
  let rest = written.text
    .split(new RegExp(`[${separator}\\n]`))
    .map((part) => part.trim())
    .filter((part) => part !== '')
  while (rest.length > 0) {
    const taken = rest.findLastIndex(
      (_, at) => codeWritten(offers, { text: rest.slice(0, at + 1).join(`${separator} `) }) !== undefined,
    )
    const code = codeWritten(offers, { text: rest.slice(0, taken + 1).join(`${separator} `) })
    if (taken < 0 || code === undefined) return undefined
    found.push(code)
    rest = rest.slice(taken + 1)
  }
  return [...new Set(found)]
}

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .toLocaleLowerCase('en')
