import type { Notices } from '../notice.ts'
import type { NameRegister } from './names.ts'
import type { Cell } from './sheets/cell.ts'
import type { Row } from './sheets/table.ts'
import type { Block, Question, SurveyNode } from './survey.ts'
import { suggestion } from './vocabulary/nearest.ts'
import { type RowType, readType, typeWords } from './vocabulary/types.ts'

interface Open {
  readonly node: Block['node'] | 'spelled'
  readonly name: string
  readonly row: Row
  readonly typeCell: Cell
  readonly children: SurveyNode[]
}

interface Growing {
  readonly notices: Notices
  readonly names: NameRegister
  readonly roots: SurveyNode[]
  readonly open: Open[]
}

/** Rows of the survey sheet → a tree, with every begin matched by its end. */
export function readTree(rows: readonly Row[], names: NameRegister, notices: Notices): readonly SurveyNode[] {
  const growing: Growing = { notices, names, roots: [], open: [] }
  for (const row of rows) growRow(row, growing)
  for (const left of growing.open) {
    notices.refuse(
      'group-unbalanced',
      left.typeCell.place,
      `This ${left.node} «${left.name}» is never ended. Add a row «end_${left.node}».`,
    )
  }
  return growing.roots
}

function growRow(row: Row, growing: Growing): void {
  const { notices } = growing
  if (isDisabled(row, notices) || isSpelledOut(row, growing)) return
  const typeCell = row.take('type')
  if (typeCell === undefined) {
    if (row.see('name') !== undefined || row.see('label') !== undefined)
      notices.refuse('type-missing', row.place, 'This row has no type. Say what it asks for, or empty the row.')
    return
  }
  const type = readType(typeCell.text)
  if (type === undefined) {
    notices.refuse(
      'type-unknown',
      typeCell.place,
      `There is no type «${typeCell.text}».${suggestion(typeCell.text.split(/\s/)[0] ?? '', typeWords)}`,
    )
    return
  }
  growTyped(type, typeCell, row, growing)
}

function growTyped(type: RowType, typeCell: Cell, row: Row, growing: Growing): void {
  const { notices } = growing
  if (type.kind === 'end_group' || type.kind === 'end_repeat') {
    endBlock(type.kind === 'end_group' ? 'group' : 'repeat', typeCell, row, growing)
    return
  }
  if (type.kind === 'refused') {
    refuse(typeCell, type, row, growing)
    return
  }
  const name = nameOf(row, type, typeCell, growing)
  if (type.kind === 'begin_group' || type.kind === 'begin_repeat') {
    const isOurs = row.see('mufakat::type') !== undefined
    const node = type.kind === 'begin_repeat' ? 'repeat' : isOurs ? 'spelled' : 'group'
    if (node === 'repeat' && growing.open.some((one) => one.node === 'repeat'))
      notices.refuse(
        'repeat-nested',
        typeCell.place,
        'A repeat inside a repeat cannot be asked here. Ask the inner one as a text, or as a repeat of its own.',
      )
    growing.open.push({ node, name: name ?? '', row, typeCell, children: [] })
  } else if (name !== undefined) {
    add({ node: 'question', name, type, typeCell, row, repeat: repeatOf(growing) }, growing)
  }
}

const repeatOf = ({ open }: Growing): string | undefined => open.findLast((one) => one.node === 'repeat')?.name

/** A question of a grid, or a note with an introduction: what a file of ours spells out for other programs. */
function isSpelledOut(row: Row, { notices, open }: Growing): boolean {
  const of = row.take('mufakat::of')
  const inGrid = open.at(-1)?.node === 'spelled'
  if (of === undefined && inGrid && !/^end/i.test(row.see('type')?.text ?? '')) {
    notices.refuse(
      'row-in-grid',
      row.range,
      `Rows of the grid «${open.at(-1)?.name}» come from a list: add the row there, and not here.`,
    )
    row.takeAll()
    return true
  }
  if (of === undefined) return false
  row.takeAll()
  notices.note(
    'spelled-out',
    row.range,
    'This row spells out for other programs what stands in the columns of ours; it was not read.',
  )
  return true
}

function isDisabled(row: Row, notices: Notices): boolean {
  const cell = row.take('disabled')
  if (cell === undefined || !/^(yes|true|1|true\(\))$/i.test(cell.text)) return false
  row.takeAll()
  notices.note('row-disabled', row.range, 'This row is disabled and was left out.')
  return true
}

function add(node: SurveyNode, { open, roots }: Growing): void {
  const parent = open.at(-1)
  if (parent === undefined) roots.push(node)
  else parent.children.push(node)
}

function endBlock(node: Block['node'], typeCell: Cell, row: Row, growing: Growing): void {
  const { notices, open } = growing
  const last = open.at(-1)
  const named = row.take('name')
  const kind = last?.node === 'spelled' ? 'group' : last?.node
  if (last === undefined || kind !== node) {
    const opened =
      last === undefined
        ? 'Nothing is open here.'
        : `The ${last.node} «${last.name}» of ${last.typeCell.place} is still open.`
    notices.refuse('group-unbalanced', typeCell.place, `This ends a ${node} that was not begun. ${opened}`)
    return
  }
  open.pop()
  if (named !== undefined && named.text !== last.name)
    notices.note('end-named', named.place, `This ends «${last.name}», whatever stands here.`)
  else if (named !== undefined) notices.note('end-named', named.place, 'The name of an end row is not needed.')
  const { name, children } = last
  if (last.node === 'spelled') {
    const type: RowType = { kind: 'spelled', word: 'begin_group' }
    add({ node: 'question', name, type, typeCell: last.typeCell, row: last.row, repeat: repeatOf(growing) }, growing)
    return
  }
  if (children.length === 0)
    notices.note('group-empty', last.row.range, `The ${node} «${name}» holds nothing and was left out.`)
  add({ node, name, typeCell: last.typeCell, row: last.row, children }, growing)
}

function refuse(typeCell: Cell, { word }: RowType, row: Row, { notices }: Growing): void {
  row.takeAll()
  const instead = /geo/.test(word)
    ? ' Ask for a point (geopoint), or for a file with the track.'
    : ' Ask it as questions of the usual types.'
  notices.refuse('type-unsupported', typeCell.place, `The type «${word}» cannot be asked here.${instead}`)
}

const nameless: readonly Question['type']['kind'][] = ['note', 'metadata']

function nameOf(row: Row, type: RowType, typeCell: Cell, { names, notices }: Growing): string | undefined {
  const cell = row.take('name')
  if (cell !== undefined) return names.register(cell)
  // what collects nothing may go without a name: it gets one of its row
  if (nameless.includes(type.kind) || type.kind === 'begin_group')
    return names.register({
      text: `${type.kind === 'begin_group' ? 'group' : 'note'}_row_${row.number}`,
      place: typeCell.place,
    })
  notices.refuse('name-missing', typeCell.place, `This ${type.word} has no name.`)
  return undefined
}
