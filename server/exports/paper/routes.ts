import { type Bundle, type Instrument, type Item, topLevelItems } from '#engine'
import {
  type Expression,
  evaluateExpression,
  type Lookup,
  referencesOf,
  truthy,
  type Value,
} from '../../../instruments/engine/expression/index.ts'

/** Where an answer leads: the item to go on with, or the end of the questionnaire. */
export type Route = { readonly item: string } | 'end'

/** Skip instructions seen from the question that decides: the other direction of “answer only if”. */
export interface Routes {
  /** Where to go after this option, when that is not simply the next question. */
  after(item: Item, option: string, shape: 'one' | 'several'): Route | undefined
  /** Items asked or not according to the answer to this one, as `B03–B08, B16`. */
  decidedBy(item: Item): string
}

export function routesOf(instrument: Instrument): Routes {
  const items = topLevelItems(instrument)
  const position = new Map(items.map((item, at) => [item.code, at]))
  const gates = items.map((item) => gatesOf(item))
  const asking = gates.map((all) => new Set(all.flatMap((gate) => referencesOf(gate))))
  return {
    after(item, option, shape) {
      const at = position.get(item.code)
      if (at === undefined) return undefined
      const given = answerOf(option, shape)
      // a question that is skipped has no answer, which may shut the next one too
      const known = new Map<string, Value>([[item.code, given]])
      let next = at + 1
      let passed = false
      for (; next < items.length; next += 1) {
        if (!(gates[next] ?? []).some((gate) => isShut(gate, known, instrument))) break
        passed ||= !specifies(items[next], item)
        known.set(items[next]?.code ?? '', undefined)
      }
      if (!passed) return undefined
      const target = items[next]
      return target === undefined ? 'end' : { item: target.code }
    },
    decidedBy(item) {
      const decided = items.map(
        (other, at) => other !== item && !specifies(other, item) && asking[at]?.has(item.code) === true,
      )
      return runs(items, decided)
    },
  }
}

const gatesOf = ({ section, group, relevant }: Item): readonly Expression[] =>
  [section.relevant, group.relevant, relevant].filter((gate) => gate !== undefined)

/** “Other, please specify” stands right below its option and needs no signpost. */
const specifies = (item: Item | undefined, owner: Item): boolean => item?.definition.specifies?.item === owner.code

const answerOf = (option: string, shape: 'one' | 'several'): Value =>
  shape === 'one' ? { type: 'text', text: option } : { type: 'set', codes: [option] }

/** A condition that looks at nothing but known answers, and is false for them. */
function isShut(gate: Expression, known: ReadonlyMap<string, Value>, { bundle }: Instrument): boolean {
  const looksAt = referencesOf(gate)
  if (looksAt.length === 0 || !looksAt.every((code) => known.has(code)) || asksContext(gate)) return false
  return !truthy(evaluateExpression(gate, lookupOf(known, bundle.codeLists)))
}

// what the unit or the wave decides is not known on paper
const asksContext = (expression: Expression): boolean =>
  (expression.kind === 'call' && ['unit', 'wave', 'today'].includes(expression.name)) ||
  ((expression.kind === 'call' || expression.kind === 'operation') && expression.args.some(asksContext))

const lookupOf = (known: ReadonlyMap<string, Value>, codeLists: Bundle['codeLists']): Lookup => ({
  codes: (list) => codeLists[list]?.codes ?? [],
  self: undefined,
  today: '2000-01-01',
  reference: (code) => known.get(code),
  attribute: () => undefined,
  unit: () => undefined,
  wave: () => undefined,
  choiceName: () => undefined,
})

/** Neighbours as a range. */
function runs(items: readonly Item[], marked: readonly boolean[]): string {
  const said: string[] = []
  for (let at = 0; at < items.length; at += 1) {
    if (!marked[at]) continue
    const from = items[at]?.code ?? ''
    let to = at
    while (marked[to + 1]) to += 1
    said.push(to === at ? from : `${from}–${items[to]?.code ?? ''}`)
    at = to
  }
  return said.join(', ')
}
