import type { Finding } from '#contract'
import { t } from '../../text/text.svelte.ts'
import { baseSentence, rangeSentence } from './base-words.ts'

/** The first sentence of a finding: how many answered, and why the others did not. */
export function leadOf({ kind, variables }: Finding): string {
  const bases = variables.map(({ base }) => base)
  const [first] = bases
  if (first === undefined) return t('findings.base.none')
  if (kind === 'grid' || kind === 'records') return rangeSentence(bases)
  // later ranks are left empty by those who ranked fewer
  return baseSentence(first)
}

/** Where a figure comes from, in one line: printed under saved pictures. */
export const sourceOf = ({ item, instrument, wave, variables, synthetic }: Finding): string =>
  [
    t('findings.source.short', { item, instrument: instrument.code, version: instrument.version, wave: wave.title }),
    t('findings.source.hash', { hash: shortHash(instrument.hash) }),
    ...[...new Set(variables.map(({ base }) => base.rule))].map((rule) => `${rule}: ${t(`findings.rule.${rule}`)}`),
    ...(synthetic ? [t('findings.synthetic')] : []),
  ].join(' ')

export const shortHash = (hash: string): string => hash.slice(0, 12)

/** `7 of 11`, or the span where rows are answered one by one. */
export function shortLead({ variables }: Finding): string {
  const valid = variables.map(({ base }) => base.valid)
  const units = variables[0]?.base.units ?? 0
  const least = Math.min(...valid)
  const most = Math.max(...valid)
  if (valid.length === 0) return ''
  const onlyFirst = variables[0]?.part.rank !== undefined && variables[0]?.part.row === undefined
  if (onlyFirst || least === most) return t('findings.base.short', { valid: valid[0] ?? 0, units })
  return t('findings.base.shortRange', { least, most, units })
}
