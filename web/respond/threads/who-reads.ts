import type { ThreadReader } from '#contract'
import { t } from '../../text/text.svelte.ts'

/** Everybody by name, oneself first. */
export function namesOf(readers: readonly ThreadReader[]): string {
  const others = readers.filter(({ me }) => !me).map(({ name }) => name)
  if (others.length === 0) return t('threads.who.alone')
  return t('threads.who.names', { names: [t('threads.who.you'), ...others].join('; ') })
}
