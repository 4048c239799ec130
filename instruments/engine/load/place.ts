import type { Bundle, ItemDefinition } from '../definition/bundle.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import type { Pieces } from './compose.ts'
import type { DefinitionFault } from './fault.ts'
import { faultAt, type Origin, originOf } from './piece.ts'
import type { RuleName } from './rule-names.ts'

/** What a rule sees: the instrument, and where each part of it is written. */
export interface LintContext {
  readonly instrument: Instrument
  readonly pieces: Pieces
  /** Items in the order they are asked, those of rosters after their roster. */
  readonly order: readonly Item[]
  /** Where each item stands in its section. */
  readonly places: ReadonlyMap<string, ItemPlace>
}

export type Rule = (context: LintContext) => readonly DefinitionFault[]

/** An item as it is defined, with the JSON Pointer of its place in its section. */
export interface ItemPlace {
  readonly definition: ItemDefinition
  readonly section: string
  readonly pointer: string
}

/** Every item of a bundle with its place, those of rosters after their roster; an item that stands twice is here twice. */
export function itemPlaces(bundle: Bundle): readonly ItemPlace[] {
  return bundle.sections.flatMap(({ section, groups }) =>
    groups.flatMap((group, at) =>
      group.items.flatMap((item, k) => placesIn(item, section, `/groups/${at}/items/${k}`)),
    ),
  )
}

function placesIn(definition: ItemDefinition, section: string, pointer: string): readonly ItemPlace[] {
  const inside = definition.type === 'roster' ? definition.items : []
  return [
    { definition, section, pointer },
    ...inside.flatMap((child, at) => placesIn(child, section, `${pointer}/items/${at}`)),
  ]
}

/** Where a pointer into a section was written. */
export function sectionOrigin(pieces: Pieces, section: string, pointer: string): Origin {
  const piece = pieces.sections.get(section)
  return piece === undefined ? originOf(pieces.head, '/sections') : originOf(piece, pointer)
}

/** A fault at an item; `part` is a JSON Pointer below it, as `/rows/from`. */
export function itemFault(
  context: LintContext,
  item: Item,
  rule: RuleName,
  message: string,
  part = '',
  severity: 'fault' | 'notice' = 'fault',
): DefinitionFault {
  const place = context.places.get(item.code)
  const origin = sectionOrigin(context.pieces, item.section.code, `${place?.pointer ?? ''}${part}`)
  return faultAt(rule, origin, `${item.code}: ${message}`, severity)
}

/** Where a pointer into the texts of a language was written. */
export function textOrigin({ pieces }: LintContext, language: string, pointer: string): Origin {
  const piece = pieces.texts[language]
  return piece === undefined ? originOf(pieces.head, '/languages') : originOf(piece, pointer)
}

/** Where a pointer into the labels of code lists was written. */
export function listTextOrigin({ pieces }: LintContext, language: string, pointer: string): Origin {
  const piece = pieces.codeListTexts[language]
  return piece === undefined ? originOf(pieces.head, '/languages') : originOf(piece, pointer)
}
