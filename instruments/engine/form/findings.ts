import { type KeyText, keyText } from '../answers/answer.ts'
import { isDeclarable } from '../answers/missing.ts'
import type { Severity } from '../definition/bundle.ts'
import { evaluateExpression, truthy } from '../expression/index.ts'
import { itemTypeOf } from '../items/index.ts'
import type { Fault } from '../items/item-type.ts'
import type { Finding } from './form.ts'
import type { Live, LiveItem } from './live.ts'
import { piped } from './piping.ts'

const keyOf = ({ item, row }: LiveItem): KeyText =>
  keyText(row === undefined ? { item: item.code } : { item: item.code, row })

/** Everything to say about one item on the path, the most basic fault first. */
export function findingsOf(live: Live, state: LiveItem, rowLabel: string | undefined): readonly Finding[] {
  if (!state.relevant) return []
  return [...ownFindings(live, state, rowLabel), ...lookFindings(state)]
}

/** Moved here from an earlier version, and not yet confirmed or changed. */
const lookFindings = (state: LiveItem): readonly Finding[] =>
  state.answer?.look === undefined ? [] : [finding(state, 'warning', 'look', { reason: state.answer.look })]

function ownFindings(live: Live, state: LiveItem, rowLabel: string | undefined): readonly Finding[] {
  if (state.faults.length > 0) return state.faults.map((fault) => asFinding(state, fault))
  if (state.declared !== undefined) return declaredFindings(live, state)
  if (state.value === undefined) return state.required ? [finding(state, 'blocker', 'required')] : []
  const type = itemTypeOf(state.item.definition)
  const faults = type.check(state.value, state.scope as never).map((fault) => asFinding(state, fault))
  return [...faults, ...openFindings(state), ...constraintFindings(live, state, rowLabel)]
}

function declaredFindings(live: Live, state: LiveItem): readonly Finding[] {
  const { declared = 'not_asked' } = state
  const allowed = declarableOf(live, state)
  return isDeclarable(declared) && allowed.includes(declared)
    ? []
    : [finding(state, 'blocker', 'missing.not_declarable', { got: declared })]
}

export const declarableOf = (live: Live, { item }: LiveItem) =>
  item.definition.type === 'note' ? [] : (item.definition.missing ?? live.instrument.bundle.missing)

function openFindings(state: LiveItem): readonly Finding[] {
  if (!state.required) return []
  const open = itemTypeOf(state.item.definition).open(state.value, state.scope as never)
  return open.map((at) => ({ ...finding(state, 'blocker', 'required'), at }))
}

function constraintFindings(live: Live, state: LiveItem, rowLabel: string | undefined): readonly Finding[] {
  const { item, row, exposed } = state
  // XLSForm: a constraint is not evaluated on an empty answer
  if (item.constraint === undefined || exposed === undefined) return []
  if (truthy(evaluateExpression(item.constraint, live.lookup(item, row, exposed)))) return []
  const texts = live.wording.texts.items[item.code] ?? live.wording.fallback.items[item.code]
  const at = rowLabel === undefined ? { state } : { state, rowLabel }
  const message = piped(texts?.constraint, live, at)
  return [{ ...finding(state, item.definition.severity ?? 'blocker', 'check'), message }]
}

/** Cross-item checks that are raised, each pointing at the first of its items that is on the path. */
export function checkFindings(live: Live): readonly Finding[] {
  return live.instrument.checks.flatMap(({ definition, when }) => {
    if (!live.holds(when)) return []
    const state = definition.items
      .flatMap((code) => live.instrument.items.get(code) ?? [])
      .filter((item) => item.roster === undefined)
      .map((item) => live.item(item))
      .find((item) => item.relevant)
    if (state === undefined) return []
    const texts = live.wording.texts.checks[definition.check] ?? live.wording.fallback.checks[definition.check]
    const found = finding(state, definition.severity, 'check', { check: definition.check })
    return [{ ...found, message: piped(texts?.message, live) }]
  })
}

const asFinding = (state: LiveItem, fault: Fault): Finding => ({
  ...finding(state, 'blocker', fault.code, fault.params ?? {}),
  ...(fault.at !== undefined && { at: fault.at }),
})

const finding = (
  state: LiveItem,
  severity: Severity,
  code: Finding['code'],
  params: Finding['params'] = {},
): Finding => ({ key: keyOf(state), severity, code, params })
