import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface TroubledLine {
  readonly address: string
  readonly counts: () => { sent: number; cut: number; delayed: number; repeated: number }
  /** From now on everything arrives. */
  calm(): void
  close(): Promise<void>
}

/** A line to a server of this machine that loses requests and replies, holds them up, and delivers some twice. */
export async function troubledLine(to: string, random: () => number): Promise<TroubledLine> {
  const counts = { sent: 0, cut: 0, delayed: 0, repeated: 0 }
  let troubled = true
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray())
    counts.sent += 1
    const fate = troubled && incoming.url?.startsWith('/api/') ? random() : 1
    const cut = (): void => {
      counts.cut += 1
      outgoing.destroy()
    }
    if (fate < 0.08) return cut()
    if (fate < 0.24) {
      counts.delayed += 1
      await sleep(random() * 3_000)
    }
    const reply = await forward(to, incoming, body).catch(() => undefined)
    if (reply === undefined || (fate >= 0.24 && fate < 0.36)) return cut()
    if (fate >= 0.36 && fate < 0.44 && incoming.method !== 'GET') {
      counts.repeated += 1
      const second = await forward(to, incoming, body).catch(() => undefined)
      return second === undefined ? cut() : answer(outgoing, second)
    }
    return answer(outgoing, reply)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => counts,
    calm: () => {
      troubled = false
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Reply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

function forward(to: string, { method, url = '/', headers }: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(url, to), { ...(method !== undefined && { method }), headers })
    sent.on('error', reject)
    sent.on('response', async (reply) => {
      const content = Buffer.concat(await reply.toArray())
      resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: content })
    })
    sent.end(body)
  })
}

function answer(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  const { 'transfer-encoding': _chunks, ...rest } = headers
  outgoing.writeHead(status, { ...rest, 'content-length': body.length })
  outgoing.end(body)
}
