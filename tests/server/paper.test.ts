import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openInstrument } from '#engine'
import { writePage } from '../../server/exports/paper/html/page.ts'
import { paperOf } from '../../server/exports/paper/paper.ts'
import { fontBytes } from '../../server/printing/font-files.ts'
import { makePrinter } from '../../server/printing/printer.ts'
import { phrases, scriptSample } from '../fixtures/instruments/scripts.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { chromiumPath } from '../support/chromium.ts'
import { smallBundle } from '../support/instrument.ts'
import { readPackage } from '../support/package.ts'

let server: TestApp

beforeAll(async () => {
  server = await testApp({ environment: { CHROMIUM_PATH: 'off' } })
})
afterAll(() => server.close())

const blank = (format: string, query = '') => ({
  method: 'GET' as const,
  url: `/api/instruments/${server.world.instrument}/paper.${format}${query}`,
})
const answered = (format: string, response = server.world.philippines) => ({
  method: 'GET' as const,
  url: `/api/responses/${response}/paper.${format}`,
})

describe('a blank copy', () => {
  test('is a page of its own that runs nothing and loads nothing', async () => {
    const mei = await server.as(server.world.mei)
    const reply = await mei(blank('html'))
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(reply.headers['content-disposition']).toMatch(/^inline; filename="small-1\.0\.0-en-blank\.html"/)
    expect(reply.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; font-src data:; img-src data:; sandbox$/,
    )
    expect(reply.body).not.toMatch(/<script|style="|https?:\/\/(?!www\.w3\.org)/)
    expect(reply.body).toContain('Does your administration use social media?')
  })

  test('is a Word file that names its instrument', async () => {
    const maria = await server.as(server.world.maria)
    const reply = await maria(blank('docx'))
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="small-1\.0\.0-en-blank\.docx"/)
    const parts = await readPackage(reply.rawPayload)
    expect(parts.get('docProps/custom.xml')).toContain(server.world.instrument)
  })

  test('is for those who are signed in', async () => {
    for (const format of ['html', 'pdf', 'docx']) expect((await server.ask(blank(format))).statusCode).toBe(401)
  })

  test('of another format, another instrument or another language is refused by name', async () => {
    const mei = await server.as(server.world.mei)
    expect((await mei(blank('odt'))).statusCode).toBe(422)
    expect((await mei({ method: 'GET', url: `/api/instruments/${'0'.repeat(64)}/paper.html` })).statusCode).toBe(404)
    const khmer = await mei(blank('html', '?language=km'))
    expect(khmer.statusCode).toBe(422)
    expect(khmer.json().errors).toMatchObject([{ pointer: '?language', code: 'not_offered' }])
  })

  test('as a PDF where there is no browser: the page is the way', async () => {
    const mei = await server.as(server.world.mei)
    const reply = await mei(blank('pdf'))
    expect(reply.statusCode).toBe(501)
    expect(reply.json()).toMatchObject({ type: '/problems/pdf-unavailable' })
    expect(reply.json().detail).toContain('HTML copy')
  })
})

describe('a copy of answers', () => {
  test('is for those whose response it is', async () => {
    const { world } = server
    expect((await server.ask(answered('html'))).statusCode).toBe(401)
    const allowed = await Promise.all([world.maria].map((person) => server.as(person)))
    for (const ask of allowed) expect((await ask(answered('html'))).statusCode).toBe(200)
    expect((await (await server.as(world.bounmy))(answered('html'))).statusCode).toBe(404)
    expect((await (await server.as(world.mei))(answered('docx'))).statusCode).toBe(403)
    expect((await (await server.as(world.arun))(answered('html'))).statusCode).toBe(403)
  })

  test('says DRAFT until it is submitted and CLEARED with the receipt afterwards; both are on record', async () => {
    const { world, owner } = server
    const maria = await server.as(world.maria)
    const save = await maria({
      method: 'PATCH',
      url: `/api/responses/${world.philippines}/answers`,
      payload: {
        instrument: world.instrument,
        mutations: [{ id: crypto.randomUUID(), item: 'A01', base: 0, missing: 'refused' }],
      },
    })
    expect(save.statusCode).toBe(200)
    const draft = await maria(answered('html'))
    expect(draft.body).toContain('DRAFT: not cleared')
    expect(draft.body).not.toContain('CLEARED')
    expect(draft.headers['content-disposition']).toContain('small-1.0.0-phl-2026-en-draft.html')

    const submitted = await maria({
      method: 'POST',
      url: `/api/responses/${world.philippines}/submissions`,
      payload: {
        instrument: world.instrument,
        revision: save.json().revision,
        attestation: { name: 'Maria', title: 'Director' },
      },
    })
    expect(submitted.statusCode).toBe(200)
    const cleared = await maria(answered('html'))
    expect(cleared.body).toContain('CLEARED')
    expect(cleared.body).not.toContain('DRAFT')
    expect(cleared.body).toContain(submitted.json().reference)

    const { rows } = await owner.query(
      "select actor, detail from audit_event where action = 'paper.requested' and detail->>'format' = 'html' order by id",
    )
    expect(rows.map(({ detail }) => detail.state).slice(-2)).toEqual(['draft', 'submitted'])
  })
})

const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('mufakat-print-'))

// printers of other tests leave nothing here
const usualTemporary = process.env.TMPDIR
beforeAll(async () => {
  process.env.TMPDIR = await mkdtemp(join(tmpdir(), 'paper-test-'))
})
afterAll(async () => {
  await rm(tmpdir(), { recursive: true })
  process.env.TMPDIR = usualTemporary ?? ''
  if (usualTemporary === undefined) delete process.env.TMPDIR
})

/** A browser of a few lines: what the printer does with a slow, a failing and a talkative one. */
async function standIn(script: string): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  const path = join(folder, 'browser')
  await writeFile(
    path,
    `#!/bin/sh\nfor a in "$@"; do case "$a" in --print-to-pdf=*) out="\${a#--print-to-pdf=}";; esac; done\n${script}\n`,
    {
      mode: 0o755,
    },
  )
  return { path, remove: () => rm(folder, { recursive: true }) }
}

describe('the printer', () => {
  test('prints one page at a time and lets only a few wait', async () => {
    // the second fails where the first has not taken its lock away yet
    const browser = await standIn('mkdir "$0.lock" || exit 1; sleep 0.3; printf "%%PDF-1.4" > "$out"; rmdir "$0.lock"')
    const printer = makePrinter({ chromium: browser.path, mostWaiting: 1 })
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => printer.print('<p>x</p>')))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(outcomes[2]).toMatchObject({ reason: { problem: 'temporarily-unavailable' } })
    await browser.remove()
  })

  test.each([
    ['takes too long', 'sleep 30', 'temporarily-unavailable'],
    ['ends without a file', 'exit 0', 'pdf-unavailable'],
    ['writes something else', 'printf "<html>" > "$out"', 'pdf-unavailable'],
    ['writes too much', 'printf "%%PDF-%2000s" x > "$out"', 'too-large'],
  ])('a browser that %s is a named problem and leaves nothing behind', async (_what, script, name) => {
    const browser = await standIn(script)
    const printer = makePrinter({ chromium: browser.path, limits: { timeoutMs: 500, mostBytes: 1000 } })
    await expect(printer.print('<p>x</p>')).rejects.toMatchObject({ problem: name })
    expect(await leftovers()).toEqual([])
    await browser.remove()
  })

  test('ends with the server', async () => {
    const browser = await standIn('sleep 30')
    const printer = makePrinter({ chromium: browser.path })
    const printing = printer.print('<p>x</p>')
    await expect.poll(leftovers).toHaveLength(1)
    // the browser has been started when its folder holds the page
    await expect.poll(async () => existsSync(join(tmpdir(), (await leftovers())[0] ?? '', 'page.html'))).toBe(true)
    printer.close()
    await expect(printing).rejects.toMatchObject({ problem: 'temporarily-unavailable' })
    expect(await leftovers()).toEqual([])
    await browser.remove()
  })
})

describe.runIf(chromiumPath !== undefined)('with a Chromium', () => {
  let printing: TestApp
  beforeAll(async () => {
    printing = await testApp({ bundle: smallBundle, environment: { CHROMIUM_PATH: chromiumPath ?? '' } })
  })
  afterAll(() => printing.close())

  test('the PDF is tagged, has an outline and says its language', async () => {
    const mei = await printing.as(printing.world.mei)
    const reply = await mei({ method: 'GET', url: `/api/instruments/${printing.world.instrument}/paper.pdf` })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('application/pdf')
    const text = reply.rawPayload.toString('latin1')
    for (const part of ['/MarkInfo', '/StructTreeRoot', '/Outlines', '/Lang (en)']) expect(text).toContain(part)
  })

  test.each(['km', 'my', 'th', 'lo', 'ta'] as const)(
    '%s: every letter can be copied out of the PDF, fonts and all',
    async (language) => {
      const paper = paperOf({ instrument: openInstrument(scriptSample(language), 'a'.repeat(64)), language })
      const printer = makePrinter({ chromium: chromiumPath })
      const pdf = await printer.print(writePage(paper, fontBytes).html)
      expect(pdf.toString('latin1')).toContain(`/Lang (${language})`)
      const copied = lettersIn(pdf)
      expect(copied.has('\u1208')).toBe(false)
      const written = Object.values(phrases[language]).flat().join('')
      expect([...new Set(written)].filter((letter) => /[\p{L}\p{M}]/u.test(letter) && !copied.has(letter))).toEqual([])
      // the script's own font, not a stand-in of this machine
      expect(pdf.toString('latin1')).toMatch(new RegExp(`/BaseFont /[A-Z]{6}\\+NotoSans${fontOf[language]}`))
    },
  )
})

const fontOf = { km: 'Khmer', my: 'Myanmar', th: 'Thai', lo: 'Lao', ta: 'Tamil' } as const

/** Letters that the glyphs of a PDF stand for, by its ToUnicode maps and the texts it gives for whole words. */
function lettersIn(pdf: Buffer): ReadonlySet<string> {
  const letters = new Set<string>()
  for (const [stream, at] of streamsIn(pdf)) {
    const text = inflated(pdf, at, stream)
    const hexes = Array.from(text.matchAll(/<([0-9A-Fa-f]{4,})>/g), ([, hex = '']) => hex)
    for (const hex of hexes)
      for (const letter of Buffer.from(hex, 'hex').swap16().toString('utf16le')) letters.add(letter)
    for (const [, from = '', to = '', first = ''] of text.matchAll(/<(\w{4})> <(\w{4})> <(\w{4})>/g))
      for (let step = 0; step <= Number.parseInt(to, 16) - Number.parseInt(from, 16); step += 1)
        letters.add(String.fromCodePoint(Number.parseInt(first, 16) + step))
  }
  return letters
}

function* streamsIn(pdf: Buffer): Generator<readonly [length: number, at: number]> {
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue
    yield [pdf.indexOf('\nendstream', at) - at - 7, at + 7]
  }
}

/** The text of a compressed stream; nothing for pictures, fonts and what is not compressed. */
function inflated(pdf: Buffer, at: number, length: number): string {
  try {
    return inflateSync(pdf.subarray(at, at + length)).toString('latin1')
  } catch {
    return ''
  }
}

test('the licence of the fonts that are put into papers allows it', async () => {
  const licence = await readFile(
    new URL('../../node_modules/@fontsource/noto-sans-khmer/LICENSE', import.meta.url),
    'utf8',
  )
  expect(licence).toContain('SIL OPEN FONT LICENSE')
})
