import { isInstrument, kindOf } from './addresses.ts'
import { dropOldBuilds, keepBuild, openFile, openPage } from './builds.ts'
import { openInstrument } from './instruments.ts'

/** Runs beside the pages, and opens them without a connection. Keeps the pages and instruments, and nothing personal. */
declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', (event) => {
  event.waitUntil(keepBuild())
  // open pages lose nothing by it: the files of their build stay until they are closed
  void self.skipWaiting()
})

// the first visit, too, goes on without a connection
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const kind = kindOf(request, self.location.origin)
  if (kind === 'page') {
    event.respondWith(openPage(request))
    event.waitUntil(dropOldBuilds(event.resultingClientId))
  }
  // where what is kept cannot be read, everything is as without this worker
  if (kind === 'file') event.respondWith(openFile(request).catch(() => fetch(request)))
  if (kind === 'instrument') event.respondWith(openInstrument(request.url).catch(() => fetch(request)))
})

// an instrument that was loaded before this worker was there
self.addEventListener('message', (event) => {
  const address = new URL(String(event.data), self.location.origin)
  if (isInstrument(address)) event.waitUntil(openInstrument(address.href))
})
