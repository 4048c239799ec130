import type { Notices } from '../notice.ts'
import type { Draft } from '../sources/draft.ts'
import { ownSettings } from './ours/sheets.ts'
import type { Cell } from './sheets/cell.ts'
import type { Table } from './sheets/table.ts'

/** What the settings sheet says of the form as a whole. */
export interface Settings {
  readonly title: Cell | undefined
  readonly id: Cell | undefined
  readonly version: string | undefined
  readonly defaultLanguage: Cell | undefined
  /** What a file of ours says of the instrument beyond that. */
  readonly own: Partial<Draft>
}

export const noSettings: Settings = {
  title: undefined,
  id: undefined,
  version: undefined,
  defaultLanguage: undefined,
  own: {},
}

export function readSettings(table: Table, notices: Notices): Settings {
  const [row, ...further] = table.rows
  if (row === undefined) return noSettings
  for (const one of further) {
    one.takeAll()
    notices.note('settings-further', one.range, 'Only the first row of the settings sheet is read.')
  }
  // groups are pages here as well
  const style = row.take('style')
  if (style !== undefined && style.text !== 'pages')
    notices.note('style', style.place, `How the form looks is decided here; left out: ${style.text}.`)
  const version = row.take('version')
  const isOurs = version !== undefined && /^\d+\.\d+\.\d+$/.test(version.text)
  if (version !== undefined && !isOurs)
    notices.change('version', version.place, `Versions here are three numbers; «${version.text}» becomes 0.1.0.`)
  return {
    title: row.take('form_title'),
    id: row.take('form_id'),
    version: isOurs ? version.text : undefined,
    defaultLanguage: row.take('default_language'),
    own: ownSettings(row, notices),
  }
}
