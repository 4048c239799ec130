import type { ItemDefinition } from '../definition/bundle.ts'
import type { Item } from '../definition/instrument.ts'
import type { Change } from './change.ts'
import { type Describer, requirement, routing, sameCondition, sameRouting, typeInWords } from './describe.ts'
import type { VersionMap } from './version-map.ts'

export interface Pair {
  readonly before: Item
  readonly after: Item
}

/** Items of both versions that follow one another, in the order of the newer. */
export function pairsOf(map: VersionMap): readonly Pair[] {
  const before = new Map<string, Item>()
  for (const item of map.from.items.values()) {
    const next = map.item(item.code)
    if (next !== undefined && !before.has(next)) before.set(next, item)
  }
  return Array.from(map.to.items.values()).flatMap((after) => {
    const item = before.get(after.code)
    return item === undefined ? [] : [{ before: item, after }]
  })
}

export function addedItems(map: VersionMap, pairs: readonly Pair[]): readonly Item[] {
  const known = new Set(pairs.map(({ after }) => after))
  return Array.from(map.to.items.values()).filter((item) => !known.has(item))
}

export function removedItems(map: VersionMap, pairs: readonly Pair[]): readonly Item[] {
  const known = new Set(pairs.map(({ before }) => before))
  return Array.from(map.from.items.values()).filter((item) => !known.has(item))
}

/** Settings that are read as numbers, and what they are called. */
const bounds = {
  min: 'the lower limit',
  max: 'the upper limit',
  total: 'the total',
  secondary: 'the most secondary answers',
  places: 'decimal places',
  precision: 'the precision',
  unit: 'the unit',
  publication: 'publication',
} as const

/** The earlier and the newer version in words. */
export type Describers = readonly [Describer, Describer]

/** Everything that is different about one item, except its wording and its codes. */
export function itemChanges(map: VersionMap, [from, to]: Describers, { before, after }: Pair): readonly Change[] {
  const subject = after.code
  const label = to.label(subject)
  const differing = (kind: Change['kind'], old: string, now: string): readonly Change[] =>
    old === now ? [] : [{ kind, subject, label, before: old || 'nothing', after: now || 'nothing' }]
  return [
    ...differing('item_renamed', before.code, after.code),
    ...differing('item_retyped', typeInWords(before), typeInWords(after)),
    ...(isElsewhere(before, after) ? differing('item_moved', from.place(before), to.place(after)) : []),
    ...(sameCondition(map, before.required, after.required)
      ? []
      : differing('required', requirement(from, before), requirement(to, after))),
    ...(sameRouting(map, before, after) ? [] : differing('routing', routing(from, before), routing(to, after))),
    ...(sameCondition(map, before.constraint, after.constraint)
      ? []
      : differing('constraint', from.condition(before.constraint), to.condition(after.constraint))),
    ...settingChanges(before.definition, after.definition, { subject, label }),
  ]
}

const isElsewhere = (before: Item, after: Item): boolean =>
  before.section.code !== after.section.code ||
  before.group.code !== after.group.code ||
  before.roster?.code !== after.roster?.code

function settingChanges(
  before: ItemDefinition,
  after: ItemDefinition,
  head: Pick<Change, 'subject' | 'label'>,
): readonly Change[] {
  return Object.entries(bounds).flatMap(([setting, part]): Change[] => {
    const [old, now] = [before, after].map((definition) => valueIn(definition, setting))
    return old === now ? [] : [{ kind: 'settings', ...head, part, before: old ?? 'not set', after: now ?? 'not set' }]
  })
}

function valueIn(definition: ItemDefinition, setting: string): string | undefined {
  const value = (definition as unknown as Readonly<Record<string, unknown>>)[setting]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
