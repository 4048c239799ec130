import { type Expression, parseExpression, printExpression } from '../../../engine/expression/index.ts'
import type { Form } from '../form.ts'
import type { Cell } from '../sheets/cell.ts'
import type { Block, Question } from '../survey.ts'
import type { Wanted } from './conversion.ts'
import { convert } from './convert.ts'
import { parseCell } from './parse.ts'

/** The converted expression of a cell of a question or block; undefined when there is none, or it was refused. */
export function expressionIn(
  cell: Cell | undefined,
  owner: Question | Block,
  wanted: Wanted,
  form: Form,
  own: 'with-self' | 'without-self' = 'without-self',
): Expression | undefined {
  const tree = cell && parseCell(cell, form.notices)
  if (cell === undefined || tree === undefined) return undefined
  const isQuestion = owner.node === 'question'
  const converted = convert(tree, wanted, {
    form,
    cell,
    user: owner.name,
    repeat: isQuestion ? owner.repeat : form.around(owner.name).find((block) => block.node === 'repeat')?.name,
    ...(own === 'with-self' && isQuestion && { self: owner }),
    inlining: [],
    convert,
  })
  return isWritable(converted, cell, form) ? converted : undefined
}

/** Calculations written out may nest deeper, and run longer, than an expression may. */
function isWritable(expression: Expression, cell: Cell, { notices }: Form): boolean {
  const parsed = parseExpression(printExpression(expression))
  if (parsed.ok) return true
  notices.refuse(
    'calculation-too-large',
    cell.place,
    `With its calculations written out this is too large: ${parsed.fault.message}`,
  )
  return false
}
