import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  readonly port: number
  /** How many connections were cut so far. */
  readonly cuts: () => number
  close(): Promise<void>
}

/** What becomes of a connection: cut after so many bytes on their way there, or of the answer; or left alone. */
export type Cut = { readonly there: number } | { readonly back: number } | undefined

/** A line between a client and a server on this machine that breaks when it is told to. */
export async function cuttingProxy(to: number, next: () => Cut): Promise<CuttingProxy> {
  let cuts = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const cut = next()
    const upstream = connect(to, '127.0.0.1')
    const both = [client, upstream]
    for (const socket of both) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        for (const other of both) other.destroy()
      })
    }
    const pass = (from: Socket, into: Socket, most: number) => {
      let left = most
      from.on('data', (bytes: Buffer) => {
        if (left <= 0) return
        into.write(bytes.subarray(0, left))
        left -= bytes.length
        if (left > 0) return
        cuts += 1
        // what was written gets there; then the line is gone
        setImmediate(() => client.resetAndDestroy())
        upstream.end()
      })
    }
    pass(client, upstream, cut !== undefined && 'there' in cut ? cut.there : Number.POSITIVE_INFINITY)
    pass(upstream, client, cut !== undefined && 'back' in cut ? cut.back : Number.POSITIVE_INFINITY)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
