import { readFileSync } from 'node:fs'
import { type DefinitionFault, load } from '#engine/load'
import type { Imported } from '../../instruments/exchange/foreign/imported.ts'

type Fields = Readonly<Record<string, unknown>>

/** What an import gave, laid open for a test. */
export interface LaidOpen {
  /** Items by code, those of rosters too, as their definition files have them. */
  readonly items: Readonly<Record<string, Fields>>
  /** Groups by code, without their items. */
  readonly groups: Readonly<Record<string, Fields>>
  readonly faults: readonly DefinitionFault[]
  /** `rule place`, in the order they were told, renamings apart. */
  readonly told: readonly string[]
}

export function laidOpen({ sources, notices }: Imported): LaidOpen {
  const groups = (sources?.sections ?? []).flatMap(({ content }) => (content as { groups: readonly Fields[] }).groups)
  const items = groups.flatMap((group) => withInner(group.items as readonly Fields[]))
  return {
    items: Object.fromEntries(items.map(({ item, items: _, identification: __, ...rest }) => [item, rest])),
    groups: Object.fromEntries(groups.map(({ group, items: _, ...rest }) => [group, rest])),
    faults: sources === undefined ? [] : load(sources).faults.filter(({ severity }) => severity === 'fault'),
    told: notices.filter(({ rule }) => rule !== 'renamed').map(({ rule, place }) => `${rule} ${place}`.trim()),
  }
}

const withInner = (items: readonly Fields[]): readonly Fields[] =>
  items.flatMap((item) => [item, ...withInner((item.items ?? []) as readonly Fields[])])

/** A file of `tests/fixtures`. */
export const fixture = (path: string): Buffer => readFileSync(new URL(`../fixtures/${path}`, import.meta.url))
