import type { Notices } from '../notice.ts'
import type { Cell } from './sheets/cell.ts'
import type { Table } from './sheets/table.ts'

/** What the settings sheet says of the form as a whole. */
export interface Settings {
  readonly title: Cell | undefined
  readonly id: Cell | undefined
  readonly version: string | undefined
  readonly defaultLanguage: Cell | undefined
}

export const noSettings: Settings = { title: undefined, id: undefined, version: undefined, defaultLanguage: undefined }

export function readSettings(table: Table, notices: Notices): Settings {
  const [row, ...further] = table.rows
  if (row === undefined) return noSettings
  for (const one of further) {
    one.takeAll()
    notices.note('settings-further', one.range, 'Only the first row of the settings sheet is read.')
  }
  const version = row.take('version')
  const isOurs = version !== undefined && /^\d+\.\d+\.\d+$/.test(version.text)
  if (version !== undefined && !isOurs)
    notices.change('version', version.place, `Versions here are three numbers; «${version.text}» becomes 0.1.0.`)
  return {
    title: row.take('form_title'),
    id: row.take('form_id'),
    version: isOurs ? version.text : undefined,
    defaultLanguage: row.take('default_language'),
  }
}
