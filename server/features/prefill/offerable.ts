import type { Item } from '../../../instruments/engine/definition/instrument.ts'

/**
 * May what was said in an earlier wave be offered again? Never where the item says so; always where it asks for it.
 * Otherwise facts are offered and these are not: who answers, what is agreed to and signed (identification), personal
 * particulars (confidential), views and weak points, which appear in totals only and are asked anew (aggregate_only),
 * and files, which have to be sent again.
 */
export function isOfferedAgain({ definition, publication }: Item): boolean {
  const { type, prefill, identification } = definition
  if (type === 'file' || type === 'note' || publication === 'confidential' || prefill === 'never') return false
  if (prefill !== undefined) return true
  return identification !== true && publication === 'public'
}

/** Registers say something of the items that ask for it, and of no others. */
export const isOfRegister = ({ definition }: Item): boolean => definition.prefill === 'register'
