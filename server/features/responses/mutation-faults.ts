import type { Mutation, ProblemError } from '#contract'
import { type AnswerKey, type Instrument, keyFault, readAnswer } from '#engine'
import { fingerprintOf, type Incoming } from './mutation.ts'
import { inPlainWords } from './plain-words.ts'

/** A change with its value in canonical form, or why it cannot be kept; each judged by itself. */
export interface Judged {
  readonly mutation: Mutation
  readonly status: 'sound' | 'invalid' | 'forbidden'
  /** Located in the request. */
  readonly errors: readonly ProblemError[]
}

/** Those that can be kept. What was typed on one that cannot was typed on what that one was typed on. */
export function soundOf(judged: readonly Judged[]): readonly Incoming[] {
  const unfit = new Map(judged.flatMap((one) => (one.status === 'sound' ? [] : [[one.mutation.id, one.mutation]])))
  return judged.flatMap(({ mutation, status }): Incoming[] => {
    if (status !== 'sound') return []
    const { after, ...rest } = mutation
    let on = after
    while (on !== undefined && unfit.has(on)) on = unfit.get(on)?.after
    if (on === after) return [mutation]
    return [{ ...rest, ...(on !== undefined && { after: on }), fingerprint: fingerprintOf(mutation) }]
  })
}

const mostErrors = 200

/** Does each change fit the instrument, and was its author asked for it? Nothing about one says anything about another. */
export function judgeMutations(
  instrument: Instrument,
  mutations: readonly Mutation[],
  part: readonly string[] | null,
): readonly Judged[] {
  const most = Math.max(1, Math.floor(mostErrors / mutations.length))
  return mutations.map((mutation, at): Judged => {
    const pointer = `/mutations/${at}`
    const foreign = outOfScope(instrument, mutation, part, pointer)
    if (foreign !== undefined) return { mutation, status: 'forbidden', errors: [foreign] }
    const errors: ProblemError[] = []
    const read = readMutation(instrument, mutation, pointer, errors)
    return { mutation: read, status: errors.length === 0 ? 'sound' : 'invalid', errors: errors.slice(0, most) }
  })
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

export const claimsOf = (instrument: Instrument, judged: readonly Judged[]): readonly FileClaim[] =>
  judged.flatMap(({ mutation, status }) => (status === 'sound' ? (claimOf(instrument, mutation) ?? []) : []))

const claimOf = (instrument: Instrument, { item, value }: Mutation): FileClaim | undefined =>
  value !== undefined && instrument.items.get(item)?.definition.type === 'file'
    ? (value as unknown as FileClaim)
    : undefined

const isSameFile = (a: FileClaim, b: FileClaim) => a.sha256 === b.sha256 && a.bytes === b.bytes && a.type === b.type

/** The same, where an answer names a file this response does not have, or calls it something else than it is. */
export const judgeFiles = (
  instrument: Instrument,
  judged: readonly Judged[],
  kept: readonly FileClaim[],
): readonly Judged[] =>
  judged.map((one, at): Judged => {
    const claim = one.status === 'sound' ? claimOf(instrument, one.mutation) : undefined
    if (claim === undefined || kept.some((file) => isSameFile(file, claim))) return one
    const errors = [error(`/mutations/${at}/value/sha256`, 'file.not_kept', one.mutation.item)]
    return { ...one, status: 'invalid', errors }
  })

/** A change outside the part somebody was asked for; an item that does not exist is told as what it is. */
const outOfScope = (
  instrument: Instrument,
  { item }: Mutation,
  part: readonly string[] | null,
  pointer: string,
): ProblemError | undefined =>
  part === null || part.includes(item) || !instrument.items.has(item)
    ? undefined
    : error(`${pointer}/item`, 'item.out_of_scope', item)
