import type { Bundle } from '../definition/bundle.ts'
import { type Item, topLevelItems } from '../definition/instrument.ts'
import { openInstrument } from '../definition/open.ts'
import { compose } from './compose.ts'
import type { DefinitionFault, InstrumentSources } from './fault.ts'
import { legible } from './legible.ts'
import { itemPlaces, type LintContext, type Rule } from './place.ts'
import { characterRule, linkRule, zawgyiRule } from './rules/characters.ts'
import { codeListRule, duplicateCodeRule } from './rules/code-lists.ts'
import { expressionRule, orderRule, placeRule } from './rules/expressions.ts'
import { researchQuestionRule } from './rules/research-questions.ts'
import { duplicatePlaceRule, nestedRosterRule, rangeRule, unsatisfiableRule } from './rules/settings.ts'
import { placeholderRule, textRule } from './rules/texts.ts'
import { variableRule } from './rules/variables.ts'

/** The only list of rules. */
const rules: readonly Rule[] = [
  duplicatePlaceRule,
  nestedRosterRule,
  rangeRule,
  codeListRule,
  duplicateCodeRule,
  expressionRule,
  orderRule,
  placeRule,
  unsatisfiableRule,
  textRule,
  placeholderRule,
  linkRule,
  characterRule,
  zawgyiRule,
  researchQuestionRule,
  variableRule,
]

export interface Loaded {
  /** Absent when the files are too wrong to be an instrument at all. */
  readonly bundle?: Bundle
  readonly faults: readonly DefinitionFault[]
}

/**
 * Definition files → a bundle, with everything that is wrong with it. Release it only when no `fault` is left.
 * What the shape of the files leaves open is judged only once their shape is right.
 */
export function load(sources: InstrumentSources): Loaded {
  const composed = compose(sources)
  if (!composed.ok) return { faults: composed.faults }
  const { bundle, pieces } = composed
  const { bundle: readable, faults } = legible(bundle, pieces)
  const instrument = openInstrument(readable, '')
  const order = topLevelItems(instrument).flatMap(withInside)
  const places = new Map(
    itemPlaces(bundle)
      .toReversed()
      .map((place) => [place.definition.item, place]),
  )
  const context: LintContext = { instrument, pieces, order, places }
  return { bundle, faults: [...faults, ...rules.flatMap((rule) => rule(context))] }
}

const withInside = (item: Item): readonly Item[] => [item, ...item.children.flatMap(withInside)]

export type { DefinitionFault, InstrumentSources, SourceFile, Unreadable } from './fault.ts'
export { type RuleName, ruleNames } from './rule-names.ts'
export { type ReadScenario, readScenario } from './scenarios.ts'
export { languageSchemas, type WrittenScenario } from './schema/index.ts'
