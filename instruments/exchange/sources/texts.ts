import type { Draft, DraftItem, Places, Words } from './draft.ts'
import { type PlacedFile, type Placement, placedFile } from './placed-file.ts'
import { itemsOf, type Renames } from './renames.ts'
import type { Wordings } from './wordings.ts'

type Plain = Readonly<Record<string, unknown>>

/** The text file of a draft in one language. */
export function textFile(draft: Draft, renames: Renames, wordings: Wordings, language: string): PlacedFile {
  const groups = draft.sections.flatMap((section) => section.groups)
  const items = groups.flatMap((group) => itemsOf(group.items))
  const placements = new Map<string, Placement>([['/instrument', { places: draft.places ?? {} }]])
  const entries = <P extends { readonly name: string; readonly places: Places }>(
    kind: string,
    parts: readonly P[],
    codes: ReadonlyMap<string, string>,
    texts: (part: P) => Plain,
  ): Plain =>
    Object.fromEntries(
      parts.map((part) => {
        const code = codes.get(part.name) ?? part.name
        placements.set(`/${kind}/${code}`, { places: part.places })
        return [code, texts(part)]
      }),
    )
  const say = (needed: Needed, optional: Optional, part: { readonly name: string; readonly places: Places }): Plain => {
    const [field, words] = needed
    const more = Object.entries(optional).flatMap(([key, of]) => {
      const text = wordings.words(of, language, key, part.places)
      return text === undefined ? [] : [[key, text] as const]
    })
    return {
      [field]: wordings.needed(words, language, field, part.places, part.name),
      ...Object.fromEntries(more),
    }
  }
  const content = {
    instrument: say(
      ['title', draft.title],
      { introduction: draft.introduction, definition: draft.definition },
      {
        name: draft.name,
        places: draft.places ?? {},
      },
    ),
    sections: entries('sections', draft.sections, renames.sections, (section) =>
      say(['title', section.title], { introduction: section.introduction, body: section.body }, section),
    ),
    groups: entries('groups', groups, renames.groups, (group) =>
      say(['title', group.title], { introduction: group.introduction }, group),
    ),
    items: entries('items', items, renames.items, (item) => ({
      ...say(['label', item.label], optionalTexts(item), item),
      ...columnTexts(item, renames, wordings, language),
    })),
    checks: entries('checks', draft.checks ?? [], renames.checks, (check) =>
      say(['message', check.message], {}, check),
    ),
  }
  return placedFile(draft.file, content, placements, language)
}

type Needed = readonly [field: string, words: Words]
type Optional = Readonly<Record<string, Words | undefined>>

const optionalTexts = ({ hint, constraintText, requiredText, unitText }: DraftItem): Optional => ({
  hint,
  constraint: constraintText,
  required: requiredText,
  unit: unitText,
})

function columnTexts(item: DraftItem, renames: Renames, wordings: Wordings, language: string): Plain {
  if (item.columnTexts === undefined) return {}
  const columns = Object.entries(item.columnTexts).map(([name, words]) => [
    renames.columns(item.name, name),
    wordings.needed(words, language, 'columns', item.places, name),
  ])
  return { columns: Object.fromEntries(columns) }
}
