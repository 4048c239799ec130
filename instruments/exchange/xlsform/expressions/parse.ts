import { type Expression, parseExpression } from '../../../engine/expression/index.ts'
import type { Notices } from '../../notice.ts'
import type { Cell } from '../sheets/cell.ts'

const entities: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
}

/** As the author meant it: forms that went through XML carry `&gt;`, spreadsheets put spaces nobody sees. */
export const unescaped = (text: string): string =>
  text
    .replace(/&(?:gt|lt|amp|quot|apos);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\u200B\u2060\uFEFF]/g, '')

/** A cell → the tree of its expression, still under the names and functions of the form. */
export function parseCell(cell: Cell, notices: Notices): Expression | undefined {
  const source = unescaped(cell.text)
  const parsed = parseExpression(source)
  if (parsed.ok) return parsed.expression
  const { at, message } = parsed.fault
  if (/\.\.|[/[\]|@]/.test(source.replace(/'[^']*'|"[^"]*"/g, ''))) {
    notices.refuse(
      'expression-path',
      cell.place,
      `Character ${at + 1}: paths such as «../x», «position(..)» and «instance(…)/root/item[…]» cannot be read. Name the question instead, as \${x}.`,
    )
  } else {
    notices.refuse('expression-syntax', cell.place, `Character ${at + 1} of «${shortened(source)}»: ${message}`)
  }
  return undefined
}

export const shortened = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 57)}…`)
