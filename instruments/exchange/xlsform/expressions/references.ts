import type { Expression } from '../../../engine/expression/index.ts'
import { nodesOf } from '../../../engine/expression/references.ts'
import type { Form } from '../form.ts'
import { standingOf } from '../ours/standing.ts'
import type { Block, Question } from '../survey.ts'
import { suggestion } from '../vocabulary/nearest.ts'
import { type Conversion, refuse } from './conversion.ts'
import { parseCell } from './parse.ts'
import { allOf, call, literal, reference } from './trees.ts'

type Reference = Extract<Expression, { kind: 'reference' }>

const mostNodes = 3_000

/** What `${name}` means: a question, a repeat, or a calculation that is put in its place. */
export function referenceTo(node: Reference, conversion: Conversion): Expression {
  const { form } = conversion
  const question = form.questions.get(node.item)
  if (question === undefined) return blockReference(node, conversion)
  const { kind } = question.type
  if (kind === 'note') return refuse(conversion, 'unknown-ref', node, `«${node.item}» is a note and has no answer.`)
  if (kind === 'metadata') return metadata(node, question, conversion)
  return kind === 'calculate' || kind === 'hidden' ? calculated(node, question, conversion) : node
}

function blockReference(node: Reference, conversion: Conversion): Expression {
  const { form } = conversion
  const block = form.blocks.get(node.item)
  if (block?.node === 'repeat') return node
  if (block !== undefined)
    return refuse(conversion, 'unknown-ref', node, `«${node.item}» is a group and has no answer.`)
  const other = /^(.+)_other$/.exec(node.item)?.[1]
  if (other !== undefined && form.questions.get(other)?.type.orOther) return node
  const cell = cellOf(node.item, form)
  if (cell !== undefined) return cell
  const names = [...form.questions.keys(), ...form.blocks.keys()]
  return refuse(conversion, 'unknown-ref', node, `There is no question «${node.item}».${suggestion(node.item, names)}`)
}

/** `B10__uc01` spells out a cell of a grid of ours. */
function cellOf(name: string, form: Form): Expression | undefined {
  const [grid = '', row = '', column] = name.split('__')
  const standing = standingOf(form)
  const definition = standing.definition(grid)
  if (definition?.type !== 'grid' || !standing.codes(definition.rows).includes(row)) return undefined
  return call('cell', reference(grid), literal(row), ...(column === undefined ? [] : [literal(column)]))
}

function metadata(node: Reference, question: Question, conversion: Conversion): Expression {
  if (question.type.word === 'today') return call('today')
  return refuse(
    conversion,
    'metadata-reference',
    node,
    `«${node.item}» (${question.type.word}) is not collected here, so nothing can depend on it.`,
  )
}

/** The tree of a calculation as the form has it; none when it has none or it cannot be read. */
export function calculationTree(question: Question, form: Form): Expression | undefined {
  const cell = question.row.see('calculation')
  return cell === undefined || !['calculate', 'hidden'].includes(question.type.kind)
    ? undefined
    : parseCell(cell, { ...form.notices, refuse: () => undefined })
}

/** The language is pure, so a calculation may stand wherever its value is asked for. Blank where it is not relevant. */
function calculated(node: Reference, question: Question, conversion: Conversion): Expression {
  const { form, inlining, repeat } = conversion
  const { name, row } = question
  if (inlining.includes(name)) {
    const cycle = [...inlining.slice(inlining.indexOf(name)), name].join(' → ')
    return refuse(conversion, 'cycle', node, `These calculations need each other: ${cycle}.`)
  }
  if (question.repeat !== undefined && question.repeat !== repeat)
    return refuse(
      conversion,
      'calculation-in-repeat',
      node,
      `«${name}» is calculated inside the repeat «${question.repeat}» and can only be used there.`,
    )
  form.inlined.add(name)
  const cell = row.take('calculation')
  if (cell === undefined) return literal(row.take('default')?.text ?? '')
  const tree = parseCell(cell, form.notices)
  if (tree === undefined) return literal('')
  const { self: _self, ...outside } = conversion
  const inside: Conversion = { ...outside, cell, inlining: [...inlining, name] }
  const value = conversion.convert(tree, 'any', inside)
  const asked = relevanceOf(question, inside)
  const whole = asked === undefined ? value : call('if', asked, value, literal(''))
  return nodesOf(whole).length <= mostNodes
    ? whole
    : refuse(conversion, 'calculation-too-large', node, `Written out, the calculation «${name}» is too long.`)
}

/** Its own relevance and that of the groups around it that are not around its user too. */
function relevanceOf(question: Question, conversion: Conversion): Expression | undefined {
  const { form, user } = conversion
  const shared: readonly Block[] = form.around(user)
  const outer = form.around(question.name).filter((block) => !shared.includes(block) && block.name !== user)
  return allOf(
    [...outer, question].flatMap(({ row }) => {
      const cell = row.take('relevant')
      const tree = cell && parseCell(cell, form.notices)
      return cell === undefined || tree === undefined
        ? []
        : [conversion.convert(tree, 'condition', { ...conversion, cell })]
    }),
  )
}
