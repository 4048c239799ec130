import { type MessageKey, t } from '../../text/text.svelte.ts'

/** Why an answer has its fate, in words; the name itself for a reason this page does not know yet. */
export function reasonText(reason: string): string {
  const key = `version.reason.${reason}`
  const words = t(key as MessageKey)
  return words === key ? reason.replaceAll('_', ' ') : words
}
