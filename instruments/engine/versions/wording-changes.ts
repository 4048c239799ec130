import type { ItemTexts, OptionSource, Texts } from '../definition/bundle.ts'
import type { Change } from './change.ts'
import { type Pair, pairsOf } from './item-changes.ts'
import { asksTheSame, codeMeansTheSame, firstLanguage } from './meaning.ts'
import { codeSuccessors, listOf, offeredCodes } from './successors.ts'
import type { VersionMap } from './version-map.ts'

/** Wordings that read otherwise, language by language: questions, their hints and columns, and the labels of codes. */
export function wordingChanges(map: VersionMap): readonly Change[] {
  const pairs = pairsOf(map)
  return map.to.bundle.languages
    .filter((language) => map.from.bundle.languages.includes(language))
    .flatMap((language) => [
      ...pairs.flatMap((pair) => itemWording(map, pair, language)),
      ...labelWording(map, pairs, language),
    ])
}

const textsIn = (map: VersionMap, which: 'from' | 'to', language: string): Texts | undefined =>
  map[which].bundle.texts[language]

/** The texts of an item, each under what a researcher calls it. */
const named = (texts: ItemTexts | undefined): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      'the question': texts?.label,
      'the hint': texts?.hint,
      'the message of its constraint': texts?.constraint,
      'the message when it is missing': texts?.required,
      'the unit': texts?.unit,
      ...Object.fromEntries(Object.entries(texts?.columns ?? {}).map(([code, text]) => [`the column ${code}`, text])),
    }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])),
  )

function itemWording(map: VersionMap, { before, after }: Pair, language: string): readonly Change[] {
  const old = named(textsIn(map, 'from', language)?.items[before.code])
  const now = named(textsIn(map, 'to', language)?.items[after.code])
  const decides = language === firstLanguage(map.from)
  return Array.from(new Set([...old.keys(), ...now.keys()])).flatMap((part): Change[] => {
    const [was, is] = [old.get(part), now.get(part)]
    // columns that came or went are told as such
    if (was === is || (part.startsWith('the column ') && (was === undefined || is === undefined))) return []
    return [
      {
        kind: 'wording',
        subject: after.code,
        label: now.get('the question') ?? after.code,
        part,
        language,
        ...(was !== undefined && { before: was }),
        ...(is !== undefined && { after: is }),
        ...(decides && part === 'the question' && { sameMeaning: asksTheSame(map, before.code, after.code) }),
      },
    ]
  })
}

/** Lists both versions have, and lists that took the place of others at an item. */
function labelWording(map: VersionMap, pairs: readonly Pair[], language: string): readonly Change[] {
  const shared = Object.keys(map.to.bundle.codeLists).filter((list) => map.from.bundle.codeLists[list] !== undefined)
  const found = new Map<string, Change>()
  const compare = (from: OptionSource, to: OptionSource) => {
    for (const change of sourceWording(map, from, to, language)) found.set(`${change.subject}/${change.part}`, change)
  }
  for (const list of shared) compare({ list }, { list })
  for (const { before, after } of pairs) {
    const [from, to] = [before.sources.options, after.sources.options]
    if (from !== undefined && to !== undefined && from.list !== to.list) compare(from, to)
  }
  return Array.from(found.values())
}

const sourceWording = (map: VersionMap, from: OptionSource, to: OptionSource, language: string): readonly Change[] =>
  offeredCodes(map.from, from).flatMap((code) => {
    const next = codeSuccessors(map, from, to)(code).to
    if (next === undefined) return []
    const place = { list: listOf(to, next), code: next }
    return labelChange(map, { list: listOf(from, code), code }, place, language) ?? []
  })

interface Place {
  readonly list: string
  readonly code: string
}

function labelChange(map: VersionMap, from: Place, to: Place, language: string): Change | undefined {
  const was = textsIn(map, 'from', language)?.codeLists[from.list]?.codes[from.code]
  const is = textsIn(map, 'to', language)?.codeLists[to.list]?.codes[to.code]
  if (was === is) return undefined
  const decides = language === firstLanguage(map.from)
  return {
    kind: 'wording',
    subject: to.list,
    label: to.list,
    part: `the code ${to.code}`,
    language,
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
    ...(decides && { sameMeaning: codeMeansTheSame(map, from.list, from.code, to.list, to.code) }),
  }
}
