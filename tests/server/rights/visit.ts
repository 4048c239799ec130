import type { LightMyRequestResponse } from 'fastify'
import { type Endpoint, endpoints } from '#contract'
import { partsOf } from '../../support/plain-workbook-reader.ts'
import type { Case, Memo, Said } from './case.ts'
import { cast, type Person } from './cast.ts'
import type { Place, World } from './world.ts'

export interface Visit {
  readonly person: Person
  readonly status: number
  /** The name of a refusal, or empty. */
  readonly refusal: string
  /** What the reply tells apart beyond its status. */
  readonly read: string | number
  readonly head: string
  /** The body, taken out of its archive if it is one. */
  readonly body: string
  /** What was asked, as one text. */
  readonly request: string
}

export function endpointOf({ endpoint: name }: Case): Endpoint {
  const endpoint = (endpoints as Readonly<Record<string, Endpoint>>)[name]
  if (endpoint === undefined) throw new Error(`there is no endpoint ${name}`)
  return endpoint
}

export const isOfOneResponse = (row: Case): boolean => endpointOf(row).path.includes('/:response')

/** The address with every parameter filled in: from what the case says, or from the place. */
function addressOf(endpoint: Endpoint, place: Place, { params = {}, query }: Said): string {
  const known: Readonly<Record<string, unknown>> = { ...place, hash: place.instrument, ...params }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    if (typeof known[name] !== 'string') throw new Error(`${endpoint.path}: say what :${name} is`)
    return encodeURIComponent(known[name])
  })
  return query === undefined ? path : `${path}?${new URLSearchParams(query)}`
}

const isArchive = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))

const textOf = ({ rawPayload }: LightMyRequestResponse): string =>
  isArchive(rawPayload) ? Array.from(partsOf(rawPayload).values()).join('\n') : rawPayload.toString()

const refusalIn = (reply: LightMyRequestResponse): string =>
  reply.statusCode < 400 ? '' : String(reply.json().type).replace('/problems/', '')

/** Somebody asks, with the cookie they have; `place` is ours unless it says otherwise. */
export async function visit(
  world: World,
  row: Case,
  person: Person,
  { place = world.place, memo = {} }: { readonly place?: Place; readonly memo?: Memo } = {},
): Promise<Visit> {
  const endpoint = endpointOf(row)
  const said = row.say?.(place, memo) ?? {}
  if (said.body !== undefined) endpoint.body?.parse(said.body)
  const cookie = world.cookies[person]
  const url = addressOf(endpoint, place, said)
  const reply = await world.server.app.inject({
    method: endpoint.method,
    url,
    // each from a house of its own, as far as limits per address go
    remoteAddress: `198.51.100.${cast.indexOf(person) + 1}`,
    ...(cookie !== undefined && { cookies: { s: cookie } }),
    ...(said.body !== undefined && { payload: said.body as object }),
    ...(said.bytes !== undefined && { payload: said.bytes, headers: { 'content-type': 'application/octet-stream' } }),
  })
  return {
    person,
    status: reply.statusCode,
    refusal: refusalIn(reply),
    read: row.reads?.(reply) ?? reply.statusCode,
    head: JSON.stringify(reply.headers),
    body: textOf(reply),
    request: `${url} ${JSON.stringify(said.body ?? {})}`,
  }
}
