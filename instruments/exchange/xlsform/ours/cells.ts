import type { Notices } from '../../notice.ts'
import type { Words } from '../../sources/draft.ts'
import type { Cell } from '../sheets/cell.ts'
import type { Row } from '../sheets/table.ts'
import { readJson, unkept } from '../standard/kept.ts'
import type { Standing } from '../standard/standing.ts'
import { standardText } from '../standard/text.ts'

export const textIn = (row: Row, column: string): string | undefined => {
  const cell = row.take(`mufakat::${column}`)
  return cell && unkept(cell.text)
}

/** Words set apart by spaces; `none` is none of them, where no cell would say nothing. */
export function namesIn(row: Row, column: string): readonly string[] | undefined {
  const text = textIn(row, column)
  return text === 'none' ? [] : text?.split(/\s+/)
}

/** A cell of JSON that must hold an object. */
export function objectIn(row: Row, column: string, notices: Notices): Readonly<Record<string, unknown>> {
  const cell = row.take(`mufakat::${column}`)
  if (cell === undefined) return {}
  const value = readJson(cell.text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  notices.refuse(
    'settings-json',
    cell.place,
    'This is no object written in JSON: {"name": value, …}. Mend it, or empty the cell.',
  )
  return {}
}

/** Texts of a column only we read, by language. */
export function wordsIn(row: Row, column: string): Words | undefined {
  const cells = row.takeEach(`mufakat::${column}`)
  return cells.size === 0
    ? undefined
    : Object.fromEntries(Array.from(cells, ([language, { text }]) => [language, unkept(text)]))
}

/**
 * Texts of a standard column as they left: ours where the standard cell still shows what was written for it. Who edits
 * the standard cell is taken at the word.
 */
export function ownWords(row: Row, column: string, shown: Words, standing: Standing, notices: Notices): Words {
  const ours = row.takeEach(`mufakat::${column}`)
  return Object.fromEntries(
    Object.entries(shown).map(([language, text]) => {
      const cell = ours.get(language)
      if (cell === undefined) return [language, text]
      if (standardText(unkept(cell.text), standing) === text) return [language, unkept(cell.text)]
      noteEdited(cell, column, notices)
      return [language, text]
    }),
  )
}

/** An expression as it left, where the standard cell still says what was written for it; undefined when it was edited. */
export function ownExpression(
  row: Row,
  column: string,
  standardColumn: string,
  written: (source: string) => string,
  notices: Notices,
): string | undefined {
  const cell = row.take(`mufakat::${column}`)
  const standard = row.see(standardColumn)?.text ?? ''
  if (cell === undefined) return undefined
  if (written(unkept(cell.text)) !== standard) {
    noteEdited(cell, standardColumn, notices)
    return undefined
  }
  row.take(standardColumn)
  return unkept(cell.text)
}

export function noteEdited(cell: Cell, column: string, notices: Notices): void {
  notices.change(
    'edited',
    cell.place,
    `The column «${column}» was edited since the file was written, so it was read and this cell was not.`,
  )
}
