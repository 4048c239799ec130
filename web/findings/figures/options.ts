import type { Finding, VariableFinding } from '#contract'
import type { BarChart } from '../../charts/bar.ts'
import type { HeatTable } from '../../charts/heat.ts'
import type { StackedChart } from '../../charts/stacked.ts'
import type { TwinTable } from '../../charts/table.ts'
import { t } from '../../text/text.svelte.ts'
import { namesOrNone } from './base-words.ts'

type Category = VariableFinding['categories'][number]

/** Who chose an option of a multiple choice. */
export interface Chosen {
  readonly label: string
  readonly count: number
  readonly units: Category['units']
}

export function chosenOf({ part, label, categories }: VariableFinding): Chosen {
  const chosen = categories.find(({ code }) => code === 'chosen')
  return { label: part.option?.label ?? label, count: chosen?.count ?? 0, units: chosen?.units ?? [] }
}

/** Options by how many chose them; options chosen equally often keep the order of the list. */
export const optionLines = (finding: Pick<Finding, 'variables'>): Chosen[] =>
  finding.variables.map(chosenOf).sort((a, b) => b.count - a.count)

export const optionChart = (lines: readonly Chosen[], most: number): BarChart => ({
  bars: lines.map((line) => ({
    label: line.label,
    count: line.count,
    note: namesOrNone(line),
    paint: { kind: 'category', at: 0 },
  })),
  most,
})

export const optionTable = (lines: readonly Chosen[], caption: string): TwinTable => ({
  caption,
  head: [t('findings.table.option'), t('findings.table.count'), t('findings.table.which')],
  rows: lines.map((line) => ({ label: line.label, cells: [line.count, namesOrNone(line)] })),
})

/** An option of a ranking with its counts, first rank first. */
export interface Ranked {
  readonly label: string
  readonly total: number
  readonly ranks: readonly Category[]
}

/** Options by how many ranked them at all; those nobody ranked stay in the table. */
export function rankLines({ variables }: Pick<Finding, 'variables'>): Ranked[] {
  const byRank = variables.toSorted((a, b) => (a.part.rank ?? 0) - (b.part.rank ?? 0))
  const options = byRank[0]?.categories ?? []
  const lines = options.map(({ code, label }) => {
    const ranks = byRank.flatMap(({ categories }) => categories.filter((category) => category.code === code))
    return { label, ranks, total: ranks.reduce((sum, { count }) => sum + count, 0) }
  })
  const first = ({ ranks }: Ranked): number => ranks[0]?.count ?? 0
  return lines.sort((a, b) => b.total - a.total || first(b) - first(a))
}

export function rankChart(lines: readonly Ranked[], most: number): StackedChart {
  const shown = lines.filter(({ total }) => total > 0)
  const depth = Math.max(0, ...shown.map(({ ranks }) => ranks.length))
  return {
    rows: shown.map(({ label }) => label),
    most,
    layers: Array.from({ length: depth }, (_, rank) => ({
      label: t('findings.rank', { n: rank + 1 }),
      // the first choice is the darkest
      paint: { kind: 'step', at: depth - 1 - rank, of: depth },
      counts: shown.map(({ ranks }) => ranks[rank]?.count ?? 0),
      notes: shown.map(({ ranks }) => namesOrNone(ranks[rank] ?? { count: 0, units: [] })),
    })),
  }
}

export function rankTable(lines: readonly Ranked[], caption: string, most: number): HeatTable {
  const depth = lines[0]?.ranks.length ?? 0
  const rankName = (rank: number): string => t('findings.rank', { n: rank + 1 })
  return {
    caption,
    corner: t('findings.table.option'),
    columns: Array.from({ length: depth }, (_, rank) => rankName(rank)),
    rows: lines.map(({ label, ranks, total }) => ({
      label,
      counts: ranks.map(({ count }) => count),
      base: t('findings.rank.total', { n: total }),
      detail: ranks.flatMap((rank, at) =>
        rank.count === 0 ? [] : [{ label: rankName(at), count: rank.count, names: namesOrNone(rank), missing: false }],
      ),
    })),
    most,
  }
}
