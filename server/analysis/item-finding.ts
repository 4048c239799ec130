import type { Finding } from '#contract'
import { type Item, itemTypeOf, type Variable } from '#engine'
import type { ItemMeasure } from './base.ts'
import type { Consents } from './consent.ts'
import type { EmptyReason, FrameUnit } from './outcome.ts'
import type { Table } from './table.ts'
import { variableFinding } from './variable-finding.ts'

export interface ItemRequest {
  readonly item: Item
  readonly label: string
  /** The main table, or that of the roster the item repeats in. */
  readonly table: Table
  readonly frame: readonly FrameUnit[]
  readonly emptyReason: EmptyReason
  readonly consents: Consents
}

export type ItemFinding = Pick<
  Finding,
  'item' | 'section' | 'label' | 'rq' | 'kind' | 'publication' | 'disclosure' | 'variables'
>

/** Everything that may be said about one item: a finding per variable. */
export function itemFinding(request: ItemRequest): ItemFinding {
  const { item, table, frame, consents, emptyReason } = request
  const own = table.variables.flatMap((variable, at) => (variable.item === item.code ? [{ variable, at }] : []))
  const measure = measureOf(item)
  const rules = { publication: item.publication, section: item.section.code, consents }
  const disclosed = own.map(({ at }) => variableFinding({ table, variable: at, frame, emptyReason, measure, rules }))
  return {
    item: item.code,
    section: item.section.code,
    label: request.label,
    rq: [...(own[0]?.variable.rq ?? item.definition.rq ?? [])],
    kind: kindOf(item, measure, own[0]?.variable),
    publication: item.publication,
    disclosure: [...new Set(disclosed.flatMap(({ sentences }) => sentences))],
    variables: disclosed.map(({ finding }) => finding),
  }
}

function measureOf(item: Item): ItemMeasure {
  const { measure } = itemTypeOf(item.definition)
  return measure === 'none' ? 'text' : measure
}

/** Inside a roster units answer once per record, so they may stand in several categories. */
function kindOf(item: Item, measure: ItemMeasure, variable: Variable | undefined): Finding['kind'] {
  if (item.roster !== undefined) return 'records'
  return measure === 'nominal' && variable?.measure === 'ordinal' ? 'ordinal' : measure
}
