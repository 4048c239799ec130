import type { Bundle, ItemTypeName } from '../../../engine/definition/bundle.ts'
import { collectNotices, type ImportNotice } from '../../notice.ts'
import type { Workbook } from '../../workbook/workbook.ts'
import { kept } from '../standard/kept.ts'
import { alsoListName, type Standing } from '../standard/standing.ts'
import { languageHeading } from '../vocabulary/languages.ts'
import { allItems, choiceRows, isPlain } from './choices.ts'
import { noteUnsaid } from './notices.ts'
import { type RowCells, sheetOf, wordedOurs } from './rows.ts'
import { codesOf, inEach, surveyRows, type Writing } from './survey.ts'

export interface XlsFormWritten {
  readonly workbook: Workbook
  /** What other programs will not see as it is, by item; our own reader gives back the instrument as it was. */
  readonly notices: readonly ImportNotice[]
}

/**
 * An instrument → an XLSForm. The standard columns say what other programs can ask, as faithfully as they can; columns
 * that begin with `mufakat::` and sheets that begin with `mufakat_` carry the rest, so that `readXlsForm` gives back
 * the same instrument. Pure.
 */
export function writeXlsForm(bundle: Bundle): XlsFormWritten {
  const standing = standingOf(bundle)
  const writing: Writing = { bundle, standing, nameOf: placeNames(bundle) }
  const notices = collectNotices()
  noteUnsaid(bundle, standing, notices)
  return {
    workbook: {
      sheets: [
        sheetOf('survey', surveyOrder, surveyRows(writing)),
        sheetOf('choices', ['list_name', 'name', 'label'], choiceRows(bundle, standing)),
        sheetOf('settings', [], [settingsRow(bundle)]),
        sheetOf('mufakat_lists', ['list'], listRows(bundle)),
        sheetOf('mufakat_checks', ['check'], checkRows(bundle)),
      ].filter((sheet) => sheet.rows.length > 1),
    },
    notices: notices.all,
  }
}

const surveyOrder = [
  'type',
  'name',
  'label',
  'hint',
  'required',
  'required_message',
  'relevant',
  'constraint',
  'constraint_message',
  'choice_filter',
  'appearance',
]

const unasked: readonly ItemTypeName[] = ['grid', 'two_answer_grid', 'constant_sum', 'roster', 'note']

function standingOf(bundle: Bundle): Standing {
  const asked = new Set(
    allItems(bundle)
      .filter(({ type }) => !unasked.includes(type))
      .map(({ item }) => item),
  )
  const items = new Map(allItems(bundle).map((item) => [item.item, item]))
  return {
    isQuestion: (item) => asked.has(item),
    definition: (item) => items.get(item),
    codes: (source) => codesOf(source, bundle).map(({ code }) => code),
    exclusive: (list) =>
      (bundle.codeLists[list]?.codes ?? []).filter(({ exclusive }) => exclusive === true).map(({ code }) => code),
    attribute: (list, name) => {
      const values = (bundle.codeLists[list]?.codes ?? []).map((code) => code[name])
      if (values.some((value) => Array.isArray(value))) return 'several'
      return values.some(isPlain) ? 'one' : 'none'
    },
    listName: alsoListName,
  }
}

/** Sections and groups keep their codes, unless something else on the sheet is called so. */
function placeNames(bundle: Bundle): Writing['nameOf'] {
  const used = new Set(allItems(bundle).map(({ item }) => item.toLowerCase()))
  const names = new Map<string, string>()
  const give = (kind: string, code: string): void => {
    let name = code
    while (used.has(name.toLowerCase())) name = `${kind}_${name}`
    used.add(name.toLowerCase())
    names.set(`${kind} ${code}`, name)
  }
  for (const section of bundle.sections) give('section', section.section)
  for (const { groups } of bundle.sections) for (const { group } of groups) give('group', group)
  return (kind, code) => names.get(`${kind} ${code}`) ?? code
}

function settingsRow(bundle: Bundle): RowCells {
  const {
    instrument,
    version,
    unit,
    languages,
    missing,
    sections: _s,
    checks: _c,
    codeLists: _l,
    texts,
    follows,
    ...further
  } = bundle
  const [first = 'en'] = languages
  const words = (field: 'title' | 'introduction' | 'definition') => inEach(bundle, (all) => all.instrument[field])
  return {
    form_title: (texts[first]?.instrument.title ?? '').trim().normalize('NFC'),
    form_id: instrument,
    version,
    default_language: languageHeading(first),
    style: 'pages',
    'mufakat::unit': JSON.stringify(unit),
    'mufakat::languages': languages.join(' '),
    'mufakat::missing': missing.length === 0 ? 'none' : missing.join(' '),
    ...(follows !== undefined && { 'mufakat::follows': JSON.stringify(follows) }),
    ...wordedOurs('title', words('title')),
    ...wordedOurs('introduction', words('introduction')),
    ...wordedOurs('definition', words('definition')),
    ...(Object.keys(further).length > 0 && { 'mufakat::further': JSON.stringify(further) }),
  }
}

const listRows = (bundle: Bundle): readonly RowCells[] =>
  Object.values(bundle.codeLists).map(({ list, codes: _codes, ...further }) => ({
    list,
    'mufakat::settings': JSON.stringify(further),
    ...wordedOurs(
      'title',
      inEach(bundle, (texts) => texts.codeLists[list]?.title),
    ),
  }))

const checkRows = (bundle: Bundle): readonly RowCells[] =>
  bundle.checks.map(({ check, severity, when, items, ...further }) => ({
    check,
    severity,
    when: kept(when),
    items: items.join(' '),
    ...(Object.keys(further).length > 0 && { 'mufakat::settings': JSON.stringify(further) }),
    ...wordedOurs(
      'message',
      inEach(bundle, (texts) => texts.checks[check]?.message),
    ),
  }))
