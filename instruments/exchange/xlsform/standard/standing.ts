import type { ItemDefinition, OptionSource } from '../../../engine/definition/bundle.ts'

/** What the standard columns of a row must know of the rest of the instrument. */
export interface Standing {
  /** Is it a question of the sheet, whose answer other programs can look at? A grid is a group there, a roster a repeat. */
  isQuestion(item: string): boolean
  /** Undefined for a question that is not ours. */
  definition(item: string): ItemDefinition | undefined
  /** Every code of a source, those of `common` that it adds too. */
  codes(source: OptionSource): readonly string[]
  /** Options of a list that go with no other. */
  exclusive(list: string): readonly string[]
  /** How the codes of a list hold an attribute: one value each, several, or not at all. */
  attribute(list: string, name: string): 'one' | 'several' | 'none'
  /** A list with codes of `common` beside its own stands on the choices sheet under a name of its own. */
  listName(list: string, also?: readonly string[]): string
}

export const alsoListName = (list: string, also: readonly string[] = []): string =>
  also.length === 0 ? list : `${list}__${also.join('_')}`
