import type { Mutation, ProblemError } from '#contract'
import { type AnswerKey, type Instrument, keyFault, readAnswer } from '#engine'
import { inPlainWords } from './plain-words.ts'

/** The same changes with their values in canonical form, or everything that is wrong with them. */
export type ReadMutations =
  | { readonly ok: true; readonly mutations: readonly Mutation[] }
  | { readonly ok: false; readonly errors: readonly ProblemError[] }

const mostErrors = 200

/** Do these changes fit the instrument? All faults at once, each located in the request. */
export function readMutations(instrument: Instrument, mutations: readonly Mutation[]): ReadMutations {
  const errors: ProblemError[] = []
  const seen = new Set<string>()
  const read = mutations.map((mutation, at) => {
    const pointer = `/mutations/${at}`
    const id = mutation.id.toLowerCase()
    if (seen.has(id)) errors.push(error(`${pointer}/id`, 'id.repeated', mutation.item))
    seen.add(id)
    return readMutation(instrument, mutation, pointer, errors)
  })
  if (errors.length === 0) return { ok: true, mutations: read }
  return { ok: false, errors: errors.slice(0, mostErrors) }
}

const error = (
  pointer: string,
  code: string,
  item: string,
  params: Readonly<Record<string, string | number>> = {},
): ProblemError => ({ pointer, code, item, message: inPlainWords(code, params), params: { ...params } })

function readMutation(instrument: Instrument, mutation: Mutation, pointer: string, errors: ProblemError[]): Mutation {
  const { item, row, value, missing } = mutation
  const key: AnswerKey = row === undefined ? { item } : { item, row }
  const unfit = keyFault(instrument, key)
  if (unfit !== undefined) {
    errors.push(error(`${pointer}/${unfit === 'item.unknown' ? 'item' : 'row'}`, unfit, item))
    return mutation
  }
  if (missing !== undefined && !declarable(instrument, item).includes(missing)) {
    errors.push(error(`${pointer}/missing`, 'missing.not_declarable', item, { got: missing }))
  }
  if (value === undefined) return mutation
  const read = readAnswer(instrument, key, value)
  if (read.ok) return { ...mutation, value: read.value as NonNullable<Mutation['value']> }
  for (const fault of read.faults) {
    errors.push(error(`${pointer}/value${fault.pointer}`, fault.code, item, fault.params))
  }
  return mutation
}

const declarable = (instrument: Instrument, item: string): readonly string[] =>
  instrument.items.get(item)?.definition.missing ?? instrument.bundle.missing

/** What the value of a file item says of a file. */
export interface FileClaim {
  readonly sha256: string
  readonly bytes: number
  readonly type: string
}

export const claimsOf = (instrument: Instrument, mutations: readonly Mutation[]): readonly FileClaim[] =>
  mutations.flatMap((mutation) => claimOf(instrument, mutation) ?? [])

const claimOf = (instrument: Instrument, { item, value }: Mutation): FileClaim | undefined =>
  value !== undefined && instrument.items.get(item)?.definition.type === 'file'
    ? (value as unknown as FileClaim)
    : undefined

const isSameFile = (a: FileClaim, b: FileClaim) => a.sha256 === b.sha256 && a.bytes === b.bytes && a.type === b.type

/** Answers that name a file this response does not have, or call it something else than it is. */
export const unkeptFiles = (
  instrument: Instrument,
  mutations: readonly Mutation[],
  kept: readonly FileClaim[],
): ProblemError[] =>
  mutations.flatMap((mutation, at) => {
    const claim = claimOf(instrument, mutation)
    if (claim === undefined || kept.some((file) => isSameFile(file, claim))) return []
    return [error(`/mutations/${at}/value/sha256`, 'file.not_kept', mutation.item)]
  })

/** Changes outside the sections a contributor was asked for. */
export function outOfScope(
  instrument: Instrument,
  mutations: readonly Mutation[],
  sections: readonly string[],
): ProblemError[] {
  if (sections.length === 0) return []
  return mutations.flatMap(({ item }, at) => {
    const section = instrument.items.get(item)?.section.code
    if (section === undefined || sections.includes(section)) return []
    return [error(`/mutations/${at}/item`, 'item.out_of_scope', item, { section })]
  })
}
