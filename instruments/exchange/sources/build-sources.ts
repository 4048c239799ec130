import type { InstrumentSources } from '../../engine/load/fault.ts'
import type { Notices } from '../notice.ts'
import type { Draft, HouseLists } from './draft.ts'

/**
 * A foreign questionnaire in our terms → definition files, as `load` takes them. Names become legal, unique codes
 * everywhere they occur: in settings, expressions (`${age} > 1`, `selected(${q}, '1')`) and texts (`${age}`); the
 * original names of options stay as their attribute `source_name`. Words missing in a language are taken from the
 * first language. Every change is a notice. Legal names stay as they are, so a file of our own comes back the same.
 * The files carry `place`, so that faults of `load` point into the foreign file.
 */
export function buildSources(draft: Draft, house: HouseLists, notices: Notices): InstrumentSources {
  throw new Error(`${draft.file} ${house.codeLists.length} ${notices.all.length}`)
}
