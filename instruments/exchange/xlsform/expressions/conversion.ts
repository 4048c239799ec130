import type { Expression } from '../../../engine/expression/index.ts'
import type { Form } from '../form.ts'
import type { Cell } from '../sheets/cell.ts'
import type { Question } from '../survey.ts'

/** What an expression is for, and where it stands. */
export interface Conversion {
  readonly form: Form
  /** The cell that faults are told of. */
  readonly cell: Cell
  /** The question or block whose cell it is. */
  readonly user: string
  readonly repeat: string | undefined
  /** The question `.` stands for; absent where nothing is answered yet. */
  readonly self?: Question
  /** Calculations that are being put in place, the outermost first. */
  readonly inlining: readonly string[]
  /** The converter itself, for what calculations need of it. */
  convert(node: Expression, wanted: Wanted, conversion: Conversion): Expression
}

/** What the place around an expression makes of its value. */
export type Wanted = 'condition' | 'number' | 'text' | 'any'

export function refuse({ form, cell }: Conversion, rule: string, node: Expression, message: string): Expression {
  const at = node.to > 0 ? `Character ${node.from + 1}: ` : ''
  form.notices.refuse(rule, cell.place, `${at}${message}`)
  return { kind: 'literal', value: '', from: 0, to: 0 }
}
