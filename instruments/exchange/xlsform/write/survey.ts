import type {
  Bundle,
  GroupDefinition,
  ItemDefinition,
  OptionSource,
  SectionDefinition,
  Texts,
} from '../../../engine/definition/bundle.ts'
import type { Words } from '../../sources/draft.ts'
import { standardExpression } from '../standard/expression.ts'
import { spelledRows } from '../standard/grid.ts'
import { standardCells } from '../standard/item.ts'
import { kept } from '../standard/kept.ts'
import type { Standing } from '../standard/standing.ts'
import { type RowCells, worded, wordedOurs } from './rows.ts'

/** What rows are written with. */
export interface Writing {
  readonly bundle: Bundle
  readonly standing: Standing
  /** Names of sections and groups in the sheet, where questions have names of their own. */
  nameOf(kind: 'section' | 'group', code: string): string
}

type Each<T> = (texts: Texts) => T | undefined

/** A text in every language that has it. */
export function inEach(bundle: Bundle, pick: Each<string>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    bundle.languages.map((language) => {
      const texts = bundle.texts[language]
      return [language, texts && pick(texts)]
    }),
  )
}

/** The survey sheet: sections and groups are groups, rosters repeats, grids groups of the questions they spell out. */
export const surveyRows = (writing: Writing): readonly RowCells[] =>
  writing.bundle.sections.flatMap((section) => sectionRows(section, writing))

function sectionRows(section: SectionDefinition, writing: Writing): readonly RowCells[] {
  const { bundle } = writing
  const { section: code, publication, relevant, groups, ...further } = section
  const texts = (field: 'title' | 'introduction' | 'body') => inEach(bundle, (all) => all.sections[code]?.[field])
  const name = writing.nameOf('section', code)
  return [
    {
      type: 'begin_group',
      name,
      ...coded(name, code),
      ...worded('label', texts('title'), writing.standing),
      ...conditions(relevant, writing),
      'mufakat::publication': publication,
      ...wordedOurs('introduction', texts('introduction')),
      ...wordedOurs('body', texts('body')),
      ...settingsCell(further),
    },
    ...introduction(name, texts('introduction'), writing),
    ...groups.flatMap((group) => groupRows(group, writing)),
    { type: 'end_group' },
  ]
}

function groupRows(group: GroupDefinition, writing: Writing): readonly RowCells[] {
  const { bundle } = writing
  const { group: code, relevant, items, ...further } = group
  const texts = (field: 'title' | 'introduction') => inEach(bundle, (all) => all.groups[code]?.[field])
  const name = writing.nameOf('group', code)
  return [
    {
      type: 'begin_group',
      name,
      ...coded(name, code),
      ...worded('label', texts('title'), writing.standing),
      appearance: 'field-list',
      ...conditions(relevant, writing),
      ...wordedOurs('introduction', texts('introduction')),
      ...settingsCell(further),
    },
    ...introduction(name, texts('introduction'), writing),
    ...items.flatMap((item) => itemRows(item, writing)),
    { type: 'end_group' },
  ]
}

const coded = (name: string, code: string): RowCells => (name === code ? {} : { 'mufakat::code': code })

const conditions = (relevant: string | undefined, { standing }: Writing): RowCells =>
  relevant === undefined
    ? {}
    : { relevant: standardExpression(relevant, standing), 'mufakat::relevant': kept(relevant) }

/** Shown as a note by programs that know no introductions. */
function introduction(
  name: string,
  words: Readonly<Record<string, string | undefined>>,
  { standing }: Writing,
): readonly RowCells[] {
  if (Object.values(words).every((text) => text === undefined)) return []
  const shown = Object.fromEntries(
    Object.entries(worded('label', words, standing)).filter(([heading]) => !heading.startsWith('mufakat::')),
  )
  return [{ type: 'note', name: `${name}__introduction`, ...shown, 'mufakat::of': name }]
}

function itemRows(item: ItemDefinition, writing: Writing): readonly RowCells[] {
  const { bundle, standing } = writing
  const { appearance, ...cells } = standardCells(item, standing)
  const row = { ...cells, appearance, name: item.item, ...itemTexts(item, writing), ...envelope(item) }
  if (item.type === 'roster') {
    return [row, ...item.items.flatMap((child) => itemRows(child, writing)), { type: 'end_repeat' }]
  }
  if (cells.type !== 'begin_group') return [row]
  const words = {
    codes: (source: OptionSource) => codesOf(source, bundle),
    column: (column: string) => present(inEach(bundle, (all) => all.items[item.item]?.columns?.[column])),
    label: present(inEach(bundle, (all) => all.items[item.item]?.label)),
  }
  const spelled = spelledRows(item, words, standing).map(({ label, ...one }) => ({
    ...one,
    ...worded(
      'label',
      Object.fromEntries(Object.entries(label).map(([language, text]) => [language, text.replace(/\$\{row\}/g, '…')])),
      standing,
    ),
    'mufakat::of': item.item,
  }))
  return [row, ...spelled, { type: 'end_group' }]
}

function itemTexts({ item }: ItemDefinition, { bundle, standing }: Writing): RowCells {
  const texts = (field: 'label' | 'hint' | 'constraint' | 'required' | 'unit') =>
    inEach(bundle, (all) => all.items[item]?.[field])
  const columns = inEach(bundle, (all) => {
    const words = all.items[item]?.columns
    return words && JSON.stringify(words)
  })
  return {
    ...worded('label', texts('label'), standing),
    ...worded('hint', texts('hint'), standing),
    ...worded('constraint_message', texts('constraint'), standing),
    ...worded('required_message', texts('required'), standing),
    ...wordedOurs('unit', texts('unit')),
    ...wordedOurs('columns', columns),
  }
}

/** What the standard columns cannot say of an item, each setting of its own type in one cell of JSON. */
function envelope(definition: ItemDefinition): RowCells {
  const { item: _item, type, rq, identification, required, relevant, constraint, severity, ...more } = definition
  const { missing, publication, prefill, specifies, ...rest } = more
  const {
    items: _items,
    from,
    ...settings
  } = rest as typeof rest & { readonly items?: unknown; readonly from?: string }
  return {
    'mufakat::type': type,
    'mufakat::rq': rq?.join(' ') ?? '',
    'mufakat::identification': identification === true ? 'yes' : '',
    // false is said too, since it is part of what was released
    'mufakat::required':
      typeof required === 'string' ? kept(required) : required === undefined ? '' : required ? 'yes' : 'no',
    'mufakat::relevant': relevant === undefined ? '' : kept(relevant),
    'mufakat::constraint': constraint === undefined ? '' : kept(constraint),
    'mufakat::severity': severity ?? '',
    'mufakat::missing': missing === undefined ? '' : missing.length === 0 ? 'none' : missing.join(' '),
    'mufakat::publication': publication ?? '',
    'mufakat::prefill': prefill ?? '',
    'mufakat::specifies': specifies === undefined ? '' : `${specifies.item}/${specifies.code}`,
    'mufakat::from': from === undefined ? '' : kept(from),
    ...settingsCell(settings),
  }
}

const settingsCell = (settings: object): RowCells =>
  Object.keys(settings).length === 0 ? {} : { 'mufakat::settings': JSON.stringify(settings) }

const present = (words: Readonly<Record<string, string | undefined>>): Words =>
  Object.fromEntries(
    Object.entries(words).flatMap(([language, text]) => (text === undefined ? [] : [[language, text]])),
  )

/** Codes of a source with those of `common` it adds, in words. */
export function codesOf(
  { list, also = [] }: OptionSource,
  bundle: Bundle,
): readonly { readonly code: string; readonly label: Words }[] {
  const own = (name: string, wanted?: readonly string[]) =>
    (bundle.codeLists[name]?.codes ?? [])
      .filter(({ code }) => wanted?.includes(code) !== false)
      .map(({ code }) => ({ code, label: present(inEach(bundle, (all) => all.codeLists[name]?.codes[code])) }))
  const first = own(list)
  const added = also.filter((code) => !first.some((one) => one.code === code))
  return [...first, ...(added.length === 0 ? [] : own('common', added))]
}
