import type { Notices } from '../../notice.ts'
import { cellName, type Sheet, type Workbook } from '../../workbook/workbook.ts'
import type { Form } from '../form.ts'
import { ownSheets } from '../ours/own-sheets.ts'
import { suggestion } from '../vocabulary/nearest.ts'

const formSheets = ['survey', 'choices', 'settings'] as const

export const plainName = (name: string): string => name.trim().toLowerCase()

export function findSheet(workbook: Workbook, name: string): Sheet | undefined {
  return workbook.sheets.find((sheet) => plainName(sheet.name) === name)
}

/** The survey sheet, or what stands in the file instead. */
export function surveySheet(workbook: Workbook, notices: Notices): Sheet | undefined {
  const survey = findSheet(workbook, 'survey')
  if (survey !== undefined) return survey
  const names = workbook.sheets.map((sheet) => sheet.name)
  const found =
    names.length === 0 ? 'The file has no sheets.' : `The file has ${names.map((one) => `«${one}»`).join(', ')}.`
  const meant = suggestion('survey', names)
  notices.refuse(
    'sheet-missing',
    '',
    `There is no sheet called «survey».${meant} ${found} Rename the sheet with the questions.`,
  )
  return undefined
}

/** A choices sheet under a slip of its name would leave every list empty without a word. */
export function lookForMisspelt(workbook: Workbook, notices: Notices): void {
  for (const wanted of formSheets) {
    if (findSheet(workbook, wanted) !== undefined) continue
    for (const { name } of workbook.sheets) {
      if (formSheets.some((known) => known === plainName(name))) continue
      if (suggestion(name, [wanted]) !== '') {
        notices.refuse(
          'sheet-misspelt',
          name,
          `Is the sheet «${name}» meant to be «${wanted}»? Call it so, or rename it.`,
        )
      }
    }
  }
}

const shown = (places: readonly string[]): string =>
  places.length <= 8 ? places.join(', ') : `${places.slice(0, 8).join(', ')} and ${places.length - 8} more`

/** Sheets that are not part of the form; those that hold the choices of a question are. */
export function noteOtherSheets(workbook: Workbook, form: Form, notices: Notices): void {
  const files = Array.from(form.questions.values(), ({ type }) =>
    type.fromFile === true ? plainName(type.list ?? '') : '',
  )
  for (const { name } of workbook.sheets) {
    const plain = plainName(name)
    if (
      [...formSheets, ...files, 'external_choices', ...ownSheets].some(
        (one) => one === plain || one.replace(/\.\w+$/, '') === plain,
      )
    )
      continue
    notices.note('sheet-not-read', name, `The sheet «${name}» is no part of the form and was not read.`)
  }
  for (const name of workbook.unread ?? []) notices.note('sheet-not-read', name, `The sheet «${name}» was not read.`)
}

/** What a person who looks at the sheet may not expect: hidden rows are read, formulas by their kept results. */
export function noteOddities(sheet: Sheet, notices: Notices): void {
  if (sheet.hidden) notices.note('sheet-hidden', sheet.name, `The sheet «${sheet.name}» is hidden; it was read.`)
  for (const range of sheet.merged) {
    notices.note(
      'cells-merged',
      `${sheet.name}!${range}`,
      'These cells are merged: only the first of them holds anything, the others count as empty.',
    )
  }
  const hidden = sheet.rows.filter((row) => row.hidden).map((row) => `${sheet.name}!${row.number}:${row.number}`)
  if (hidden.length > 0) {
    notices.note('rows-hidden', hidden[0] ?? sheet.name, `Hidden rows were read like the others: ${shown(hidden)}.`)
  }
  const formulas = sheet.rows.flatMap((row) =>
    Array.from(row.cells).flatMap(([at, cell]) =>
      cell.formula ? [{ cell, place: cellName(sheet.name, row.number, at) }] : [],
    ),
  )
  if (formulas.length > 0) {
    const places = formulas.map(({ place }) => place)
    notices.note(
      'cells-calculated',
      places[0] ?? sheet.name,
      `Formulas were read by the results the file keeps of them: ${shown(places)}.`,
    )
  }
}
