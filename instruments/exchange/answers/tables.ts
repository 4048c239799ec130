import type { GridCell, GridColumn } from '../../engine/definition/bundle.ts'
import { type Offers, oneCode, severalCodes } from './choices.ts'
import { codeWritten, reasonOffers } from './codes.ts'
import { type Hole, isBlank } from './filled-file.ts'
import type { AnswerHoles, HoleReader } from './hole-reader.ts'
import { numberIn, short, trimmed } from './plain.ts'

type Cells = Readonly<Record<string, unknown>>
type Rows = Readonly<Record<string, Cells>>

const rowsOf = (value: unknown): Rows => (value ?? {}) as Rows

/**
 * The rows of a table, each as `readRow` makes it of its holes, over what stands: rows and cells that are blank in the
 * file stay as they are, a reason for a row replaces its cells, and cells replace a reason.
 */
function rowsIn(answer: AnswerHoles, readRow: (holes: readonly Hole[], standing: Cells) => Cells): Rows | undefined {
  const standing = rowsOf(answer.standing)
  const byRow = Map.groupBy(answer.holes, ({ tag }) => tag.row)
  const rows: Record<string, Cells> = {}
  for (const [row, holes] of byRow) {
    if (row === undefined) continue
    const stood = standing[row] ?? {}
    const missing = reasonIn(answer, holes)
    const isMissing = 'missing' in stood
    const cells = readRow(holes, isMissing ? {} : stood)
    if (missing !== undefined && Object.keys(cells).length > 0) refuseBoth(answer, holes)
    else if (missing !== undefined) rows[row] = { missing }
    else if (Object.keys(cells).length > 0) rows[row] = isMissing ? cells : { ...stood, ...cells }
  }
  return Object.keys(rows).length === 0 ? undefined : { ...standing, ...rows }
}

/** Why a row has no answer: boxes of reasons, or a reason picked from a list. */
function reasonIn(answer: AnswerHoles, holes: readonly Hole[]): string | undefined {
  const offers = reasonOffers(answer.scopes)
  for (const hole of holes) {
    const { part } = hole.tag
    if (part.kind !== 'reason' || isBlank(hole.written)) continue
    const reason = part.reason ?? codeWritten(offers, hole.written)
    if (reason === undefined) answer.refuse(hole, 'code.unclear', { text: short(hole.written.text) })
    return reason
  }
  return undefined
}

function refuseBoth(answer: AnswerHoles, holes: readonly Hole[]): void {
  const reason = holes.find(({ tag, written }) => tag.part.kind === 'reason' && !isBlank(written))
  if (reason !== undefined) answer.refuse(reason, 'answer_and_reason', {})
}

/** What is filled in of a column in one row. */
const inColumn = (holes: readonly Hole[], column: string): readonly Hole[] =>
  holes.filter(({ tag, written }) => tag.column === column && tag.part.kind !== 'reason' && !isBlank(written))

export const grid: HoleReader = (answer) => {
  const { definition } = answer.item
  const columns = definition.type === 'grid' ? definition.columns : []
  return rowsIn(answer, (holes, standing) => {
    const cells: Record<string, unknown> = {}
    for (const column of columns) {
      const filled = inColumn(holes, column.column)
      if (filled.length === 0) continue
      const cell = readCell[column.cell](answer, filled, { column, standing: standing[column.column] })
      if (cell !== undefined) cells[column.column] = cell
    }
    return cells
  })
}

interface CellAsked {
  readonly column: GridColumn
  readonly standing: unknown
}

type CellReader = (answer: AnswerHoles, filled: readonly Hole[], asked: CellAsked) => unknown

const offersFor = ({ scopes }: AnswerHoles, { list }: GridColumn): Offers =>
  scopes.map((scope) => (list === undefined ? [] : scope.list(list)))

const amount =
  (decimals: boolean, year = false): CellReader =>
  (answer, [hole], { standing }) =>
    hole === undefined ? undefined : numberIn(answer, hole, { decimals, year }, standing)

const readCell: Readonly<Record<GridCell, CellReader>> = {
  one: (answer, filled, { column }) => oneCode(answer, filled, offersFor(answer, column)),
  several: (answer, filled, { column }) => severalCodes(answer, filled, offersFor(answer, column)),
  integer: amount(false),
  decimal: amount(true),
  year: amount(false, true),
  text: (_answer, [hole], { standing }) =>
    typeof standing === 'string' && trimmed(standing) === hole?.written.text ? standing : hole?.written.text,
}

/** A main answer and a few further ones per row; further ones are replaced together. */
export const twoAnswerGrid: HoleReader = (answer) => {
  const offers = answer.scopes.map(({ allOptions }) => allOptions)
  return rowsIn(answer, (holes) => {
    const primary = oneCode(answer, inColumn(holes, 'primary'), offers)
    const further = inColumn(holes, 'secondary').flatMap((hole) => {
      const code = codeWritten(offers, hole.written)
      if (code === undefined) answer.refuse(hole, 'code.unclear', { text: short(hole.written.text) })
      return code ?? []
    })
    return {
      ...(primary !== undefined && { primary }),
      ...(further.length > 0 && { secondary: [...new Set(further)] }),
    }
  })
}
