import type { SourceFile } from '../../engine/load/fault.ts'
import type { Notices } from '../notice.ts'
import type { Draft, DraftCode, DraftList, HouseLists } from './draft.ts'
import { type PlacedFile, type Placement, placedFile } from './placed-file.ts'
import type { Renames } from './renames.ts'
import type { Wordings } from './wordings.ts'

/** Codes of the house's lists, by list. */
export function houseCodes(house: HouseLists): ReadonlyMap<string, readonly string[]> {
  return new Map(
    house.codeLists.map(({ content }) => {
      const { list, codes } = content as { list: string; codes: readonly { code: string }[] }
      return [list, codes.map(({ code }) => code)]
    }),
  )
}

/** Lists of a draft as files, with those of the house's that it does not bring itself. */
export function listFiles(draft: Draft, house: HouseLists, renames: Renames): readonly SourceFile[] {
  const own = draft.lists.map((list) => listFile(list, draft.file, renames))
  const brought = new Set(draft.lists.map((list) => renames.lists.get(list.name)))
  return [...own, ...house.codeLists.filter(({ content }) => !brought.has((content as { list: string }).list))]
}

function listFile(list: DraftList, file: string, renames: Renames): PlacedFile {
  const { version = '1.0.0', ordered, source } = list
  const placements = new Map<string, Placement>([['', { places: list.places }]])
  for (const [at, { places }] of list.codes.entries()) placements.set(`/codes/${at}`, { places })
  const content = {
    list: renames.lists.get(list.name),
    version,
    ...(ordered !== undefined && { ordered }),
    ...(source !== undefined && { source }),
    codes: list.codes.map((code) => codeOf(code, list, renames)),
  }
  return placedFile(file, content, placements)
}

/** The foreign name of a renamed code stays beside it; one that is a number is what statistical files use. */
function codeOf({ name, attributes }: DraftCode, list: DraftList, renames: Renames): object {
  const code = renames.options(list.name, name)
  const numbered = code !== name && list.codes.every((other) => /^-?\d{1,9}$/.test(other.name))
  return {
    code,
    ...(numbered && { value: Number(name) }),
    ...attributes,
    ...(code !== name && { source_name: name }),
  }
}

/** Labels of all lists in one language. House lists that are not worded in it are worded in English. */
export function listTexts(
  draft: Draft,
  house: HouseLists,
  renames: Renames,
  wordings: Wordings,
  language: string,
  notices: Notices,
): PlacedFile {
  const placements = new Map<string, Placement>()
  const own = draft.lists.map((list) => {
    const code = renames.lists.get(list.name) ?? list.name
    placements.set(`/${code}`, { places: list.places, field: 'title' })
    for (const one of list.codes)
      placements.set(`/${code}/codes/${renames.options(list.name, one.name)}`, { places: one.places, field: 'label' })
    return [code, labelsOf(list, renames, wordings, language)] as const
  })
  const content = { ...houseTexts(house, language, notices), ...Object.fromEntries(own) }
  return placedFile(draft.file, content, placements, language)
}

function labelsOf(list: DraftList, renames: Renames, wordings: Wordings, language: string): object {
  const notes = list.codes.flatMap(({ name, note, places }) => {
    const words = wordings.words(note, language, 'note', places)
    return words === undefined ? [] : [[renames.options(list.name, name), words] as const]
  })
  return {
    // a list is called after itself when the foreign format gives lists no titles
    title: wordings.words(list.title, language, 'title', list.places) ?? list.name,
    codes: Object.fromEntries(
      list.codes.map(({ name, label, places }) => [
        renames.options(list.name, name),
        wordings.needed(label, language, 'label', places, name),
      ]),
    ),
    ...(notes.length > 0 && { notes: Object.fromEntries(notes) }),
  }
}

type ListWords = { readonly title: string; readonly codes: Readonly<Record<string, string>> }

function houseTexts(house: HouseLists, language: string, notices: Notices): Readonly<Record<string, ListWords>> {
  const english = (house.codeListTexts.en?.content ?? {}) as Readonly<Record<string, ListWords>>
  const own = house.codeListTexts[language]?.content as typeof english | undefined
  if (language === 'en') return english
  const lists = Object.entries(english).map(([list, words]) => {
    const { title = words.title, codes = {} } = own?.[list] ?? {}
    return [list, { ...words, title, codes: { ...words.codes, ...codes } }] as const
  })
  const isComplete = Object.entries(english).every(([list, { codes }]) =>
    Object.keys(codes).every((code) => own?.[list]?.codes[code] !== undefined),
  )
  if (!isComplete) {
    notices.note(
      'house-words-in-english',
      '',
      `What the platform itself words (yes and no, reasons for missing answers, units) is not all there in ${language}; the rest is in English.`,
    )
  }
  return Object.fromEntries(lists)
}
