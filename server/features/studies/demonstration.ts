import { unitKinds } from '#engine'
import type { Code } from '../../../instruments/engine/definition/bundle.ts'
import { newId } from '../../database/identifier.ts'
import type { ReleasedBundle } from '../instruments/released.ts'
import { frames } from './demonstration-units.ts'
import type { NewParticipant, NewStudy, NewWave } from './store.ts'

export const demonstrationCode = 'DEMO'
/** The instrument of the study itself, whose wave keeps the plain code. */
const nationalCode = 'NAT'
const memberList = 'asean_member'

const inOrder = new Intl.Collator('en', { numeric: true })

/** The newest version of each released instrument, the national questionnaire first. */
export function chooseInstruments(released: readonly ReleasedBundle[]): readonly ReleasedBundle[] {
  const newest = new Map<string, ReleasedBundle>()
  for (const one of [...released].sort((a, b) => inOrder.compare(a.version, b.version))) newest.set(one.code, one)
  const rank = ({ code }: ReleasedBundle) => (code === nationalCode ? 0 : 1)
  return [...newest.values()].sort((a, b) => rank(a) - rank(b))
}

export const toStudy = (): NewStudy => ({
  id: newId(),
  code: demonstrationCode,
  title: 'Demonstration study (synthetic)',
  synthetic: true,
})

const weeksToAnswer = 8

/** `2027-01-17`: the day a wave that opens at this moment asks for answers. */
export const deadlineFrom = (opened: Date): string =>
  new Date(opened.getTime() + weeksToAnswer * 7 * 86_400_000).toISOString().slice(0, 10)

export const waveCodeOf = (code: string): string => (code === nationalCode ? '2026' : `2026-${code}`)

export const toWave = (study: string, { code, hash, bundle }: ReleasedBundle): NewWave => ({
  id: newId(),
  study,
  instrument: hash,
  code: waveCodeOf(code),
  title: code === nationalCode ? 'Demonstration wave 2026' : `${titleOf(bundle)}, demonstration 2026`,
  year: 2026,
  referenceFrom: '2025-07-01',
  referenceTo: '2026-06-30',
})

const titleOf = ({ instrument, languages, texts }: ReleasedBundle['bundle']): string =>
  texts[languages[0] ?? 'en']?.instrument.title || instrument

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : []

/** What routing and codebooks know of an administration, from the code list. */
const toAttributes = (member: Code): NewParticipant['attributes'] => ({
  iso2: String(member['iso2']),
  iso3: String(member['iso3']),
  languages: texts(member['languages']),
  levels: texts(member['levels']),
})

interface Member {
  readonly code: string
  readonly name: string
  readonly attributes: NewParticipant['attributes']
}

function membersOf({ file, bundle }: ReleasedBundle): readonly Member[] {
  const members = bundle.codeLists[memberList]?.codes
  if (!members) throw new Error(`${file} has no code list ${memberList}, so there is nobody to demonstrate with`)
  const names = bundle.texts['en']?.codeLists[memberList]?.codes ?? {}
  return members.map((member) => ({
    code: member.code,
    name: names[member.code] ?? member.code.toUpperCase(),
    attributes: toAttributes(member),
  }))
}

/** Who answers an instrument in the demonstration: every administration, or a few made-up units of each kind it asks. */
export function toParticipants(released: ReleasedBundle): NewParticipant[] {
  const members = membersOf(released)
  const kinds = unitKinds(released.bundle)
  const units = kinds.flatMap((kind) =>
    kind === 'administration'
      ? members.map((member) => ({ kind, ...member }))
      : madeUp(released.code.toLowerCase(), kind, members),
  )
  return units.map((unit, position) => ({
    unit: newId(),
    ...unit,
    position,
    response: newId(),
    person: newId(),
    personName: unit.kind === 'administration' ? `Focal point, ${unit.name}` : `Respondent, ${unit.name}`,
  }))
}

function madeUp(instrument: string, kind: string, members: readonly Member[]): (Member & { readonly kind: string })[] {
  const { count, name, attributes } = frames[kind] ?? { count: 2, name: `Example ${kind}`, attributes: () => ({}) }
  return Array.from({ length: count }, (_, at) => {
    const home = members[at % members.length]
    if (home === undefined) throw new Error(`the code list ${memberList} is empty`)
    return {
      kind,
      code: `${instrument}-${kind}-${at + 1}`,
      name: `${name} ${at + 1}, ${home.name}`,
      attributes: { ...home.attributes, country: home.code, ...attributes(at) },
    }
  })
}
