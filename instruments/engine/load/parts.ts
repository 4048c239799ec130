import type { DefinitionFault } from './fault.ts'
import {
  elements,
  faultAt,
  isMembers,
  listOf,
  type Members,
  member,
  nameOf,
  originOf,
  type Piece,
  pointerTo,
  withMember,
} from './piece.ts'
import { partSchema, partWordingSchema } from './schema/index.ts'
import { shapeFaults } from './shape.ts'

/** What parts there are, and how they are worded in each language. */
export interface PartShelf {
  readonly parts: ReadonlyMap<string, Piece>
  /** By language, the whole file of part texts. */
  readonly texts: Readonly<Record<string, Piece>>
}

/** A part put to use somewhere, with the values of its parameters. */
export interface PartUse {
  readonly part: string
  readonly values: Members
}

export interface Expanded {
  readonly section: Piece
  readonly uses: readonly PartUse[]
  readonly faults: readonly DefinitionFault[]
}

/** A section with the groups of its parts written out; the groups remember the part they come from. */
export function expandParts(section: Piece, shelf: PartShelf): Expanded {
  const groups = member(section, 'groups')
  if (groups === undefined || !elements(groups).some(isPartUse)) return { section, uses: [], faults: [] }
  const uses: PartUse[] = []
  const faults: DefinitionFault[] = []
  const expanded = elements(groups).flatMap((entry) => {
    if (!isPartUse(entry)) return [entry]
    const found = readUse(entry, shelf)
    faults.push(...found.faults)
    if (found.use === undefined) return []
    uses.push(found.use)
    const { values } = found.use
    return elements(found.part === undefined ? undefined : member(found.part, 'groups')).map((group) =>
      filled(group, values),
    )
  })
  return { section: withMember(section, 'groups', listOf(expanded, originOf(groups, ''))), uses, faults }
}

/** The wording of a part in one language, with its parameters filled in; undefined when it has none. */
export function partWording(use: PartUse, shelf: PartShelf, language: string): Piece | undefined {
  const texts = shelf.texts[language]
  const own = texts === undefined ? undefined : member(texts, use.part)
  return own === undefined ? undefined : filled(own, use.values)
}

const isPartUse = (entry: Piece): boolean => isMembers(entry.content) && 'part' in entry.content

interface Found {
  readonly use?: PartUse
  readonly part?: Piece
  readonly faults: readonly DefinitionFault[]
}

function readUse(entry: Piece, shelf: PartShelf): Found {
  const { part: name, with: given = {}, ...rest } = entry.content as Members
  const strange = Object.keys(rest)
  if (typeof name !== 'string' || !isMembers(given) || strange.length > 0) {
    const message = 'a part is put in with `part` and `with`, and nothing else.'
    return { faults: [faultAt('shape', originOf(entry, ''), message)] }
  }
  const part = shelf.parts.get(name)
  if (part === undefined) {
    return { faults: [faultAt('unknown-part', originOf(entry, '/part'), `there is no part ${name}.`)] }
  }
  const shape = [...shapeFaults(partSchema.safeParse(part.content), part), ...wordingFaults(name, shelf)]
  if (shape.length > 0) return { faults: shape }
  const declared = elements(member(part, 'parameters'))
  const parameters = declared.map(({ content }) => nameOf(content))
  const faults = [
    ...declared
      .filter(({ content }) => !stands(nameOf(content), name, part, shelf))
      .map((piece) =>
        faultAt('unused-parameter', originOf(piece, ''), `part ${name} never uses {${nameOf(piece.content)}}.`),
      ),
    ...parameters
      .filter((parameter) => !Object.hasOwn(given, parameter))
      .map((parameter) =>
        faultAt('missing-parameter', originOf(entry, ''), `part ${name} needs a value for ${parameter}.`),
      ),
    ...Object.keys(given)
      .filter((parameter) => !parameters.includes(parameter))
      .map((parameter) =>
        faultAt(
          'unused-parameter',
          originOf(entry, `/with/${parameter}`),
          `part ${name} has no parameter ${parameter}.`,
        ),
      ),
  ]
  return faults.length > 0 ? { faults } : { use: { part: name, values: given }, part, faults }
}

/** Judged before the parameters are filled in and other texts are laid over them, which would hide what is wrong. */
const wordingFaults = (name: string, { texts }: PartShelf): readonly DefinitionFault[] =>
  Object.values(texts).flatMap((file) => {
    const own = member(file, name)
    return own === undefined ? [] : shapeFaults(partWordingSchema.safeParse(own.content), own)
  })

const stands = (parameter: string, name: string, part: Piece, shelf: PartShelf): boolean =>
  [part, ...Object.values(shelf.texts).map((texts) => member(texts, name))].some((piece) =>
    JSON.stringify(piece?.content)?.includes(`{${parameter}}`),
  )

/** The same piece with `{parameter}` replaced in every text and key. A parameter that is a whole text may be any value. */
function filled(piece: Piece, values: Members): Piece {
  const origins = new Map(piece.origins)
  const content = fill(piece.content, values, '', '', (from, to) => {
    origins.set(to, originOf(piece, from))
  })
  return { content, origins }
}

type Tell = (from: string, to: string) => void

/** `tell` hears of every key that got another name, so that what stands below it keeps its place in the part. */
function fill(node: unknown, values: Members, from: string, to: string, tell: Tell): unknown {
  if (typeof node === 'string') return wholeValue(node, values) ?? worded(node, values)
  if (Array.isArray(node)) return node.map((child, at) => fill(child, values, `${from}/${at}`, `${to}/${at}`, tell))
  if (!isMembers(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => {
      const name = worded(key, values)
      const [before, after] = [`${from}${pointerTo(key)}`, `${to}${pointerTo(name)}`]
      if (key !== name) tell(before, after)
      return [name, fill(child, values, before, after, tell)]
    }),
  )
}

function wholeValue(text: string, values: Members): unknown {
  const name = /^\{([a-z][a-z0-9_]*)\}$/.exec(text)?.[1]
  return name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined
}

/** `{p}01` → `F01`; a name that is no parameter stays as it stands, `{wave_year}` among them. */
const worded = (text: string, values: Members): string =>
  text.replace(/\{([a-z][a-z0-9_]*)\}/g, (same, name: string) =>
    Object.hasOwn(values, name) ? nameOf(values[name]) : same,
  )
