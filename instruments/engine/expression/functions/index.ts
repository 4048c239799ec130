import { contextMeanings } from './context.ts'
import { dateMeanings } from './dates.ts'
import { gridMeanings } from './grids.ts'
import { logicMeanings } from './logic.ts'
import type { Meaning, Meanings } from './meaning.ts'
import { numberMeanings } from './numbers.ts'
import { setMeanings } from './sets.ts'
import { textMeanings } from './texts.ts'

/** The only list: what is not here cannot be declared, and means nothing. */
const meanings: ReadonlyMap<string, Meaning> = new Map(
  [logicMeanings, setMeanings, numberMeanings, textMeanings, dateMeanings, gridMeanings, contextMeanings].flatMap(
    (family: Meanings) => Object.entries(family),
  ),
)

export const meaningOf = (name: string): Meaning | undefined => meanings.get(name)

/** `jr:choice-name(., ${A01})` asks for the item itself at this place, and not for its answer. */
export const isItemArgument = (name: string, position: number): boolean => name === 'jr:choice-name' && position === 1
