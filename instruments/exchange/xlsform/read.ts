import type { InstrumentSources } from '../../engine/load/fault.ts'
import { collectNotices, type ImportNotice, type Notices } from '../notice.ts'
import { buildSources } from '../sources/build-sources.ts'
import type { Draft, HouseLists } from '../sources/draft.ts'
import type { Sheet, Workbook } from '../workbook/workbook.ts'
import { readChoices } from './choices.ts'
import { filterOf } from './expressions/choice-filter.ts'
import { refuseCycles } from './expressions/cycles.ts'
import { fileLists } from './file-lists.ts'
import { type Form, makeForm } from './form.ts'
import { languagesOf } from './languages.ts'
import { layOut } from './layout.ts'
import { gathered, noteLeftOver } from './leftovers.ts'
import { draftLists } from './lists.ts'
import { nameRegister } from './names.ts'
import { isOurs } from './ours/item.ts'
import { ownChecks, ownLists } from './ours/sheets.ts'
import { noSettings, readSettings, type Settings } from './settings.ts'
import { findSheet, lookForMisspelt, noteOddities, noteOtherSheets, surveySheet } from './sheets/sheets.ts'
import { readTable, type Table } from './sheets/table.ts'
import { readTree } from './tree.ts'
import { noteUnasked } from './unasked.ts'
import type { SheetKind } from './vocabulary/columns.ts'
import { readLanguage } from './vocabulary/languages.ts'
import { suggestion } from './vocabulary/nearest.ts'

export interface XlsFormRead {
  /** Absent as soon as anything was refused. */
  readonly sources?: InstrumentSources
  readonly notices: readonly ImportNotice[]
}

export interface XlsFormOptions {
  /** What the file is called to people; also the code of a form that has no id of its own. */
  readonly file?: string
  /** The lists every instrument carries. */
  readonly house?: HouseLists
}

const noHouse: HouseLists = { codeLists: [], codeListTexts: {} }

/**
 * The sheets of an XLSForm → definition files, as `load` takes them. Pure. What cannot be taken over is refused with
 * its place, what becomes something else or is left out is told; faults that `load` finds in the sources point into
 * the workbook, as `survey!F7`. `instruments/README.md` says what of XLSForm is read and how.
 */
export function readXlsForm(workbook: Workbook, options: XlsFormOptions = {}): XlsFormRead {
  const notices = collectNotices()
  const draft = readDraft(workbook, options.file ?? 'form.xlsx', notices)
  const refused = (): boolean => notices.all.some((notice) => notice.severity === 'refused')
  const sources = draft === undefined || refused() ? undefined : buildSources(draft, options.house ?? noHouse, notices)
  return {
    notices: gathered(notices.all),
    ...(sources !== undefined && !refused() && { sources }),
  }
}

function readDraft(workbook: Workbook, file: string, notices: Notices): Draft | undefined {
  lookForMisspelt(workbook, notices)
  const survey = surveySheet(workbook, notices)
  if (survey === undefined) return undefined
  const sheets = {
    survey,
    choices: findSheet(workbook, 'choices') ?? findSheet(workbook, 'external_choices'),
    settings: findSheet(workbook, 'settings'),
  }
  const present = kinds.flatMap((kind) => {
    const sheet = sheets[kind]
    return sheet === undefined ? [] : [{ sheet, kind }]
  })
  for (const { sheet } of present) noteOddities(sheet, notices)
  const tableOf = (sheet: Sheet | undefined, kind: SheetKind): Table | undefined =>
    sheet && readTable(sheet, kind, (written) => readLanguage(written).code, notices)
  const tables = {
    survey: readTable(survey, 'survey', (written) => readLanguage(written).code, notices),
    choices: tableOf(sheets.choices, 'choices'),
    settings: tableOf(sheets.settings, 'settings'),
  }
  if (!hasColumns(tables.survey, ['type', 'name'], notices)) return undefined
  if (tables.choices !== undefined && tables.choices.rows.length > 0)
    hasColumns(tables.choices, ['list_name', 'name'], notices)
  const settings = tables.settings === undefined ? noSettings : readSettings(tables.settings, notices)
  const languages = languagesOf(present, settings.defaultLanguage?.text, notices)
  const form = readForm(workbook, tables, languages.plain, notices)
  const draft = draftOf(form, settings, languages.all, file, workbook)
  const isRefused = notices.all.some(({ severity }) => severity === 'refused')
  // what stands in a form that is refused anyway is not counted
  for (const { kind } of isRefused ? [] : present) {
    const table = tables[kind]
    if (table !== undefined) noteLeftOver(table, kind, notices)
  }
  noteOtherSheets(workbook, form, notices)
  return draft
}

const kinds = ['survey', 'choices', 'settings'] as const

function hasColumns(table: Table, columns: readonly string[], notices: Notices): boolean {
  const absent = columns.filter((column) => !table.has(column))
  const written = table.headings.filter(({ known }) => !known).map(({ column }) => column)
  for (const column of absent) {
    const known = table.headings.map((heading) => `«${heading.column}»`).join(', ') || 'none'
    notices.refuse(
      'column-missing',
      `${table.sheet}!1:1`,
      `The sheet «${table.sheet}» has no column «${column}».${suggestion(column, written)} Its columns: ${known}.`,
    )
  }
  return absent.length === 0
}

function readForm(
  workbook: Workbook,
  tables: { readonly survey: Table; readonly choices: Table | undefined },
  language: string,
  notices: Notices,
): Form {
  const nodes = readTree(tables.survey.rows, nameRegister(notices), notices)
  const lists = tables.choices === undefined ? new Map() : readChoices(tables.choices, language, notices)
  const form = makeForm(
    nodes,
    new Map([...lists, ...fileLists(nodes, lists, workbook, language, notices)]),
    language,
    notices,
  )
  refuseCycles(form)
  // what a column of the choices sheet holds is known once every filter was read
  for (const question of form.questions.values()) {
    const cell = question.row.see('choice_filter')
    const list = form.listOf(question)
    if (cell !== undefined && list !== undefined && !isOurs(question.row)) filterOf(cell, question, list, form)
  }
  return form
}

function draftOf(
  form: Form,
  settings: Settings,
  languages: readonly string[],
  file: string,
  workbook: Workbook,
): Draft {
  const stem = file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')
  const title = settings.title?.text ?? settings.id?.text ?? stem
  const { sections, checks } = layOut(form, { [form.language]: title })
  const { own } = settings
  if (sections.length === 0)
    form.notices.refuse('no-questions', 'survey', 'Nothing on the sheet «survey» is a question that can be asked.')
  noteUnasked(form)
  if (!Array.from(form.questions.values()).some(({ row }) => isOurs(row) || row.see('mufakat::rq') !== undefined))
    form.notices.note(
      'no-research-question',
      '',
      'The form names no research questions; every question is marked as identification until somebody names them.',
    )
  return {
    file,
    name: settings.id?.text ?? stem,
    ...(settings.version !== undefined && { version: settings.version }),
    languages,
    title: { [form.language]: title },
    sections,
    lists: draftLists(form, sections, ownLists(workbook, form.notices)),
    checks: [...checks, ...ownChecks(workbook, form.notices)],
    ...own,
    ...(own.title?.[form.language]?.trim().normalize('NFC') !== title && {
      title: { ...own.title, [form.language]: title },
    }),
    places: { '': settings.title?.place ?? '' },
  }
}
