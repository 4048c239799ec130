import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { problem } from '../problems.ts'

/** Files the build may hold; `/findings/…/questions/RQ2.1` is a page although it has a dot in it. */
const fileLike = /\/\.|\.(?:js|css|map|svg|png|ico|json|txt|webmanifest|woff2|html)(?:\?|$)/i

const isPage = (method: string, url: string, accept: string | undefined) =>
  (method === 'GET' || method === 'HEAD') &&
  !url.startsWith('/api') &&
  !fileLike.test(url) &&
  (accept ?? '*/*').match(/text\/html|\*\/\*/) !== null

/** The built web app: hashed files for ever, the page itself never from a cache, and the page for every route of its own. */
export async function registerPages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built) {
    await app.register(staticFiles, {
      root: folder,
      index: ['index.html'],
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(folder, 'assets/'))
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (built && isPage(request.method, request.url, request.headers.accept)) return reply.sendFile('index.html')
    throw problem('not-found')
  })
}
