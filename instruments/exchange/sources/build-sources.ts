import type { InstrumentSources } from '../../engine/load/fault.ts'
import type { Notices } from '../notice.ts'
import type { Draft, HouseLists } from './draft.ts'
import { renameExpression } from './expressions.ts'
import { houseCodes, listFiles, listTexts } from './lists.ts'
import { type PlacedFile, placedFile } from './placed-file.ts'
import { type Renames, renamesOf } from './renames.ts'
import { sectionFile } from './sections.ts'
import { textFile } from './texts.ts'
import { wordingsOf } from './wordings.ts'

/**
 * A foreign questionnaire in our terms → definition files, as `load` takes them. Names become legal, unique codes
 * everywhere they occur: in settings, expressions (`${age} > 1`, `selected(${q}, '1')`) and texts (`${age}`); the
 * original names of options stay as their attribute `source_name`. Words missing in a language are taken from the
 * first language. Every change is a notice. Legal names stay as they are, so a file of our own comes back the same.
 * The files carry `place`, so that faults of `load` point into the foreign file.
 */
export function buildSources(draft: Draft, house: HouseLists, notices: Notices): InstrumentSources {
  const renames = renamesOf(draft, houseCodes(house), notices)
  const wordings = wordingsOf(draft.languages, (name) => renames.items.get(name), notices)
  const perLanguage = <T>(make: (language: string) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(draft.languages.map((language) => [language, make(language)]))
  const sources: InstrumentSources = {
    instrument: instrumentFile(draft, renames, notices),
    sections: draft.sections.map((section) => sectionFile(section, draft.file, renames, notices)),
    texts: perLanguage((language) => textFile(draft, renames, wordings, language)),
    codeLists: listFiles(draft, house, renames),
    codeListTexts: perLanguage((language) => listTexts(draft, house, renames, wordings, language, notices)),
  }
  wordings.report()
  return sources
}

function instrumentFile(draft: Draft, renames: Renames, notices: Notices): PlacedFile {
  const { version = '0.1.0', unit = 'administration', languages, missing = [], further, checks = [] } = draft
  const content = {
    instrument: renames.instrument,
    version,
    unit,
    languages,
    missing,
    sections: draft.sections.map(({ name }) => renames.sections.get(name)),
    ...(checks.length > 0 && {
      checks: checks.map(({ name, severity, when, items, places }) => ({
        check: renames.checks.get(name),
        severity,
        when: renameExpression(when, renames.renaming(), places.when ?? places[''] ?? '', notices),
        items: items.map((item) => renames.items.get(item) ?? item),
      })),
    }),
    ...further,
  }
  const placements = new Map(checks.map(({ places }, at) => [`/checks/${at}`, { places }]))
  return placedFile(draft.file, content, placements.set('', { places: draft.places ?? {} }))
}
