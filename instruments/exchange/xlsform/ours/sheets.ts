import type { Notices } from '../../notice.ts'
import type { Draft, DraftCheck, DraftList, DraftSection, Words } from '../../sources/draft.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { findSheet } from '../sheets/sheets.ts'
import { type Row, readTable, type Table } from '../sheets/table.ts'
import { readJson, unkept } from '../standard/kept.ts'
import { readLanguage } from '../vocabulary/languages.ts'
import { namesIn, objectIn, textIn, wordsIn } from './cells.ts'
import type { ownSheets } from './own-sheets.ts'

function tableOf(workbook: Workbook, name: (typeof ownSheets)[number], notices: Notices): Table | undefined {
  const sheet = findSheet(workbook, name)
  return sheet && readTable(sheet, 'ours', (written) => readLanguage(written).code, notices)
}

/** What is said of lists beyond their choices, by list. */
export function ownLists(workbook: Workbook, notices: Notices): ReadonlyMap<string, Partial<DraftList>> {
  const table = tableOf(workbook, 'mufakat_lists', notices)
  return new Map(
    (table?.rows ?? []).flatMap((row) => {
      const list = row.take('list')
      const title = wordsIn(row, 'title')
      const settings = objectIn(row, 'settings', notices)
      return list === undefined ? [] : [[list.text, { ...settings, ...(title !== undefined && { title }) }] as const]
    }),
  )
}

const severities = ['blocker', 'error', 'warning', 'information'] as const

/** Checks that look at several items. */
export function ownChecks(workbook: Workbook, notices: Notices): readonly DraftCheck[] {
  const table = tableOf(workbook, 'mufakat_checks', notices)
  return (table?.rows ?? []).flatMap((row) => {
    const [check, severity, when, items] = ['check', 'severity', 'when', 'items'].map((column) => row.take(column))
    const known = severities.find((one) => one === severity?.text)
    if (check === undefined || when === undefined || items === undefined || known === undefined) {
      notices.refuse(
        'check-incomplete',
        row.range,
        `A check needs a name, a severity (${severities.join(', ')}), a condition and the items it speaks of.`,
      )
      return []
    }
    return [
      {
        name: check.text,
        severity: known,
        when: unkept(when.text),
        items: items.text.split(/\s+/),
        message: wordsIn(row, 'message') ?? {},
        ...objectIn(row, 'settings', notices),
        places: { '': check.place, when: when.place, items: items.place },
      },
    ]
  })
}

/** What the settings sheet says of an instrument of ours. */
export function ownSettings(row: Row | undefined, notices: Notices): Partial<Draft> {
  if (row === undefined) return {}
  const texts = Object.fromEntries(
    (['title', 'introduction', 'definition'] as const).flatMap((field): readonly (readonly [string, Words])[] => {
      const words = wordsIn(row, field)
      return words === undefined ? [] : [[field, words]]
    }),
  )
  const unit = row.take('mufakat::unit')
  const missing = namesIn(row, 'missing')
  const languages = textIn(row, 'languages')?.split(/\s+/)
  const follows = row.take('mufakat::follows')
  const further = {
    ...objectIn(row, 'further', notices),
    ...(follows !== undefined && { follows: followsOf(follows.text) }),
  }
  return {
    ...texts,
    ...(unit !== undefined && { unit: unitOf(unit.text) }),
    ...(missing !== undefined && { missing: missing as NonNullable<Draft['missing']> }),
    ...(languages !== undefined && { languages }),
    ...(Object.keys(further).length > 0 && { further }),
  }
}

/** What only sections of ours have. */
export function ownSection(row: Row, notices: Notices): Partial<DraftSection> {
  const publication = textIn(row, 'publication')
  const body = wordsIn(row, 'body')
  return {
    ...objectIn(row, 'settings', notices),
    ...(publication !== undefined && { publication: publication as NonNullable<DraftSection['publication']> }),
    ...(body !== undefined && { body }),
  }
}

/** The version that this one follows, or the whole map as JSON. */
function followsOf(text: string): unknown {
  const map = readJson(text)
  return typeof map === 'object' && map !== null ? map : { version: text.trim() }
}

/** One kind of unit as a word or as JSON, several as JSON. */
function unitOf(text: string): string | readonly string[] {
  const kinds = readJson(text)
  return Array.isArray(kinds) ? kinds.map(String) : unkept(text)
}
