import type { Instrument, Item } from '#engine'

const named = /\{\s*([A-Z][A-Za-z0-9_]*)/g

/**
 * The items whose answers somebody has to know to be asked these items: those that relevance, options, limits and wording
 * name, and those that decide whether these are asked themselves. Roster items come with their roster.
 */
export function contextItems(instrument: Instrument, items: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>()
  const visit = (code: string): void => {
    const item = instrument.items.get(code)
    if (item === undefined || items.has(code) || found.has(code)) return
    found.add(code)
    if (item.roster !== undefined) visit(item.roster.code)
    for (const text of relevanceOf(item)) namedIn(instrument, text).forEach(visit)
  }
  for (const code of items) {
    const item = instrument.items.get(code)
    if (item === undefined) continue
    if (item.roster !== undefined) visit(item.roster.code)
    for (const text of [...relevanceOf(item), item.definition, ...wordsOf(instrument, item)]) {
      namedIn(instrument, text).forEach(visit)
    }
  }
  const checks = instrument.checks.filter(({ definition }) => definition.items.some((code) => items.has(code)))
  for (const { definition } of checks) namedIn(instrument, definition).forEach(visit)
  return [...found]
}

const relevanceOf = ({ definition, group, section }: Item): readonly unknown[] => [
  definition.relevant,
  group.definition.relevant,
  section.definition.relevant,
]

const wordsOf = ({ bundle }: Instrument, { code, group, section }: Item): readonly unknown[] =>
  Object.values(bundle.texts).flatMap((texts) => [
    texts.items[code],
    texts.groups[group.code],
    texts.sections[section.code],
  ])

/** Item codes in anything a definition holds: as `${CODE}`, as `{CODE}` in a text, or alone, as registers are named. */
function namedIn({ items }: Instrument, part: unknown): readonly string[] {
  if (typeof part === 'string') {
    const codes = Array.from(part.matchAll(named), ([, code = '']) => code)
    return [...codes, part].filter((code) => items.has(code))
  }
  if (typeof part !== 'object' || part === null) return []
  return Object.values(part).flatMap((value) => namedIn({ items } as Instrument, value))
}
