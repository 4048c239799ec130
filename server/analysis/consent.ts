import type { Cell, Variable } from '#engine'
import type { FrameUnit } from './outcome.ts'
import type { Table } from './table.ts'

export type Consent = 'publish_named' | 'publish_aggregate' | 'do_not_publish'

/** What each unit allows to be published, section by section. */
export interface Consents {
  /** Sections consent was asked for; the others follow the item's publication class alone. */
  readonly sections: ReadonlySet<string>
  readonly byUnit: ReadonlyMap<string, ReadonlyMap<string, Consent>>
}

/** The section code of a consent to everything a unit answered. */
export const wholeResponse = ''

const levels: readonly string[] = ['publish_named', 'publish_aggregate', 'do_not_publish']

/**
 * The consent question is known by its shape, not by its code: these three codes, asked once for the whole response
 * or in a grid with a row per section. Row codes are section codes in lower case.
 */
const isConsent = ({ codes, part }: Variable): boolean =>
  part.option === undefined && codes?.length === levels.length && codes.every(({ code }) => levels.includes(code))

const askedConsents = (variables: readonly Variable[]) =>
  variables.flatMap((variable, at) =>
    isConsent(variable) ? [{ at, variable, section: variable.part.row?.code.toUpperCase() ?? wholeResponse }] : [],
  )

// nothing said is no consent
const toConsent = (code: string | undefined): Consent => (code ?? 'do_not_publish') as Consent

export function readConsents(table: Table, frame: readonly FrameUnit[]): Consents {
  const asked = askedConsents(table.variables)
  const byUnit = new Map<string, Map<string, Consent>>()
  for (const [unit, { code, submitted }] of frame.entries()) {
    if (!submitted) continue
    byUnit.set(code, new Map(asked.map(({ at, variable, section }) => [section, consentOf(table, at, variable, unit)])))
  }
  return { sections: new Set(asked.map(({ section }) => section)), byUnit }
}

function consentOf(table: Table, at: number, variable: Variable, unit: number): Consent {
  const column = table.column(at)
  const position = column.kind === 'coded' ? column.bins[table.starts[unit] ?? 0] : undefined
  return toConsent(position === undefined ? undefined : variable.codes?.[position]?.code)
}

/** Sections that one response does not let out at all; `wholeResponse` among them stands for every section. */
export const withheldSections = (variables: readonly Variable[], cells: readonly Cell[]): ReadonlySet<string> =>
  sectionsWith(variables, cells, (consent) => consent === 'do_not_publish')

/** Sections that one response does not let out with its name, those it does not let out at all among them. */
export const unnamedSections = (variables: readonly Variable[], cells: readonly Cell[]): ReadonlySet<string> =>
  sectionsWith(variables, cells, (consent) => consent !== 'publish_named')

function sectionsWith(
  variables: readonly Variable[],
  cells: readonly Cell[],
  fits: (consent: Consent) => boolean,
): ReadonlySet<string> {
  const consents = askedConsents(variables).map(({ at, section }) => {
    const cell = cells[at]
    return { section, consent: toConsent(typeof cell === 'string' ? cell : undefined) }
  })
  return new Set(consents.filter(({ consent }) => fits(consent)).map(({ section }) => section))
}
