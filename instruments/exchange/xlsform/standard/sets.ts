import type { ItemDefinition, OptionSource } from '../../../engine/definition/bundle.ts'
import type { Expression } from '../../../engine/expression/index.ts'
import { answered, anyOf, call, literal, operation, reference } from '../expressions/trees.ts'
import { spelledName } from './spelled-name.ts'
import type { Standing } from './standing.ts'

type Call = Extract<Expression, { kind: 'call' }>
type Operation = Extract<Expression, { kind: 'operation' }>
type Grid = Extract<ItemDefinition, { type: 'grid' | 'two_answer_grid' }>

/** A code that may be in a set, and when it is: all that can be said of sets where there are no sets. */
interface Member {
  readonly code: string
  readonly when: Expression
}

/** The members of what yields codes here: rows of a grid, chosen options, and what is left of them. */
function membersOf(node: Expression, standing: Standing): readonly Member[] | undefined {
  if (node.kind === 'reference') return chosenIn(node.item, standing)
  if (node.kind !== 'call') return undefined
  const [first, second, third] = node.args
  const codes = second?.kind === 'literal' ? String(second.value).split(/\s+/) : undefined
  if (first === undefined || codes === undefined) return undefined
  if (node.name === 'rows-with') return rowsWith(first, codes, third, standing)
  const members = membersOf(first, standing)
  if (node.name === 'without') return members?.filter(({ code }) => !codes.includes(code))
  return node.name === 'intersection' ? members?.filter(({ code }) => codes.includes(code)) : undefined
}

function chosenIn(item: string, standing: Standing): readonly Member[] | undefined {
  const definition = standing.definition(item)
  if (definition?.type !== 'multiple_choice' && definition?.type !== 'ranking') return undefined
  const source: OptionSource = definition
  return standing.codes(source).map((code) => ({ code, when: call('selected', reference(item), literal(code)) }))
}

function rowsWith(
  grid: Expression,
  codes: readonly string[],
  column: Expression | undefined,
  standing: Standing,
): readonly Member[] | undefined {
  const definition = grid.kind === 'reference' ? standing.definition(grid.item) : undefined
  if (definition?.type === 'multiple_choice')
    return membersOf(grid, standing)?.filter(({ code }) => codes.includes(code))
  if (definition?.type !== 'grid' && definition?.type !== 'two_answer_grid') return undefined
  if (column !== undefined && column.kind !== 'literal') return undefined
  const cells = cellsOf(definition, column === undefined ? undefined : String(column.value))
  return standing.codes(definition.rows).map((row) => ({
    code: row,
    when: anyOf(cells.flatMap(({ name, several }) => codes.map((code) => holds(reference(name(row)), code, several)))),
  }))
}

const holds = (value: Expression, code: string, several: boolean): Expression =>
  several ? call('selected', value, literal(code)) : operation('=', value, literal(code))

interface SpelledCell {
  name(row: string): string
  readonly several: boolean
}

/** The questions that spell out a row, or the one of a column. */
function cellsOf(grid: Grid, wanted?: string): readonly SpelledCell[] {
  const columns =
    grid.type === 'grid'
      ? grid.columns.map(({ column, cell }) => ({ column, several: cell === 'several' }))
      : [
          { column: 'primary', several: false },
          { column: 'secondary', several: true },
        ]
  return columns
    .filter(({ column }) => wanted === undefined || column === wanted)
    .map(({ column, several }) => ({ name: (row) => spelledName(grid, row, column), several }))
}

/** `cell(${B01}, 'l1_national')` as the question that spells it out. */
export function standardCell({ args }: Call, standing: Standing): Expression | undefined {
  const [grid, row, column] = args
  const definition = grid?.kind === 'reference' ? standing.definition(grid.item) : undefined
  if (definition?.type !== 'grid' || row?.kind !== 'literal') return undefined
  if (!standing.codes(definition.rows).includes(String(row.value))) return undefined
  const [cell, ...others] = cellsOf(definition, column?.kind === 'literal' ? String(column.value) : undefined)
  return cell === undefined || others.length > 0 ? undefined : reference(cell.name(String(row.value)))
}

const isSet = (node: Expression | undefined): boolean =>
  node?.kind === 'call' && ['rows-with', 'without', 'intersection'].includes(node.name)

/** `selected(rows-with(…), 'other')` and `count-selected(without(…))`, member by member. */
export function standardOfSet({ name, args }: Call, standing: Standing): Expression | undefined {
  const [set, code] = args
  if (set === undefined || !isSet(set)) return undefined
  const members = membersOf(set, standing)
  if (members === undefined) return undefined
  if (name === 'count-selected') return sumOf(members)
  if (name !== 'selected' || code?.kind !== 'literal') return undefined
  return members.find((member) => member.code === String(code.value))?.when ?? call('false')
}

function sumOf(members: readonly Member[]): Expression {
  const each = members.map(({ when }) => call('if', when, literal(1), literal(0)))
  return each.length > 1 ? operation('+', ...each) : (each[0] ?? literal(0))
}

/** Is there any at all? That is said by «or», without counting. Undefined for every other comparison. */
export function standardAny({ operator, args }: Operation, standing: Standing): Expression | undefined {
  const [left, right] = args
  if (left === undefined || right?.kind !== 'literal') return undefined
  const asked = `${operator} ${right.value}`
  const isCount = left.kind === 'call' && left.name === 'count-selected' && isSet(left.args[0])
  const some = isCount ? ['>= 1', '> 0', '!= 0'].includes(asked) : asked === '!= '
  const none = isCount ? ['= 0', '< 1', '<= 0'].includes(asked) : asked === '= '
  if (!some && !none) return undefined
  const any = isCount ? anyMember(left.args[0], standing) : anyAnswer(left, standing)
  return any && (some ? any : call('not', any))
}

function anyMember(set: Expression | undefined, standing: Standing): Expression | undefined {
  const members = set && membersOf(set, standing)
  if (members === undefined) return undefined
  return members.length === 0 ? call('false') : anyOf(members.map(({ when }) => when))
}

/** A grid is answered when one of its questions is, a roster when it has a row. */
function anyAnswer(node: Expression, standing: Standing): Expression | undefined {
  if (isSet(node)) return anyMember(node, standing)
  const definition = node.kind === 'reference' ? standing.definition(node.item) : undefined
  if (definition?.type === 'roster') return operation('>', call('count', reference(definition.item)), literal(0))
  if (definition?.type !== 'grid' && definition?.type !== 'two_answer_grid') return undefined
  const rows = standing.codes(definition.rows)
  const questions = cellsOf(definition).flatMap(({ name }) => rows.map((row) => answered(reference(name(row)))))
  return questions.length === 0 ? undefined : anyOf(questions)
}
