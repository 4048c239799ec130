import type { Item } from '../../definition/instrument.ts'
import type { Expression } from '../../expression/index.ts'
import type { DefinitionFault } from '../fault.ts'
import { faultAt, originOf, pointerTo } from '../piece.ts'
import { itemFault, type LintContext, sectionOrigin } from '../place.ts'

interface Range {
  readonly min?: number | string | undefined
  readonly max?: number | string | undefined
  /** JSON Pointer below the item. */
  readonly part: string
}

/** A smallest value is not larger than its largest: of numbers, dates, choices, rows and cells. */
export function rangeRule(context: LintContext): readonly DefinitionFault[] {
  return context.order.flatMap((item) =>
    rangesOf(item).flatMap(({ min, max, part }) =>
      min === undefined || max === undefined || !isAbove(min, max)
        ? []
        : [itemFault(context, item, 'empty-range', `no value is at least ${min} and at most ${max}.`, `${part}/min`)],
    ),
  )
}

function rangesOf({ definition, sources }: Item): readonly Range[] {
  const { min, max } = definition as Omit<Range, 'part'>
  const columns = sources.columns ?? []
  return [
    { min, max, part: '' },
    ...columns.map((column, at) => ({ min: column.min, max: column.max, part: `/columns/${at}` })),
  ]
}

/** Dates may be of different precision: 2026 ends after 2026-03. */
function isAbove(min: number | string, max: number | string): boolean {
  if (typeof min === 'number' || typeof max === 'number') return Number(min) > Number(max)
  const length = Math.min(min.length, max.length)
  return min.slice(0, length) > max.slice(0, length)
}

/** A roster holds items, and none of them is a roster. */
export function nestedRosterRule(context: LintContext): readonly DefinitionFault[] {
  return Array.from(context.places.values()).flatMap(({ definition, section, pointer }) =>
    definition.type === 'roster' && /\/items\/\d+\/items\/\d+$/.test(pointer)
      ? [
          faultAt(
            'nested-roster',
            sectionOrigin(context.pieces, section, `${pointer}/type`),
            `${definition.item}: a roster cannot stand in another roster.`,
          ),
        ]
      : [],
  )
}

interface Bounds {
  readonly low: number
  readonly high: number
  /** The bound itself is left out. */
  readonly openLow: boolean
  readonly openHigh: boolean
}

/** A constraint that no number can meet, as `. > 5 and . < 3`: whatever is answered, it is refused. */
export function unsatisfiableRule(context: LintContext): readonly DefinitionFault[] {
  return context.order.flatMap((item) => {
    const { constraint, definition } = item
    const { min, max } = definition as Omit<Range, 'part'>
    if (constraint === undefined || typeof min === 'string' || typeof max === 'string') return []
    const start: Bounds = { low: min ?? -Infinity, high: max ?? Infinity, openLow: false, openHigh: false }
    const { low, high, openLow, openHigh } = conjuncts(constraint).reduce(narrowed, start)
    const empty = low > high || (low === high && (openLow || openHigh))
    if (!empty || (min !== undefined && max !== undefined && min > max)) return []
    return [itemFault(context, item, 'unsatisfiable', 'no value can meet this constraint.', '/constraint', 'notice')]
  })
}

const conjuncts = (condition: Expression): readonly Expression[] =>
  condition.kind === 'operation' && condition.operator === 'and' ? condition.args.flatMap(conjuncts) : [condition]

const turned = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' } as const

/** What a comparison of `.` with a number leaves of the bounds; any other condition leaves them as they are. */
function narrowed(bounds: Bounds, condition: Expression): Bounds {
  if (condition.kind !== 'operation' || !(condition.operator in turned)) return bounds
  const operator = condition.operator as keyof typeof turned
  const [left, right] = condition.args
  const [number, reads] = left?.kind === 'self' ? [numeral(right), operator] : [numeral(left), turned[operator]]
  if (number === undefined || (left?.kind !== 'self' && right?.kind !== 'self')) return bounds
  const up = reads !== '<' && reads !== '<=' && number >= bounds.low
  const down = reads !== '>' && reads !== '>=' && number <= bounds.high
  return {
    low: up ? number : bounds.low,
    openLow: up ? reads === '>' || (bounds.openLow && number === bounds.low) : bounds.openLow,
    high: down ? number : bounds.high,
    openHigh: down ? reads === '<' || (bounds.openHigh && number === bounds.high) : bounds.openHigh,
  }
}

function numeral(node: Expression | undefined): number | undefined {
  if (node?.kind === 'literal' && typeof node.value === 'number') return node.value
  if (node?.kind !== 'operation' || node.operator !== 'negate') return undefined
  const positive = numeral(node.args[0])
  return positive === undefined ? undefined : -positive
}

/** A group and a check have a code of their own. */
export function duplicatePlaceRule({ instrument, pieces }: LintContext): readonly DefinitionFault[] {
  const groups = instrument.sections.flatMap((section) =>
    section.groups.map(({ code }, at) => ({
      code,
      origin: sectionOrigin(pieces, section.code, pointerTo('groups', at, 'group')),
    })),
  )
  const checks = instrument.checks.map(({ definition }, at) => ({
    code: definition.check,
    origin: originOf(pieces.head, pointerTo('checks', at, 'check')),
  }))
  const sections = instrument.sections.map(({ code }, at) => ({
    code,
    origin: originOf(pieces.head, pointerTo('sections', at)),
  }))
  return [sections, groups, checks].flatMap((kind) =>
    kind.flatMap(({ code, origin }, at) =>
      kind.findIndex((other) => other.code === code) === at
        ? []
        : [faultAt('duplicate-place', origin, `${code} stands in the instrument twice.`)],
    ),
  )
}
