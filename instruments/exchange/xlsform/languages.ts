import type { Notices } from '../notice.ts'
import { cellName, type Sheet } from '../workbook/workbook.ts'
import { readHeading, type SheetKind } from './vocabulary/columns.ts'
import { readLanguage } from './vocabulary/languages.ts'

export interface Languages {
  /** The language others fall back to first. */
  readonly all: readonly string[]
  /** What a plain heading such as `label` is in. */
  readonly plain: string
}

/** The languages of a form, from the headings of its sheets and the default its settings name. */
export function languagesOf(
  sheets: readonly { readonly sheet: Sheet; readonly kind: SheetKind }[],
  defaultWritten: string | undefined,
  notices: Notices,
): Languages {
  const found: string[] = []
  let isPlain = false
  for (const { sheet, kind } of sheets) {
    for (const [at, cell] of sheet.rows[0]?.cells ?? []) {
      const { column, language } = readHeading(cell.text, kind)
      if (column === 'label' && language === undefined) isPlain = true
      if (language === undefined) continue
      const read = readLanguage(language)
      if (found.includes(read.code)) continue
      found.push(read.code)
      if (read.guessed) noteGuess(language, read.code, cellName(sheet.name, sheet.rows[0]?.number ?? 1, at), notices)
    }
  }
  const wanted =
    defaultWritten === undefined || /^default$/i.test(defaultWritten) ? undefined : readLanguage(defaultWritten).code
  // a form with plain labels has a language of its own, whatever others it names
  const plain = wanted ?? (isPlain || found.length === 0 ? 'en' : (found[0] ?? 'en'))
  return { all: [...new Set([plain, ...found])], plain }
}

function noteGuess(written: string, code: string, place: string, notices: Notices): void {
  notices.note(
    'language-guessed',
    place,
    `The language «${written}» has no code; it is taken as ${code}. Write the heading as «label::${written} (${code.startsWith('x-') ? 'its code' : code})».`,
  )
}
