import type { Bundle } from '../definition/bundle.ts'
import { type Instrument, type Item, topLevelItems } from '../definition/instrument.ts'
import { InstrumentError, openInstrument } from '../definition/open.ts'
import { compose } from './compose.ts'
import type { DefinitionFault, InstrumentSources } from './fault.ts'
import type { LintContext, Rule } from './place.ts'
import { codeListRule, duplicateCodeRule } from './rules/code-lists.ts'
import { expressionRule, orderRule, placeRule } from './rules/expressions.ts'
import { researchQuestionRule } from './rules/research-questions.ts'
import { placeholderRule, textRule } from './rules/texts.ts'
import { variableRule } from './rules/variables.ts'

/** The only list of rules. */
const rules: readonly Rule[] = [
  codeListRule,
  duplicateCodeRule,
  expressionRule,
  orderRule,
  placeRule,
  textRule,
  placeholderRule,
  researchQuestionRule,
  variableRule,
]

export interface Loaded {
  /** Absent when the files are too wrong to be an instrument at all. */
  readonly bundle?: Bundle
  readonly faults: readonly DefinitionFault[]
}

/** Definition files → a bundle, with everything that is wrong with it. Release it only when no `fault` is left. */
export function load(sources: InstrumentSources): Loaded {
  const composed = compose(sources)
  if (!composed.ok) return { faults: composed.faults }
  const { bundle } = composed
  try {
    const instrument = openInstrument(bundle, '')
    const context: LintContext = { instrument, sources, order: askingOrder(instrument) }
    return { bundle, faults: rules.flatMap((rule) => rule(context)) }
  } catch (error) {
    if (!(error instanceof InstrumentError)) throw error
    return { bundle, faults: [openFault(error, sources)] }
  }
}

const askingOrder = (instrument: Instrument): readonly Item[] =>
  topLevelItems(instrument).flatMap((item) => [item, ...item.children])

const openFault = (error: InstrumentError, sources: InstrumentSources): DefinitionFault => ({
  rule: error.message.includes('twice') ? 'duplicate-item' : 'syntax',
  file:
    sources.sections.find((file) => JSON.stringify(file.content).includes(`"${error.place}"`))?.path ??
    sources.instrument.path,
  pointer: '',
  message: error.message,
  severity: 'fault',
})

export { type DefinitionFault, type InstrumentSources, type RuleName, ruleNames, type SourceFile } from './fault.ts'
