import type { Coverage } from '#contract'
import { t } from '../text/text.svelte.ts'

type CoverageCell = Coverage['units'][number]['cells'][number]

/** How much of what was asked has been answered, in words that name the styles. */
export type CoverageShare = 'unasked' | 'nothing' | 'little' | 'much' | 'all'

export interface MatrixCell {
  /** `12/14`, or a dash where nothing was asked. */
  readonly text: string
  readonly words: string
  readonly share: CoverageShare
}

export function matrixCell(cell: CoverageCell | undefined): MatrixCell {
  if (cell === undefined || cell.applicable === 0)
    return { text: '–', words: t('findings.matrix.notAsked'), share: 'unasked' }
  const { valid, applicable, missing } = cell
  return {
    text: `${valid}/${applicable}`,
    words: t('findings.matrix.cell', { valid, applicable, missing }),
    share: shareOf(valid, applicable),
  }
}

function shareOf(valid: number, applicable: number): CoverageShare {
  if (valid === 0) return 'nothing'
  if (valid >= applicable) return 'all'
  return valid * 3 >= applicable * 2 ? 'much' : 'little'
}
