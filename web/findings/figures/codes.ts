import type { UnitName, VariableFinding } from '#contract'
import type { BarChart } from '../../charts/bar.ts'
import type { Mark, TwinTable } from '../../charts/table.ts'
import { haveTiles } from '../../charts/tile-grid.ts'
import { t } from '../../text/text.svelte.ts'
import { namesOrNone, reasonLabel } from './base-words.ts'
import { codeMark, reasonMark } from './marks.ts'

/** One bar of a single-choice finding: a code, or a reason why there is none. */
export interface CodeLine {
  readonly label: string
  readonly count: number
  readonly units: readonly UnitName[]
  readonly mark: Mark
  readonly missing: boolean
}

/** Codes in the order of their list, also those nobody chose; then the reasons, which are never dropped. */
export function codeLines(variable: VariableFinding): CodeLine[] {
  const ordered = variable.measure === 'ordinal'
  const of = variable.categories.length
  return [
    ...variable.categories.map(({ label, count, units }, at) => {
      return { label, count, units, mark: codeMark(at, of, ordered), missing: false }
    }),
    ...variable.base.missing.map(({ reason, count, units }) => {
      return { label: reasonLabel(reason), count, units, mark: reasonMark(reason), missing: true }
    }),
  ]
}

export const codeChart = (lines: readonly CodeLine[], most: number): BarChart => ({
  bars: lines.map((line) => ({
    label: `${line.mark.sign}  ${line.label}`,
    count: line.count,
    note: namesOrNone(line),
    paint: line.mark.paint,
  })),
  most,
})

export const codeTable = (lines: readonly CodeLine[], caption: string): TwinTable => ({
  caption,
  head: [t('findings.table.answer'), t('findings.table.count'), t('findings.table.which')],
  rows: lines.map((line) => ({
    label: line.label,
    mark: line.mark,
    cells: [line.count, namesOrNone(line)],
    kind: line.missing ? 'missing' : 'value',
  })),
})

/** A tile for each unit; none where a unit may not be named or stands in several categories. */
export function codeTiles(lines: readonly CodeLine[]): { code: string; name: string; mark: Mark; says: string }[] {
  const tiles = lines.flatMap(({ units, mark, label }) =>
    units.map(({ code, name }) => ({ code, name, mark, says: label })),
  )
  const counted = lines.reduce((sum, { count }) => sum + count, 0)
  const once = new Set(tiles.map(({ code }) => code)).size === tiles.length
  return once && counted === tiles.length && haveTiles(tiles.map(({ code }) => code)) ? tiles : []
}

/** The chart in a sentence: `In force 4; Draft 2; None 3; Don’t know 1.` */
export const inWords = (lines: readonly { readonly label: string; readonly count: number }[]): string =>
  `${lines.map(({ label, count }) => `${label} ${count}`).join('; ')}.`
