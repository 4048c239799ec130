import type { Sheet, SheetCell, Workbook } from '../../instruments/exchange/workbook/workbook.ts'

/**
 * A workbook written as text, so that a form can be read in a diff: `# survey` begins a sheet, each line
 * `| type | name | label |` is a row. `\|` is a bar and `\n` a line break in a cell.
 */
export function textWorkbook(text: string): Workbook {
  const sheets: Sheet[] = []
  let rows: Sheet['rows'][number][] = []
  for (const line of text.split('\n')) {
    const name = /^# (.+)$/.exec(line)?.[1]
    if (name !== undefined) {
      rows = []
      sheets.push({ name, hidden: false, merged: [], rows })
    } else if (line.startsWith('|')) {
      rows.push({ number: rows.length + 1, hidden: false, cells: new Map(cellsOf(line)) })
    }
  }
  return { sheets }
}

function cellsOf(line: string): readonly (readonly [number, SheetCell])[] {
  const pieces = line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
  return pieces.flatMap((piece, at) => {
    const text = piece.trim().replaceAll('\\|', '|').replaceAll('\\n', '\n')
    return text === '' ? [] : [[at, { text, kind: 'text', formula: false }] as const]
  })
}
