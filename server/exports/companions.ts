import type { ShownRendering } from '#contract'
import type { ResponseCells, Variable } from '#engine'
import type { CsvValue } from './csv.ts'
import type { VersionColumns } from './version-columns.ts'

type Side = ShownRendering['side']

/** What stands beside the open answers of a response: by the name of the variable, in rosters as `name/row`. */
export type Companions = ReadonlyMap<string, readonly ShownRendering[]>

/** Variables some answer of which was rendered or had its language named, and by which side. */
export type RenderedVariables = ReadonlyMap<string, ReadonlySet<Side>>

export interface RenderedAnswers {
  readonly columns: VersionColumns
  /** The version of the response, its variables and its cells. */
  readonly hash: string
  readonly variables: {
    readonly main: readonly Variable[]
    readonly rosters: Readonly<Record<string, readonly Variable[]>>
  }
  readonly cells: ResponseCells
  find(item: string, original: string): readonly ShownRendering[]
}

const notAsked = { missing: 'not_asked' } as const

/**
 * The renderings of a response under the columns of the wave: each goes the way its answer goes from one version to the
 * next, standing in its cell as its place in a list.
 */
export function companionsOf({ columns, hash, variables, cells, find }: RenderedAnswers): Companions {
  const found: (readonly ShownRendering[])[] = []
  const placed = (own: readonly Variable[], row: ResponseCells['main']): ResponseCells['main'] =>
    row.map((cell, at) => {
      const variable = own[at]
      const beside = variable?.measure === 'text' && typeof cell === 'string' ? find(variable.item, cell) : []
      return beside.length === 0 ? notAsked : String(found.push(beside) - 1)
    })
  const rosters = Object.entries(cells.rosters).map(([roster, records]) => [
    roster,
    records.map((record) => ({ ...record, cells: placed(variables.rosters[roster] ?? [], record.cells) })),
  ])
  const main = placed(variables.main, cells.main)
  if (found.length === 0) return new Map()
  const moved = columns.cells(hash, { main, rosters: Object.fromEntries(rosters) })
  const named = (own: readonly Variable[], row: ResponseCells['main'], suffix: string) =>
    own.flatMap(({ name }, at) => {
      const cell = row[at]
      const beside = typeof cell === 'string' ? found[Number(cell)] : undefined
      return beside === undefined ? [] : [[`${name}${suffix}`, beside] as const]
    })
  return new Map([
    ...named(columns.variables.main, moved.main, ''),
    ...Object.entries(moved.rosters).flatMap(([roster, records]) =>
      records.flatMap((record) => named(columns.variables.rosters[roster] ?? [], record.cells, `/${record.row}`)),
    ),
  ])
}

interface Column {
  readonly suffix: string
  readonly label: string
  value(beside: readonly ShownRendering[]): CsvValue
}

const by = (beside: readonly ShownRendering[], side: Side) => beside.find((one) => one.side === side)

const language: Column = {
  suffix: '_lang',
  label: 'Language of the answer, as a person named it',
  value: (beside) => beside[0]?.language,
}

const bySide: Readonly<Record<Side, readonly Column[]>> = {
  administration: [
    {
      suffix: '_en',
      label: 'English rendering, as the administration submitted it',
      value: (beside) => by(beside, 'administration')?.text,
    },
    {
      suffix: '_en_status',
      label: 'Status of the English rendering: said, draft, reviewed or approved',
      value: (beside) => by(beside, 'administration')?.status,
    },
    {
      suffix: '_en_method',
      label: 'Who wrote the English rendering: person or machine',
      value: (beside) => by(beside, 'administration')?.method,
    },
  ],
  research: [
    {
      suffix: '_en_research',
      label: 'English rendering by the research team, after submission',
      value: (beside) => by(beside, 'research')?.text,
    },
    {
      suffix: '_en_research_status',
      label: 'Status of the English rendering by the research team: said, draft or reviewed',
      value: (beside) => by(beside, 'research')?.status,
    },
    {
      suffix: '_en_research_method',
      label: 'Who wrote the English rendering of the research team: person or machine',
      value: (beside) => by(beside, 'research')?.method,
    },
  ],
}

/** The columns beside a variable, in their order; none where nothing of it was rendered. */
export function companionColumns(rendered: RenderedVariables | undefined, variable: string): readonly Column[] {
  const sides = rendered?.get(variable)
  if (sides === undefined) return []
  return [
    language,
    ...(['administration', 'research'] as const).flatMap((side) => (sides.has(side) ? bySide[side] : [])),
  ]
}

/** Notes which variables have companions at all. */
export function noteRendered(rendered: Map<string, Set<Side>>, companions: Companions): void {
  for (const [key, beside] of companions) {
    const name = key.split('/', 1)[0] ?? key
    const sides = rendered.get(name) ?? new Set<Side>()
    for (const { side } of beside) sides.add(side)
    rendered.set(name, sides)
  }
}
