import { itemTypeOf } from '../items/index.ts'
import { dateInWords } from '../items/iso-dates.ts'
import type { AnyScope } from './any-scope.ts'
import type { Live, LiveItem } from './live.ts'

/** The answer read back: the value in words, or the missing reason in words, or nothing. */
export function inWords(live: Live, state: LiveItem): string {
  const { item, answer, value, declared, scope } = state
  if (declared !== undefined) return missingInWords(live, declared)
  if (value === undefined) return ''
  if (answer === undefined) return itemTypeOf(item.definition).inWords(value, scope as never)
  const known = worded.get(answer)
  if (known?.scope === scope) return known.words
  const words = itemTypeOf(item.definition).inWords(value, scope as never)
  worded.set(answer, { scope, words })
  return words
}

// answers are immutable, so at a keystroke all but one of them is worded already
const worded = new WeakMap<object, { readonly scope: AnyScope; readonly words: string }>()

export const missingInWords = (live: Live, reason: string): string =>
  live.wording.list('missing_reason').find((code) => code.code === reason)?.label ?? reason

/** Fill `${A01}`, `${row}` and `{administration}` into a text. A text without braces, nearly all, is returned as it is. */
export function piped(
  text: string | undefined,
  live: Live,
  at?: { readonly state: LiveItem; readonly rowLabel?: string },
): string {
  if (text === undefined) return ''
  if (!text.includes('{')) return text
  return text.replace(/\$\{(\w+)\}|\{(\w+)\}/g, (whole, code: string | undefined, name: string | undefined) => {
    if (code === 'row') return at?.rowLabel ?? ''
    if (code !== undefined) return wordsOf(live, code, at?.state)
    return contextWords(live, name ?? '') ?? whole
  })
}

function wordsOf(live: Live, code: string, from: LiveItem | undefined): string {
  const item = live.instrument.items.get(code)
  if (item === undefined) return ''
  const sameRow = item.roster !== undefined && item.roster === from?.item.roster
  return inWords(live, live.item(item, sameRow ? from?.row : undefined))
}

function contextWords(live: Live, name: string): string | undefined {
  const { unit, wave } = live.context
  switch (name) {
    case 'administration':
      return unit.name
    case 'wave_title':
      return wave.title
    case 'wave_year':
      return String(wave.year)
    case 'reference_period':
      return [wave.referenceFrom, wave.referenceTo].map((day) => dateInWords(day, live.wording.language)).join(' – ')
    default:
      return undefined
  }
}
