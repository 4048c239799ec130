import type { InstrumentSources } from '../../engine/load/fault.ts'
import type { ImportNotice } from '../notice.ts'

/** What reading a foreign questionnaire gives: definition files when there is one in it, and everything to say about it. */
export interface Imported {
  readonly sources?: InstrumentSources
  readonly notices: readonly ImportNotice[]
}
