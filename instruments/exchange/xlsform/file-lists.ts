import type { Notices } from '../notice.ts'
import type { Workbook } from '../workbook/workbook.ts'
import { readChoices } from './choices.ts'
import { noteLeftOver } from './leftovers.ts'
import { findSheet, plainName } from './sheets/sheets.ts'
import { readTable } from './sheets/table.ts'
import { type ChoiceList, questionsOf, type SurveyNode } from './survey.ts'
import { readLanguage } from './vocabulary/languages.ts'

/** The sheet that holds the choices of `districts.csv`: `districts.csv` or `districts`. */
export const fileSheet = (workbook: Workbook, file: string) =>
  findSheet(workbook, plainName(file)) ?? findSheet(workbook, plainName(file.replace(/\.\w+$/, '')))

/** Lists of select_one_from_file, where the file stands in the workbook as a sheet. */
export function fileLists(
  nodes: readonly SurveyNode[],
  known: ReadonlyMap<string, ChoiceList>,
  workbook: Workbook,
  language: string,
  notices: Notices,
): ReadonlyMap<string, ChoiceList> {
  const lists = new Map<string, ChoiceList>()
  for (const { type, row } of questionsOf(nodes)) {
    const { list: file = '' } = type
    const sheet = type.fromFile === true && !known.has(file) && !lists.has(file) ? fileSheet(workbook, file) : undefined
    if (sheet === undefined) continue
    const parameters = row.see('parameters')?.text ?? ''
    const [, value = 'name'] = /\bvalue\s*=\s*([^\s,;]+)/i.exec(parameters) ?? []
    const [, label = 'label'] = /\blabel\s*=\s*([^\s,;]+)/i.exec(parameters) ?? []
    const [head, ...body] = sheet.rows
    const cells = new Map(
      Array.from(head?.cells ?? []).map(([at, cell]) => {
        const plain = plainName(cell.text)
        const text = plain === plainName(value) ? 'name' : plain === plainName(label) ? 'label' : cell.text
        return [at, { ...cell, text }] as const
      }),
    )
    const renamed = head === undefined ? sheet : { ...sheet, rows: [{ ...head, cells }, ...body] }
    const table = readTable(renamed, 'choices', (written) => readLanguage(written).code, notices)
    const read = readChoices(table, language, notices, file)
    for (const [name, list] of read) lists.set(name, list)
    noteLeftOver(table, 'choices', notices)
  }
  return lists
}
