import type { EndpointByName, ProblemBody, ProblemName, ReplyOf, RequestOf } from '#contract'

export type EndpointName = keyof EndpointByName
export type Reply<N extends EndpointName> = ReplyOf<EndpointByName[N]>
type Request<N extends EndpointName> = RequestOf<EndpointByName[N]>

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: ProblemBody }

export interface Delivery {
  /** Finish the request even if the page is left meanwhile. Browsers allow this up to 64 kB. */
  readonly keepalive?: boolean
  readonly signal?: AbortSignal
  /** A file sent as it is, in place of a JSON body. */
  readonly file?: Blob
}

type Parts = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** No request at all where the endpoint takes nothing. */
type Arguments<N extends EndpointName> = keyof Request<N> extends never
  ? [request?: Record<never, never>, delivery?: Delivery]
  : [request: Request<N>, delivery?: Delivery]

/**
 * Call an endpoint by its name. Never throws: a refusal, an unreadable reply and a dead network all come
 * back as a problem.
 *
 *     const saved = await call('PATCH /api/responses/:response/answers', { params: { response }, body })
 *     if (!saved.ok) show(saved.problem)
 */
export async function call<N extends EndpointName>(name: N, ...rest: Arguments<N>): Promise<Result<Reply<N>>> {
  const [request = {}, delivery = {}] = rest
  const { body } = request as Parts
  try {
    const reply = await fetch(addressOf(name, request as Parts), init(methodOf(name), body, delivery))
    if (reply.ok) return { ok: true, value: (reply.status === 204 ? undefined : await reply.json()) as Reply<N> }
    return { ok: false, problem: await readProblem(reply) }
  } catch {
    return { ok: false, problem: unreachable }
  }
}

let speaker: string | undefined

/** From now on every request says whose it is, so that none is taken for that of somebody who signed in elsewhere. */
export function speakAs(person: string | undefined): void {
  speaker = person
}

/** The address of an endpoint that answers with a file, for links. */
export const address = <N extends EndpointName>(name: N, request: Omit<Request<N>, 'body'>): string =>
  addressOf(name, request as Parts)

/** The name of a refusal: a key of the problem table, or `unreachable` when no answer came. */
export const problemName = (problem: ProblemBody): ProblemName | 'unreachable' =>
  problem.type.slice(problem.type.lastIndexOf('/') + 1) as ProblemName | 'unreachable'

const passing: ReadonlySet<string> = new Set<ProblemName | 'unreachable'>([
  'unreachable',
  'temporarily-unavailable',
  'too-many-requests',
  'unexpected',
])

/** Does it make sense to try the same again in a while? */
export const isPassing = (name: string): boolean => passing.has(name)

export const unreachable: ProblemBody = {
  type: '/problems/unreachable',
  title: 'No connection',
  status: 0,
  detail: 'The server could not be reached.',
}

const methodOf = (name: EndpointName): string => name.slice(0, name.indexOf(' '))

function addressOf(name: EndpointName, { params = {}, query = {} }: Parts): string {
  const path = name
    .slice(name.indexOf(' ') + 1)
    .replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
  return search.size === 0 ? path : `${path}?${search}`
}

function init(method: string, body: unknown, { keepalive, signal, file }: Delivery): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (speaker !== undefined) headers['mufakat-person'] = speaker
  const request: RequestInit = { method, credentials: 'same-origin', headers }
  if (keepalive !== undefined) request.keepalive = keepalive
  if (signal !== undefined) request.signal = signal
  if (file !== undefined) {
    request.body = file
    headers['content-type'] = 'application/octet-stream'
  } else if (body !== undefined) {
    request.body = JSON.stringify(body)
    headers['content-type'] = 'application/json'
  }
  return request
}

async function readProblem(reply: Response): Promise<ProblemBody> {
  const body: unknown = await reply.json().catch(() => undefined)
  if (typeof body === 'object' && body !== null && 'type' in body && 'title' in body) return body as ProblemBody
  // a proxy between here and the server answered in its own words
  return { ...unreachable, type: '/problems/temporarily-unavailable', status: reply.status }
}
