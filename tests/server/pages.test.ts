import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../support/app.ts'

let t: TestApp
let pages = ''
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'mufakat-pages-'))
  await mkdir(join(pages, 'assets'))
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Mufakat</title>')
  await writeFile(join(pages, 'service-worker.js'), 'self.addEventListener("fetch", () => undefined)')
  await writeFile(join(pages, 'assets/index-abc123.js'), `console.log('${'mufakat '.repeat(500)}')`)
  t = await testApp({ pages })
})
afterAll(async () => {
  await t.close()
  await rm(pages, { recursive: true })
})

const get = (url: string, headers = {}) => t.ask({ method: 'GET', url, headers })

describe('the web app', () => {
  test.each(['/', '/i', '/respond/019396b0/A', '/findings?wave=2026', '/findings/0193/questions/RQ2.1'])(
    '%s is the page, never from a cache',
    async (url) => {
      const reply = await get(url, { accept: 'text/html' })
      expect(reply.statusCode).toBe(200)
      expect(reply.body).toContain('<title>Mufakat</title>')
      expect(reply.headers['cache-control']).toBe('no-cache')
    },
  )

  test('a hashed file is kept for ever, and arrives packed', async () => {
    const reply = await get('/assets/index-abc123.js', { 'accept-encoding': 'br' })
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(reply.headers['content-encoding']).toBe('br')
    expect(reply.rawPayload.length).toBeLessThan(500)
  })

  test('the service worker is a script, never from a cache', async () => {
    const reply = await get('/service-worker.js')
    expect(reply.headers['cache-control']).toBe('no-cache')
    expect(reply.headers['content-type']).toContain('javascript')
  })

  test.each(['/assets/gone.js', '/api/gone', '/../package.json', '/.env'])('%s is not the page', async (url) => {
    const reply = await get(url)
    expect(reply.statusCode).toBe(404)
    expect(reply.json().type).toBe('/problems/not-found')
  })

  test('it may load scripts, styles and data from this server only, and be framed by nobody', async () => {
    const policy = String((await get('/')).headers['content-security-policy'])
    expect(policy.split(';').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "manifest-src 'self'",
      "require-trusted-types-for 'script'",
      "script-src 'self'",
      "style-src 'self'",
      'trusted-types svelte-trusted-html service-worker',
      "worker-src 'self'",
    ])
  })
})

test('live is the process, ready is the database', async () => {
  expect((await get('/livez')).json()).toEqual({ status: 'live' })
  expect((await get('/readyz')).json()).toEqual({ status: 'ready' })
})
