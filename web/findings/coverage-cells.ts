import type { Coverage } from '#contract'
import { heatStep } from '../charts/heat.ts'
import { t } from '../text/text.svelte.ts'

type CoverageCell = Coverage['units'][number]['cells'][number]

export interface MatrixCell {
  /** `12/14`, or a dash where nothing was asked. */
  readonly text: string
  readonly words: string
  /** 0 for nothing, then 1 to 5 by the share answered. */
  readonly step: number
}

export function matrixCell(cell: CoverageCell | undefined): MatrixCell {
  if (cell === undefined || cell.applicable === 0) return { text: '–', words: t('findings.matrix.notAsked'), step: 0 }
  const { valid, applicable, missing } = cell
  return {
    text: `${valid}/${applicable}`,
    words: t('findings.matrix.cell', { valid, applicable, missing }),
    step: heatStep(valid, applicable),
  }
}
