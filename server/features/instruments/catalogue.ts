import type { Transaction } from 'kysely'
import type { InstrumentSummary, ReleasedInstrument } from '#contract'
import { unitKinds } from '#engine'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'
import type { Tables } from '../../database/tables.ts'
import { findCatalogue } from './store.ts'

const inOrder = new Intl.Collator('en', { numeric: true })

/** Every released version: instruments by their code, versions from the newest to the oldest. */
export async function listInstruments(db: Transaction<Tables>): Promise<ReleasedInstrument[]> {
  const rows = await findCatalogue(db)
  return rows
    .map(({ released_at, title, unit, ...row }) => ({
      ...row,
      title: title ?? row.code,
      units: [...unitKinds({ unit })],
      releasedAt: released_at.toISOString(),
    }))
    .sort((a, b) => a.code.localeCompare(b.code, 'en') || inOrder.compare(b.version, a.version))
}

/** The same of a bundle that has not been released. */
export const summaryOf = ({ instrument, version, unit, languages, sections, texts }: Bundle): InstrumentSummary => ({
  code: instrument,
  version,
  title: texts[languages[0] ?? 'en']?.instrument.title || instrument,
  units: [...unitKinds({ unit })],
  languages: [...languages],
  sections: sections.length,
  items: sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items)).length,
})
