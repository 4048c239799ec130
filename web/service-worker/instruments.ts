const cacheName = 'instruments'
/** A shared computer may serve several questionnaires, each in the version a response is pinned to. */
const most = 4

/** Named by its content and never changed: whoever has it asks for it no more. */
export async function openInstrument(address: string): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(address, { ignoreVary: true })
  if (kept !== undefined) return kept
  const reply = await fetch(address)
  // a full disk keeps nobody from answering
  if (reply.ok) await keep(cache, address, reply.clone()).catch(() => undefined)
  return reply
}

async function keep(cache: Cache, address: string, reply: Response): Promise<void> {
  await cache.put(address, reply)
  const oldest = (await cache.keys()).slice(0, -most)
  await Promise.all(oldest.map((request) => cache.delete(request)))
}
