import { type Assembled, emptyTexts } from './assembled.ts'
import type { DefinitionFault, InstrumentSources, SourceFile } from './fault.ts'
import { expandParts, type PartShelf, type PartUse, partWording } from './parts.ts'
import { faultAt, isMembers, laidOver, member, nameOf, originOf, type Piece, written } from './piece.ts'
import { deriveVariant } from './variants.ts'

/** Write out the parts, and what a variant takes from the instrument it is derived from. Pure. */
export function assemble(sources: InstrumentSources): Assembled {
  const shelf = shelfOf(sources)
  const opened = sources.sections.map((file) => expandParts(written(file), shelf))
  const uses = opened.flatMap((one) => one.uses)
  const own: Assembled = {
    head: written(sources.instrument),
    sections: new Map(opened.map(({ section }) => [codeOf(section), section])),
    texts: Object.fromEntries(
      languagesOf(sources).map((language) => [language, ownTexts(sources, language, uses, shelf)]),
    ),
    faults: [...opened.flatMap((one) => one.faults), ...twiceGiven(opened.map(({ section }) => section))],
  }
  const { content } = sources.instrument
  if (!isMembers(content) || !('variant_of' in content)) return own
  if (sources.base === undefined) {
    const message = `there is no instrument ${nameOf(content.variant_of)} to derive this one from.`
    const fault = faultAt('unknown-base', { file: sources.instrument, pointer: '/variant_of' }, message)
    return { ...own, faults: [...own.faults, fault] }
  }
  return deriveVariant(own, assemble(sources.base))
}

/** Every file of a definition. */
export const filesOf = (sources: InstrumentSources): readonly SourceFile[] => [
  sources.instrument,
  ...sources.sections,
  ...Object.values(sources.texts),
  ...sources.codeLists,
  ...Object.values(sources.codeListTexts),
  ...(sources.parts ?? []),
  ...Object.values(sources.partTexts ?? {}),
  ...(sources.base === undefined ? [] : filesOf(sources.base)),
]

function shelfOf({ parts = [], partTexts = {} }: InstrumentSources): PartShelf {
  return {
    parts: new Map(
      parts.map((file) => [isMembers(file.content) ? nameOf(file.content.part) : file.path, written(file)]),
    ),
    texts: Object.fromEntries(Object.entries(partTexts).map(([language, file]) => [language, written(file)])),
  }
}

/** Two files of one section: only the last would count. */
const twiceGiven = (sections: readonly Piece[]): readonly DefinitionFault[] =>
  sections.flatMap((section, at) => {
    const code = codeOf(section)
    const first = sections.findIndex((other) => codeOf(other) === code)
    if (first === at || code === '') return []
    return [faultAt('duplicate-place', originOf(section, '/section'), `section ${code} has two files.`)]
  })

const codeOf = (section: Piece): string => nameOf(member(section, 'section')?.content)

const languagesOf = ({ texts, partTexts = {} }: InstrumentSources): readonly string[] =>
  Array.from(new Set([...Object.keys(texts), ...Object.keys(partTexts)]))

/** Texts of the parts with the instrument's own laid over them, so that it can word single texts otherwise. */
function ownTexts(sources: InstrumentSources, language: string, uses: readonly PartUse[], shelf: PartShelf): Piece {
  const file = sources.texts[language]
  const empty = emptyTexts(file ?? sources.instrument)
  const parts = uses.flatMap((use) => partWording(use, shelf, language) ?? [])
  return [...parts, ...(file === undefined ? [] : [written(file)])].reduce(laidOver, empty)
}
