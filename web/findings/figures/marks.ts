import type { BaseReason } from '#contract'
import type { Hatch } from '../../charts/paint.ts'
import type { Mark } from '../../charts/table.ts'

/** Nothing known, told apart at a glance: a sign and a hatching for each reason. */
const reasonMarks: Readonly<Record<BaseReason, { readonly sign: string; readonly hatch: Hatch }>> = {
  no_response: { sign: '–', hatch: 'empty' },
  no_answer: { sign: '○', hatch: 'rising' },
  dont_know: { sign: '?', hatch: 'dots' },
  refused: { sign: '×', hatch: 'cross' },
  not_applicable: { sign: '≠', hatch: 'falling' },
  not_available: { sign: '…', hatch: 'falling' },
  logic_skip: { sign: '↷', hatch: 'plain' },
  not_asked: { sign: '↷', hatch: 'plain' },
  invalidated: { sign: '!', hatch: 'cross' },
  withheld: { sign: '■', hatch: 'cross' },
  suppressed: { sign: '■', hatch: 'cross' },
}

export function reasonMark(reason: BaseReason): Mark {
  const { sign, hatch } = reasonMarks[reason]
  return { paint: { kind: 'missing', hatch }, sign }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export const codeMark = (at: number, of: number, ordered: boolean): Mark => ({
  paint: ordered ? { kind: 'step', at, of } : { kind: 'category', at },
  sign: letters[at] ?? String(at + 1),
})
