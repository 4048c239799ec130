import type { Instrument } from '#engine'

/** Codes of all items of these sections, those of rosters included. */
export const itemsOf = ({ bundle }: Instrument, sections: ReadonlySet<string>): readonly string[] =>
  bundle.sections
    .filter(({ section }) => sections.has(section))
    .flatMap(({ groups }) => groups)
    .flatMap(({ items }) => items)
    .flatMap((item) => [item.item, ...(item.type === 'roster' ? item.items.map((inner) => inner.item) : [])])
