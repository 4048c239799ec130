import type { Variable } from '#engine'
import type { FrameUnit } from './outcome.ts'
import type { Table } from './table.ts'

export type Consent = 'publish_named' | 'publish_aggregate' | 'do_not_publish'

/** What each unit allows to be published, section by section. */
export interface Consents {
  /** Sections consent was asked for; the others follow the item's publication class alone. */
  readonly sections: ReadonlySet<string>
  readonly byUnit: ReadonlyMap<string, ReadonlyMap<string, Consent>>
}

const levels: readonly string[] = ['publish_named', 'publish_aggregate', 'do_not_publish']

/**
 * The consent question is known by its shape, not by its code: a grid with a row per section whose cells are
 * these three. Row codes are section codes in lower case.
 */
const isConsent = ({ codes, part }: Variable): boolean =>
  part.row !== undefined && codes?.length === levels.length && codes.every(({ code }) => levels.includes(code))

export function readConsents(table: Table, frame: readonly FrameUnit[]): Consents {
  const asked = table.variables.flatMap((variable, at) =>
    isConsent(variable) ? [{ at, variable, section: (variable.part.row?.code ?? '').toUpperCase() }] : [],
  )
  const byUnit = new Map<string, Map<string, Consent>>()
  for (const [unit, { code, submitted }] of frame.entries()) {
    if (!submitted) continue
    byUnit.set(code, new Map(asked.map(({ at, variable, section }) => [section, consentOf(table, at, variable, unit)])))
  }
  return { sections: new Set(asked.map(({ section }) => section)), byUnit }
}

// nothing said is no consent
function consentOf(table: Table, at: number, variable: Variable, unit: number): Consent {
  const column = table.column(at)
  const row = table.starts[unit] ?? 0
  const position = column.kind === 'coded' ? (column.bins[row] ?? levels.length) : levels.length
  return (variable.codes?.[position]?.code ?? 'do_not_publish') as Consent
}

/** Sections a unit does not let out at all. */
export const withheldSections = ({ byUnit }: Consents, unit: string): ReadonlySet<string> =>
  new Set(
    [...(byUnit.get(unit) ?? [])].flatMap(([section, consent]) => (consent === 'do_not_publish' ? [section] : [])),
  )
