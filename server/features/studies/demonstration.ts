import type { Code } from '../../../instruments/engine/definition/bundle.ts'
import { newId } from '../../database/identifier.ts'
import type { ReleasedBundle } from '../instruments/released.ts'
import type { NewParticipant, NewStudy, NewWave } from './store.ts'

export const demonstrationCode = 'DEMO'
export const demonstrationWave = '2026'
/** Whose questionnaire the demonstration link opens. */
export const demonstrationUnit = 'phl'
const instrumentCode = 'NAT'
const memberList = 'asean_member'

const inOrder = new Intl.Collator('en', { numeric: true })

/** The newest version of the national questionnaire among the released ones. */
export const chooseInstrument = (released: readonly ReleasedBundle[]): ReleasedBundle | undefined =>
  released
    .filter(({ code }) => code === instrumentCode)
    .sort((a, b) => inOrder.compare(a.version, b.version))
    .at(-1)

export const toStudy = (): NewStudy => ({
  id: newId(),
  code: demonstrationCode,
  title: 'Demonstration study (synthetic)',
  synthetic: true,
})

export const toWave = (study: string, instrument: ReleasedBundle): NewWave => ({
  id: newId(),
  study,
  instrument: instrument.hash,
  code: demonstrationWave,
  title: 'Demonstration wave 2026',
  year: 2026,
  referenceFrom: '2025-07-01',
  referenceTo: '2026-06-30',
})

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : []

/** What routing and codebooks know of an administration, from the code list. */
const toAttributes = (member: Code): NewParticipant['attributes'] => ({
  iso2: String(member['iso2']),
  iso3: String(member['iso3']),
  languages: texts(member['languages']),
  levels: texts(member['levels']),
})

/** The administrations of the instrument's own list of member states, each with a focal point. */
export function toParticipants({ file, bundle }: ReleasedBundle): NewParticipant[] {
  const members = bundle.codeLists[memberList]?.codes
  if (!members) throw new Error(`${file} has no code list ${memberList}, so there is nobody to demonstrate with`)
  const names = bundle.texts['en']?.codeLists[memberList]?.codes ?? {}
  return members.map((member, position) => {
    const name = names[member.code] ?? member.code.toUpperCase()
    return {
      unit: newId(),
      code: member.code,
      name,
      attributes: toAttributes(member),
      position,
      response: newId(),
      person: newId(),
      personName: `Focal point, ${name}`,
    }
  })
}
