import { t } from '../../text/text.svelte.ts'
import type { Attested } from './AttestationFields.svelte'

export interface Fault {
  /** Id of the field it speaks of. */
  readonly to: string
  readonly text: string
}

/** What is still missing before somebody can sign. */
export function attestationFaults({ name, title, confirmed }: Attested): Fault[] {
  const found: Fault[] = []
  if (name.trim() === '') found.push({ to: 'attest-name', text: t('submit.nameMissing') })
  if (title.trim() === '') found.push({ to: 'attest-title', text: t('submit.titleMissing') })
  if (!confirmed) found.push({ to: 'attest-confirm', text: t('submit.confirmMissing') })
  return found
}
