import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect } from 'vitest'
import type { GalleryLanguage } from '../../web/gallery/scripts.ts'
import { barriers, journey } from '../support/browser.ts'
import { clippedTexts, sidewaysScroll, unfold } from '../support/layout.ts'

let vite: ViteDevServer
let address = ''
let cacheDir = ''

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'mufakat-gallery-'))
  vite = await createServer({
    configFile: new URL('../../web/vite.config.ts', import.meta.url).pathname,
    cacheDir,
    logLevel: 'silent',
    server: { port: 0, strictPort: false, hmr: false, ws: false, watch: null, proxy: {} },
  })
  await vite.listen()
  if (vite.httpServer === null) throw new Error('the development server has no address')
  address = `http://127.0.0.1:${(vite.httpServer.address() as AddressInfo).port}`
})

afterAll(async () => {
  await vite.close()
  await rm(cacheDir, { recursive: true, force: true })
})

// no server stands behind it: who is signed in stays unknown
const expected = [/api\/session/, /Failed to load resource/, /404/]

const tallestLines = 1.6

for (const [language, state, width, least] of [
  ['en', 'all', 1280, 80],
  ['km', 'open', 390, 15],
  ['my', 'answered', 390, 15],
] as const satisfies readonly (readonly [GalleryLanguage, string, number, number])[]) {
  journey(
    `the gallery in ${language} (${state}) at ${width} pixels stands in nobody’s way`,
    async ({ open }) => {
      const page = await open({ width, expected })
      await page.goto(`${address}/gallery?language=${language}&state=${state}`)
      // the development server translates every module when it is first asked for
      await page.locator('[data-specimen]').first().waitFor({ timeout: 120_000 })
      expect(await page.locator('[data-specimen]').count()).toBeGreaterThan(least)
      await unfold(page)
      expect(await barriers(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBeUndefined()
      if (language !== 'en') expect(await clippedTexts(page, tallestLines)).toEqual([])
    },
    4,
  )
}
