import type { Expression } from '../../../engine/expression/index.ts'
import type { Form } from '../form.ts'
import type { Answered } from '../questions/answer.ts'
import type { Cell } from '../sheets/cell.ts'

/** `. > 5 and . < 3`: no number is both. Only plain comparisons with numbers that must all hold are looked at. */
export function noteUnsatisfiable(
  constraint: Expression | undefined,
  cell: Cell | undefined,
  answered: Answered | undefined,
  { notices }: Form,
): void {
  if (constraint === undefined || cell === undefined) return
  const parts = constraint.kind === 'operation' && constraint.operator === 'and' ? constraint.args : [constraint]
  let low = Number.NEGATIVE_INFINITY
  let high = Number.POSITIVE_INFINITY
  let open = false
  const isWhole = answered?.answer.type === 'integer' || answered?.answer.type === 'year'
  for (const part of parts) {
    const bound = boundOf(part, isWhole)
    if (bound === undefined) continue
    low = Math.max(low, bound.low)
    high = Math.min(high, bound.high)
    open ||= bound.open
  }
  if (low > high || (low === high && open && !isWhole))
    notices.note('constraint-unsatisfiable', cell.place, 'No number meets this constraint: nobody could answer.')
}

interface Bound {
  readonly low: number
  readonly high: number
  /** The bound itself is outside. */
  readonly open: boolean
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' } as const

function boundOf(part: Expression, isWhole: boolean): Bound | undefined {
  if (part.kind !== 'operation' || !Object.hasOwn(mirrored, part.operator)) return undefined
  const operator = part.operator as keyof typeof mirrored
  const [left, right] = part.args
  const own = left?.kind === 'self' ? operator : right?.kind === 'self' ? mirrored[operator] : undefined
  const other = left?.kind === 'self' ? right : left
  if (own === undefined || other?.kind !== 'literal' || String(other.value).trim() === '') return undefined
  const number = Number(other.value)
  if (!Number.isFinite(number)) return undefined
  const beside = isWhole ? 1 : 0
  if (own === '=') return { low: number, high: number, open: false }
  if (own === '>' || own === '>=')
    return {
      low: own === '>' ? Math.floor(number * beside) + beside || number : number,
      high: Number.POSITIVE_INFINITY,
      open: own === '>',
    }
  return {
    low: Number.NEGATIVE_INFINITY,
    high: own === '<' ? (isWhole ? Math.ceil(number) - 1 : number) : number,
    open: own === '<',
  }
}
