import type { z } from 'zod'
import type { Action } from './permissions.ts'
import type { ProblemName } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * One declaration per endpoint. The server mounts it (validation, guard, serialisation), the browser's
 * client takes its types from it, and the OpenAPI document is generated from it.
 */
export interface Endpoint {
  readonly method: Method
  /** `/api/responses/:response/answers` */
  readonly path: `/api/${string}`
  readonly summary: string
  /** Who may call it: a key of `permissions`. */
  readonly who: Action
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** JSON sent with 200; absent for endpoints that answer with a file or with nothing (204). */
  readonly returns?: z.ZodType
  /** Media type of a file answer. */
  readonly file?: string
  /** Refusals particular to this endpoint; the general ones (not signed in, invalid request) go without saying. */
  readonly problems: readonly ProblemName[]
  /** Bytes; the server's default when absent. */
  readonly bodyLimit?: number
}

export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration

type Schema<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType } ? S : undefined
type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined

/** What the client sends. */
export type RequestOf<E extends Endpoint> = {
  [K in 'params' | 'query' | 'body' as Schema<E, K> extends undefined ? never : K]: InputOf<Schema<E, K>>
}

/** What an action receives, parsed. */
export type ParsedRequestOf<E extends Endpoint> = {
  [K in 'params' | 'query' | 'body' as Schema<E, K> extends undefined ? never : K]: OutputOf<Schema<E, K>>
}

export type ReplyOf<E extends Endpoint> = OutputOf<Schema<E, 'returns'>>

/** `'PATCH /api/responses/:response/answers'`: how the browser names an endpoint without importing its schemas. */
export type EndpointName<E extends Endpoint> = `${E['method']} ${E['path']}`
