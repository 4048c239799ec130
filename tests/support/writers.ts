import type { MutationResult } from '#contract'

/** What the server said it saved. */
export interface Acknowledged {
  readonly response: string
  readonly item: string
  readonly row: string
  readonly mutation: string
  readonly version: number
  readonly value: string
}

/** One browser, as far as saving goes: it repeats a change until it knows its fate, then makes the next. */
export interface Writer {
  readonly response: string
  readonly instrument: string
  readonly cookie: string
  readonly item: string
  readonly row: string
}

export interface Writing {
  /** Where the server is, as soon as it is there; it moves at every restart. */
  address: Promise<string>
  wanted: boolean
  readonly acknowledged: Acknowledged[]
  repetitions: number
  readonly surprises: string[]
}

export const newWriting = (address: string): Writing => ({
  address: Promise.resolve(address),
  wanted: true,
  acknowledged: [],
  repetitions: 0,
  surprises: [],
})

/** Saves one change after the other until it is no longer wanted; the change under way is always finished. */
export async function keepSaving(writer: Writer, writing: Writing): Promise<void> {
  for (let version = 1; writing.wanted; version += 1) {
    const mutation = crypto.randomUUID()
    const value = `${writer.row} for the ${version}th time`
    const result = await saveUntilKnown(writer, writing, { id: mutation, base: version - 1, value })
    if (result.version !== version) writing.surprises.push(`${writer.row}: ${JSON.stringify(result)}, not ${version}`)
    const { response, item, row } = writer
    writing.acknowledged.push({ response, item, row, mutation, version, value })
  }
}

type Change = { readonly id: string; readonly base: number; readonly value: string }

async function saveUntilKnown(writer: Writer, writing: Writing, change: Change): Promise<MutationResult> {
  for (;;) {
    const result = await saveOnce(writer, writing, change)
    if (result !== undefined) return result
    writing.repetitions += 1
  }
}

/** Undefined when nothing certain was heard. */
async function saveOnce(writer: Writer, writing: Writing, change: Change): Promise<MutationResult | undefined> {
  const { response, instrument, cookie, item, row } = writer
  const address = await writing.address
  try {
    const reply = await fetch(`${address}/api/responses/${response}/answers`, {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ instrument, mutations: [{ ...change, item, row }] }),
      signal: AbortSignal.timeout(5_000),
    })
    if (reply.status === 200) return (await reply.json()).results[0]
    // a server that loses its database may say so, and nothing else
    if (reply.status !== 503) writing.surprises.push(`${reply.status} ${await reply.text()}`)
  } catch {
    // cut off: it may have been saved or not
  }
  return undefined
}
