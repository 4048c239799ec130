import type { Base, BaseReason, UnitName } from '#contract'
import { t } from '../../text/text.svelte.ts'

interface Counted {
  readonly count: number
  readonly units: readonly UnitName[]
}

/** `Indonesia, Malaysia and 2 not named`; empty where nobody may be named. */
export function namesOf({ count, units }: Counted): string {
  if (units.length === 0) return ''
  const names = units.map(({ name }) => name).join(', ')
  const unnamed = count - units.length
  return unnamed > 0 ? t('findings.names.some', { names, n: unnamed }) : names
}

/** What stands in a column of names when nobody may be named. */
export const namesOrNone = (counted: Counted): string =>
  counted.count === 0 ? '' : namesOf(counted) || t('findings.names.none')

/** `1 does not know: Lao PDR` */
export function reasonSentence({ reason, ...counted }: Counted & { readonly reason: BaseReason }): string {
  const words = t(`findings.reasonCount.${reason}`, { n: counted.count })
  const names = namesOf(counted)
  return names === '' ? words : `${words}: ${names}`
}

export const reasonLabel = (reason: BaseReason): string => t(`findings.reason.${reason}`)

/** Counts first: `7 of 11 answered; 1 does not know: Lao PDR; 2 have not responded: Myanmar, Timor-Leste.` */
export const baseSentence = (base: Base): string =>
  `${[t('findings.base', { valid: base.valid, units: base.units }), ...base.missing.map(reasonSentence)].join('; ')}.`

/** The base of findings whose rows are answered one by one. */
export function rangeSentence(bases: readonly Base[]): string {
  const [first, ...rest] = bases
  if (first === undefined) return ''
  if (rest.every((base) => baseSentence(base) === baseSentence(first))) return baseSentence(first)
  const valid = bases.map((base) => base.valid)
  const shared = first.missing.filter(({ reason }) => reason === 'no_response')
  const range = t('findings.base.range', { least: Math.min(...valid), most: Math.max(...valid), units: first.units })
  return `${[range, ...shared.map(reasonSentence)].join('; ')}.`
}

export const shortBase = ({ valid, units }: Base): string => t('findings.base.short', { valid, units })
