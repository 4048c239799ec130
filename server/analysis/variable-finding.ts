import type { VariableFinding } from '#contract'
import type { Variable } from '#engine'
import { baseOf, type ItemMeasure, namesOf, ruleOf } from './base.ts'
import { type Disclosed, type DisclosureRules, disclose } from './disclosure.ts'
import { median } from './measures/median.ts'
import { type EmptyReason, type FrameUnit, isValid, outcomesOf } from './outcome.ts'
import type { Table } from './table.ts'

export interface VariableRequest {
  readonly table: Table
  /** Position of the variable in the table. */
  readonly variable: number
  readonly frame: readonly FrameUnit[]
  readonly emptyReason: EmptyReason
  readonly measure: ItemMeasure
  readonly rules: DisclosureRules
}

export interface DisclosedVariable {
  readonly finding: VariableFinding
  readonly sentences: readonly string[]
}

/** One variable counted by unit, with its base, after disclosure. */
export function variableFinding(request: VariableRequest): DisclosedVariable {
  const { table, frame, measure } = request
  const variable = table.variables[request.variable]
  if (variable === undefined) throw new RangeError(`there is no variable ${request.variable}`)
  const outcomes = outcomesOf(table, request.variable, frame, request.emptyReason)
  const { shown, sentences } = disclose(frame, outcomes, request.rules)
  const values = valuesOf(shown)
  const withMedian = variable.measure === 'interval' && everyValueShown(shown)
  const middle = withMedian ? median(values.map(({ value }) => Number(value))) : undefined
  return {
    finding: {
      variable: variable.name,
      label: variable.label,
      measure: variable.measure,
      unit: variable.unit,
      part: variable.part,
      base: baseOf(shown, ruleOf(measure, variable)),
      categories: categoriesOf(variable, shown),
      values,
      ...(middle !== undefined && { median: middle }),
    },
    sentences: variable.measure === 'interval' && !withMedian ? [...sentences, medianSentence] : sentences,
  }
}

function categoriesOf(variable: Variable, shown: Disclosed['shown']): VariableFinding['categories'] {
  return (variable.codes ?? []).map(({ code, label }, position) => {
    const chosen = shown.filter(({ outcome }) => isValid(outcome) && outcome.codes.includes(position))
    return { code, label, count: chosen.length, units: namesOf(chosen) }
  })
}

function valuesOf(shown: Disclosed['shown']): VariableFinding['values'] {
  return shown.flatMap(({ unit, outcome, named }) =>
    named && isValid(outcome)
      ? outcome.values.map((value) => ({ unit: { code: unit.code, name: unit.name }, value }))
      : [],
  )
}

// a median over values of which some are not shown can give one of them away
const everyValueShown = (shown: Disclosed['shown']): boolean =>
  shown.every(({ outcome, named }) => named || !isValid(outcome))

const medianSentence = 'The median is left out: it could give away a value that is not shown.'
