import type { DefinitionFault, InstrumentSources } from './fault.ts'
import {
  elements,
  faultAt,
  isMembers,
  laidOver,
  listOf,
  member,
  nameOf,
  originOf,
  type Piece,
  pointerTo,
  withMember,
  written,
} from './piece.ts'

/** The code lists of a definition with those they take from each other written out. */
export interface ComposedLists {
  /** By name. */
  readonly codeLists: ReadonlyMap<string, Piece>
  /** By language, the whole file of labels. */
  readonly codeListTexts: Readonly<Record<string, Piece>>
  readonly faults: readonly DefinitionFault[]
}

/** A list that takes codes of another. */
interface Taking {
  readonly name: string
  readonly of: string
  readonly codes: ReadonlySet<string>
}

/**
 * A code list may take its codes from another: `of: use_case` all of them, `keep: [uc01, uc04]` only these; its own
 * `codes` follow, and what it words itself stands in place of the other's labels. The other list is an ordinary one.
 */
export function composeLists({ codeLists, codeListTexts }: InstrumentSources): ComposedLists {
  const files = new Map(
    codeLists.map((file) => [isMembers(file.content) ? nameOf(file.content.list) : file.path, written(file)]),
  )
  const takings: Taking[] = []
  const faults: DefinitionFault[] = []
  const lists = Array.from(files, ([name, list]): readonly [string, Piece] => {
    const taken = member(list, 'of')
    if (taken === undefined) return [name, list]
    const of = nameOf(taken.content)
    const other = files.get(of)
    if (other === undefined || member(other, 'of') !== undefined) {
      const why = other === undefined ? 'there is no such list' : 'that list takes its codes from another itself'
      faults.push(faultAt('unknown-code-list', originOf(list, '/of'), `${name} cannot take codes of ${of}: ${why}.`))
      return [name, withoutTaking(list)]
    }
    const { codes, unknown } = takenCodes(list, other)
    faults.push(...unknown)
    takings.push({ name, of, codes: new Set(codes.map(codeOf)) })
    const all = listOf([...codes, ...elements(member(list, 'codes'))], originOf(list, '/codes'))
    return [name, withoutTaking(withMember(list, 'codes', all))]
  })
  const texts = Object.entries(codeListTexts).map(([language, file]) => [
    language,
    takings.reduce(withTakenLabels, written(file)),
  ])
  return { codeLists: new Map(lists), codeListTexts: Object.fromEntries(texts), faults }
}

const withoutTaking = (list: Piece): Piece => ['of', 'keep'].reduce((own, key) => withMember(own, key, undefined), list)

const codeOf = (code: Piece): string => nameOf(member(code, 'code')?.content)

function takenCodes(list: Piece, other: Piece): { codes: readonly Piece[]; unknown: readonly DefinitionFault[] } {
  const offered = elements(member(other, 'codes'))
  const keep = member(list, 'keep')
  if (keep === undefined) return { codes: offered, unknown: [] }
  const wanted = elements(keep).map(({ content }) => nameOf(content))
  const known = new Set(offered.map(codeOf))
  return {
    codes: offered.filter((code) => wanted.includes(codeOf(code))),
    unknown: wanted.flatMap((code, at) =>
      known.has(code)
        ? []
        : [
            faultAt(
              'unknown-option',
              originOf(list, pointerTo('keep', at)),
              `${nameOf(member(list, 'of')?.content)} has no code ${code}.`,
            ),
          ],
    ),
  }
}

/** Labels and notes of the codes that were taken, with the list's own laid over them. */
function withTakenLabels(texts: Piece, { name, of, codes }: Taking): Piece {
  const other = member(texts, of)
  if (other === undefined) return texts
  const trimmed = ['codes', 'notes'].reduce((whole, kind) => {
    const words = member(whole, kind)
    if (words === undefined || !isMembers(words.content)) return whole
    const gone = Object.keys(words.content).filter((code) => !codes.has(code))
    const left = gone.reduce((some, code) => withMember(some, code, undefined), words)
    return withMember(whole, kind, left)
  }, other)
  const own = member(texts, name)
  return withMember(texts, name, own === undefined ? trimmed : laidOver(trimmed, own))
}
