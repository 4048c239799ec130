import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ProblemBody, UploadState } from '#contract'
import { clearExpired } from '../../server/features/files/expiry.ts'
import { type Result, unreachable } from '../../web/api/call.ts'
import { type PieceTransport, sendFile } from '../../web/respond/evidence/sending.ts'
import { largePdf, pdfOf } from '../fixtures/evidence/documents.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type Cut, cuttingProxy, randomFrom } from '../support/cutting-proxy.ts'
import { mostPiece, type Sender, sender, sha256Of } from '../support/evidence.ts'
import { openSessionFor } from '../support/people.ts'
import { colleague, enough, newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent
let files: Sender

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
  files = await sender(server, sari)
})

const law = largePdf(700_000)
const pieceOf = (whole: Buffer, offset: number) => whole.subarray(offset, offset + mostPiece)

async function begun(content = law): Promise<UploadState> {
  return (await files.begin('law.pdf', content)).json()
}

const rows = async (text: string) => (await server.owner.query(text, [sari.response])).rows
const problemOf = (reply: { json(): unknown; statusCode: number }) => {
  const { type, errors } = reply.json() as ProblemBody
  return [reply.statusCode, type.slice('/problems/'.length), errors?.[0]?.code]
}

describe('a file is sent in pieces', () => {
  test('and is there, as one, with the last of them', async () => {
    const { id } = await begun()
    for (const offset of [0, mostPiece]) {
      const reply = await files.piece(id, offset, pieceOf(law, offset))
      expect(reply.json()).toMatchObject({ id, offset: offset + mostPiece, notices: [] })
      expect(reply.json().file).toBeUndefined()
      // half a file is no file
      expect((await sari.send('GET', `/files/${sha256Of(law)}`)).statusCode).toBe(404)
    }
    const last = (await files.piece(id, 2 * mostPiece, pieceOf(law, 2 * mostPiece))).json() as UploadState
    expect(last.file).toEqual({ name: 'law.pdf', sha256: sha256Of(law), bytes: 700_000, type: 'application/pdf' })
    expect((await sari.send('GET', `/files/${sha256Of(law)}`)).rawPayload.equals(law)).toBe(true)
    expect(await rows('select 1 from upload_piece where response_id = $1')).toEqual([])
  })

  test('in their order: another place is refused with the one that is expected', async () => {
    const { id } = await begun()
    const early = await files.piece(id, mostPiece, pieceOf(law, mostPiece))
    expect(problemOf(early)).toEqual([409, 'upload-offset', 'upload.offset'])
    expect(early.json().errors[0].params).toEqual({ expected: 0, got: mostPiece })
    await files.piece(id, 0, pieceOf(law, 0))
    const again = await files.piece(id, 0, pieceOf(law, 0))
    expect(again.json().errors[0].params).toEqual({ expected: mostPiece, got: 0 })
  })

  test('each as it was sent', async () => {
    const { id } = await begun()
    const changed = await files.piece(id, 0, pieceOf(law, 0), 'a'.repeat(64))
    expect(problemOf(changed)).toEqual([422, 'checksum-mismatch', 'upload.piece_changed'])
    expect((await begun()).offset).toBe(0)
  })

  test('of a fitting size, and no more of them than was said', async () => {
    const { id } = await begun()
    expect(problemOf(await files.piece(id, 0, law.subarray(0, mostPiece + 1)))).toEqual([413, 'too-large', undefined])
    expect(problemOf(await files.piece(id, 0, law.subarray(0, 4_095)))[2]).toBe('upload.too_short')
    const small = (await files.begin('s.pdf', pdfOf(), { bytes: 50 })).json() as UploadState
    expect(problemOf(await files.piece(small.id, 0, pdfOf()))[2]).toBe('upload.too_long')
  })

  test('the whole as it was said to be; if it is not, nothing stays and it begins anew', async () => {
    const content = pdfOf('changed under way')
    const said = { sha256: 'b'.repeat(64) }
    const { id } = (await files.begin('law.pdf', content, said)).json() as UploadState
    const refused = await files.piece(id, 0, content)
    expect(problemOf(refused)).toEqual([422, 'checksum-mismatch', 'upload.whole_changed'])
    expect(await rows('select 1 from upload_piece where response_id = $1')).toEqual([])
    expect((await files.begin('law.pdf', content, said)).json().id).not.toBe(id)
    expect(problemOf(await files.piece(id, 0, content))).toEqual([410, 'upload-expired', undefined])
  })

  test('two at once: one is taken, the other is told where to go on', async () => {
    const { id } = await begun()
    const replies = await Promise.all([0, 0, 0].map((offset) => files.piece(id, offset, pieceOf(law, offset))))
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409, 409])
    expect(await rows('select start from upload_piece where response_id = $1')).toEqual([{ start: 0 }])
  })
})

describe('an upload goes on', () => {
  test('where it broke off, when the same file is begun again', async () => {
    const { id } = await begun()
    await files.piece(id, 0, pieceOf(law, 0))
    expect(await begun()).toMatchObject({ id, offset: mostPiece })
    expect((await begun(largePdf(700_000, 2))).id).not.toBe(id)
  })

  test('and is over once: the last piece again, and the file again, are answered with what is kept', async () => {
    const content = pdfOf('short')
    const first = (await files.send('short.pdf', content)).json() as UploadState
    const again = (await files.piece(first.id, 0, content)).json()
    expect(again).toEqual(first)
    expect((await files.begin('short.pdf', content)).json()).toEqual(first)
  })

  test('for who began it, and for nobody else; what is kept is known to all on the response', async () => {
    const { id } = await begun()
    const budi = await sender(server, await colleague(server, sari, { role: 'contributor', name: 'Budi' }))
    expect((await budi.piece(id, 0, pieceOf(law, 0))).statusCode).toBe(404)
    const own = (await budi.begin('law.pdf', law)).json() as UploadState
    expect(own.id).not.toBe(id)
    await files.send('law.pdf', law)
    expect((await budi.begin('law.pdf', largePdf(700_000, 3))).json().file).toBeUndefined()
    const officer = await sender(server, await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' }))
    expect((await officer.begin('law.pdf', law)).statusCode).toBe(403)
  })

  test('for seven days; then what arrived is cleared away', async () => {
    const { id } = await begun()
    await files.piece(id, 0, pieceOf(law, 0))
    expect(await clearExpired(server.database)).toBe(0)
    await server.owner.query(`update upload set expires_at = now() - interval '1 minute' where id = $1`, [id])
    expect(problemOf(await files.piece(id, mostPiece, pieceOf(law, mostPiece)))).toEqual([
      410,
      'upload-expired',
      undefined,
    ])
    expect(await clearExpired(server.database)).toBe(1)
    expect(await rows('select 1 from upload_piece where response_id = $1')).toEqual([])
    expect(await begun()).toMatchObject({ offset: 0 })
  })

  test('no further once the response is submitted', async () => {
    const { id } = await begun()
    await sari.save(...enough)
    await sari.submit()
    expect(problemOf(await files.piece(id, 0, pieceOf(law, 0)))).toEqual([409, 'response-locked', undefined])
    expect(problemOf(await files.begin('law.pdf', law))).toEqual([409, 'response-locked', undefined])
  })
})

test('what was done is on record with sizes, and never with the name of a file', async () => {
  await files.send('secret plan.pdf', largePdf(300_000))
  const found = await rows('select action, detail from audit_event where response_id = $1 order by id')
  expect(found.map((row) => row.action)).toEqual(['upload.begun', 'upload.piece', 'upload.piece', 'file.kept'])
  expect(found[3].detail).toMatchObject({ bytes: 300_000, type: 'application/pdf' })
  expect(JSON.stringify(found)).not.toContain('secret')
})

describe('over a line that breaks', () => {
  const seed = 20_261_122

  test(`a hundred cuts, at the edges of pieces and within them, and the file arrives whole (seed ${seed})`, async () => {
    const random = randomFrom(seed)
    // a third of the cuts falls on the edge of a piece: the request is complete, and its answer is lost
    const next = (): Cut => {
      if (line.cuts() >= 100 || random() < 0.1) return undefined
      const fate = random()
      if (fate < 0.33) return { back: 1 }
      return fate < 0.4 ? { back: Math.floor(random() * 400) + 1 } : { there: Math.floor(random() * 40_000) + 1 }
    }
    const port = Number(new URL(await server.app.listen({ host: '127.0.0.1', port: 0 })).port)
    const line = await cuttingProxy(port, next)
    try {
      const seen: number[] = []
      const result = await sendFile(fileOf('law.pdf', largePdf(8_000_000, seed)), {
        transport: await through(line.port, sari, random),
        onprogress: ({ sent, state }) => void (state === 'sending' && seen.push(sent)),
      })
      expect(result?.ok && result.value.file?.sha256).toBe(sha256Of(largePdf(8_000_000, seed)))
      expect(line.cuts()).toBe(100)
      // never behind what was confirmed, and never twice
      expect(seen).toEqual(seen.toSorted((a, b) => a - b))
      const [{ n }] = await rows(
        `select sum((detail ->> 'bytes')::int)::int as n from audit_event where action = 'upload.piece'
          and detail ->> 'repeated' is null and response_id = $1`,
      )
      expect(n).toBe(8_000_000)
      const kept = await rows('select length(content) as bytes from file where response_id = $1')
      expect(kept).toEqual([{ bytes: 8_000_000 }])
    } finally {
      await line.close()
    }
  })

  test('a refusal is told at once, and is not tried again', async () => {
    let asked = 0
    const refused: ProblemBody = { type: '/problems/too-large', title: 'x', status: 413, detail: 'x' }
    const transport: PieceTransport = {
      ...idle,
      begin: async () => {
        asked += 1
        return { ok: false, problem: refused }
      },
    }
    const result = await sendFile(fileOf('law.pdf', pdfOf()), { transport, onprogress: () => {} })
    expect([result, asked]).toEqual([{ ok: false, problem: refused }, 1])
  })

  test('pieces become smaller on a slow line, and none takes longer than a server waits', async () => {
    const bytesPerMs = 5.12
    const sizes: number[] = []
    let at = 0
    let clock = 0
    const content = largePdf(1_000_000)
    const state = (): UploadState => ({ id: 'x', offset: at, bytes: content.length, expires: '', notices: [] })
    const transport: PieceTransport = {
      ...idle,
      now: () => clock,
      begin: async () => ({ ok: true, value: state() }),
      piece: async (_upload, piece) => {
        clock += piece.content.size / bytesPerMs
        at += piece.content.size
        sizes.push(piece.content.size)
        const file = { name: 'law.pdf', sha256: '', bytes: at, type: '' }
        return { ok: true, value: at < content.length ? state() : { ...state(), file } }
      },
    }
    await sendFile(fileOf('law.pdf', content), { transport, onprogress: () => {} })
    expect(at).toBe(content.length)
    expect(Math.max(...sizes) / bytesPerMs).toBeLessThan(server.app.server.requestTimeout / 2)
  })
})

const idle: PieceTransport = {
  begin: async () => ({ ok: false, problem: unreachable }),
  piece: async () => ({ ok: false, problem: unreachable }),
  wait: async () => {},
  now: () => 0,
  random: () => 0.5,
}

const fileOf = (name: string, content: Buffer) => new File([new Uint8Array(content)], name)

/** The browser's way of sending, over a connection of its own for each request, as a broken line leaves it. */
async function through(port: number, by: Respondent, random: () => number): Promise<PieceTransport> {
  const cookie = `s=${await openSessionFor(server.owner, by.actor)}`
  const there = `/api/responses/${by.response}/uploads`
  const ask = (method: string, path: string, type: string, body: Buffer) =>
    new Promise<Result<UploadState>>((resolve) => {
      const lost = () => resolve({ ok: false, problem: unreachable })
      const headers = { cookie, 'content-type': type, 'content-length': body.length, connection: 'close' }
      const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (reply) => {
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('error', lost)
        reply.on('end', () => {
          if (!reply.complete) return lost()
          const value = JSON.parse(Buffer.concat(parts).toString())
          resolve(reply.statusCode === 200 ? { ok: true, value } : { ok: false, problem: value })
        })
      })
      asked.on('error', lost)
      asked.end(body)
    })
  return {
    begin: (body) => ask('POST', there, 'application/json', Buffer.from(JSON.stringify(body))),
    piece: async (upload, { offset, sha256, content }) =>
      ask(
        'PUT',
        `${there}/${upload}?offset=${offset}&sha256=${sha256}`,
        'application/octet-stream',
        Buffer.from(await content.arrayBuffer()),
      ),
    wait: async () => {},
    now: () => 0,
    random,
  }
}
