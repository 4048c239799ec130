import type { Bundle, CodeList, CodeListTexts, ItemDefinition, SectionDefinition, Texts } from '../definition/bundle.ts'
import { sourcesOf } from '../items/index.ts'
import { assemble, filesOf } from './assemble.ts'
import { composeLists } from './code-lists.ts'
import type { DefinitionFault, InstrumentSources, SourceFile } from './fault.ts'
import { elements, faultAt, isMembers, member, originOf, type Piece, pointerTo, written } from './piece.ts'
import {
  codeListSchema,
  codeListTextsSchema,
  instrumentSchema,
  sectionSchema,
  textsSchema,
  variantSchema,
  writtenTextsSchema,
} from './schema/index.ts'
import { shaped, shapeFaults } from './shape.ts'

/** Lists every instrument carries: the engine words missing reasons, units and added options with them. */
const alwaysUsed = ['yes_no', 'common', 'missing_reason', 'unit', 'research_question', 'asean_member'] as const

/** The pieces of an instrument, for telling where something was written. */
export interface Pieces {
  readonly head: Piece
  /** By code. */
  readonly sections: ReadonlyMap<string, Piece>
  /** By language. */
  readonly texts: Readonly<Record<string, Piece>>
  /** By name. */
  readonly codeLists: ReadonlyMap<string, Piece>
  readonly codeListTexts: Readonly<Record<string, Piece>>
}

export type Composed =
  | { readonly ok: true; readonly bundle: Bundle; readonly pieces: Pieces }
  | { readonly ok: false; readonly faults: readonly DefinitionFault[] }

/**
 * Put the files of a definition together into one bundle, with its parts and what it takes from another instrument
 * written out, or say which of the files is not shaped as it should be.
 */
export function compose(sources: InstrumentSources): Composed {
  const unread = filesOf(sources).flatMap((file) =>
    (file.unreadable ?? []).map(({ rule, message, place }) => ({
      ...faultAt(rule, { file, pointer: '' }, message),
      place,
    })),
  )
  const assembled = assemble(sources)
  const { faults: listFaults, ...lists } = composeLists(sources)
  const { head, sections, texts } = assembled
  const pieces: Pieces = { head, sections, texts, ...lists }
  const faults: DefinitionFault[] = [...assembled.faults, ...listFaults]
  const read = readShapes(pieces, sources, faults)
  if (read === undefined || unread.length > 0 || faults.length > 0) {
    return { ok: false, faults: [...unread, ...faults.filter(tellsMore(sources))] }
  }
  return { ok: true, bundle: bundleOf(read), pieces }
}

/** Of a file that could not be read nothing more is known, nor which section it may have held. */
function tellsMore(sources: InstrumentSources): (fault: DefinitionFault) => boolean {
  const empty = new Set(filesOf(sources).flatMap((file) => (isUnread(file) ? [file.path] : [])))
  return (fault) => !empty.has(fault.file) && !(empty.size > 0 && fault.rule === 'section-file')
}

const isUnread = ({ content, unreadable }: SourceFile): boolean => unreadable !== undefined && content === undefined

type Head = ReturnType<typeof instrumentSchema.parse>
type ParsedTexts = ReturnType<typeof textsSchema.parse>
type ParsedListTexts = ReturnType<typeof codeListTextsSchema.parse>

interface Shapes {
  readonly head: Head
  readonly sections: readonly SectionDefinition[]
  readonly lists: readonly CodeList[]
  readonly texts: Readonly<Record<string, ParsedTexts | undefined>>
  readonly listTexts: Readonly<Record<string, ParsedListTexts | undefined>>
}

function readShapes(pieces: Pieces, sources: InstrumentSources, faults: DefinitionFault[]): Shapes | undefined {
  const { content } = sources.instrument
  if (isMembers(content) && 'variant_of' in content) {
    const own = written(sources.instrument)
    const wrong = shapeFaults(variantSchema.safeParse(content), own)
    if (wrong.length > 0 || sources.base === undefined) {
      faults.push(...wrong)
      return undefined
    }
  }
  const head = shaped(instrumentSchema, pieces.head, faults)
  const sections = Array.from(pieces.sections.values(), (section) => shaped(sectionSchema, section, faults))
  const lists = Array.from(pieces.codeLists.values(), (list) => shaped(codeListSchema, list, faults))
  const texts = mapEach(pieces.texts, (piece, language) => {
    // as it is written first: laid over others, a null would take away what it stands at without a word
    const file = sources.texts[language]
    const own = file === undefined ? undefined : written(file)
    const wrong = own === undefined ? [] : shapeFaults(writtenTextsSchema.safeParse(own.content), own)
    faults.push(...wrong)
    return wrong.length > 0 ? undefined : shaped(textsSchema, piece, faults)
  })
  const listTexts = mapEach(pieces.codeListTexts, (piece) => shaped(codeListTextsSchema, piece, faults))
  faults.push(...absentSections(pieces))
  if (head === undefined || faults.length > 0) return undefined
  const ordered = head.sections.flatMap((code) => sections.find((section) => section?.section === code) ?? [])
  return { head, sections: ordered as SectionDefinition[], lists: lists as unknown as CodeList[], texts, listTexts }
}

const mapEach = <T>(
  pieces: Readonly<Record<string, Piece>>,
  map: (piece: Piece, language: string) => T,
): Record<string, T> =>
  Object.fromEntries(Object.entries(pieces).map(([language, piece]) => [language, map(piece, language)]))

/** Each section that is listed has a file, and each file is listed. */
function absentSections({ head, sections }: Pieces): readonly DefinitionFault[] {
  const listed = elements(member(head, 'sections'))
  const named = new Set(listed.map(({ content }) => content))
  return [
    ...listed.flatMap(({ content }, at) =>
      typeof content !== 'string' || sections.has(content)
        ? []
        : [
            faultAt(
              'section-file',
              originOf(head, pointerTo('sections', at)),
              `section ${content} has no file of its own.`,
            ),
          ],
    ),
    ...Array.from(sections).flatMap(([code, section]) =>
      code === '' || named.has(code)
        ? []
        : [faultAt('section-file', originOf(section, '/section'), `section ${code} is not listed in instrument.yaml.`)],
    ),
  ]
}

function bundleOf({ head, sections, lists, texts, listTexts }: Shapes): Bundle {
  const used = usedLists(sections)
  const codeLists = Object.fromEntries(lists.filter((list) => used.has(list.list)).map((list) => [list.list, list]))
  return {
    ...(head as unknown as Bundle),
    sections,
    codeLists,
    texts: Object.fromEntries(
      head.languages.map((language) => [language, withLists(texts[language], listTexts[language], used)]),
    ),
  }
}

function withLists(
  texts: ParsedTexts | undefined,
  lists: ParsedListTexts | undefined,
  used: ReadonlySet<string>,
): Texts {
  const labels = Object.entries(lists ?? {}).filter(([list]) => used.has(list))
  return {
    instrument: { title: '' },
    sections: {},
    groups: {},
    items: {},
    checks: {},
    ...texts,
    codeLists: Object.fromEntries(labels) as Record<string, CodeListTexts>,
  } as Texts
}

function usedLists(sections: readonly SectionDefinition[]): ReadonlySet<string> {
  const used = new Set<string>(alwaysUsed)
  const visit = (definition: ItemDefinition): void => {
    const { options, rows, columns = [], registers = [] } = sourcesOf(definition)
    for (const list of [options?.list, rows?.list, ...columns.map((column) => column.list), ...registers]) {
      if (list !== undefined) used.add(list)
    }
    if (definition.type === 'roster') definition.items.forEach(visit)
  }
  for (const section of sections) for (const group of section.groups) group.items.forEach(visit)
  return used
}
