import type { Build } from './build.ts'

/** The build this worker came with. */
declare const thisBuild: Build
declare const self: ServiceWorkerGlobalScope

const { revision, files, fixed } = thisBuild
const prefix = 'build '
const own = `${prefix}${revision}`

/** A slow line is given this long to bring the newest page; then the kept one is shown. */
const patienceMs = 3_000

/**
 * One file after the other, so that answers on their way are not held up; files of an older build that are in this one
 * too are not fetched again. What was fetched before the line broke is there at the next attempt.
 */
export async function keepBuild(): Promise<void> {
  const cache = await caches.open(own)
  for (const file of files) {
    const kept = await caches.match(file)
    await (kept === undefined ? cache.add(file) : cache.put(file, kept))
  }
  // the server may have a newer build by now: a page that does not belong to these files must not be kept with them
  for (const [file, integrity] of Object.entries(fixed)) {
    await cache.add(new Request(file, { integrity, cache: 'no-cache' }))
  }
}

/** The page from the server, or the kept one when the server is silent, slow or being restarted. */
export async function openPage(request: Request): Promise<Response> {
  const asked = fetch(request)
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs))
  const inTime = await Promise.race([asked.catch(() => undefined), late])
  if (inTime !== undefined && inTime.status < 500) return inTime
  return (await caches.match('/', { cacheName: own })) ?? asked
}

/** An open page of an older build finds its files too, when the server no longer has them. */
export async function openFile(request: Request): Promise<Response> {
  const { url } = request
  return (await caches.match(url, { cacheName: own })) ?? (await caches.match(url)) ?? fetch(request)
}

/** Files of older builds go as soon as no page is open that might ask for them. */
export async function dropOldBuilds(opening: string): Promise<void> {
  const { installing, waiting } = self.registration
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  // while a newer build is on its way, other files may be its own
  if (installing !== null || waiting !== null || windows.some(({ id }) => id !== opening)) return
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own)
  await Promise.all(old.map((name) => caches.delete(name)))
}
