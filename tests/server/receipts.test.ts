import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReceiptKey, verifyReceipt } from '../../server/exports/receipt/verification.ts'
import { makeSigner, openSigner } from '../../server/features/clearance/signing-key.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { ask, type Clearing, clear, newClearing, plan, wholeBy } from '../support/clearing.ts'

let server: TestApp
let folder: string
let people: Clearing
let receipt: Buffer
let submission: Buffer
let keys: readonly ReceiptKey[]

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument, environment: { CHROMIUM_PATH: 'off' } })
  folder = await mkdtemp(join(tmpdir(), 'mufakat-receipts-'))
  people = await newClearing(server)
  const { sari, budi, dewi } = people
  await budi.save({ item: 'A04', value: 'ក្រសួងប្រៃសណីយ៍' })
  await plan(sari, [wholeBy()])
  await ask(sari)
  await clear(dewi)
  receipt = (await sari.send('GET', '/receipt.json')).rawPayload
  submission = (await sari.send('GET', '/submission.json')).rawPayload
  keys = (await server.ask({ method: 'GET', url: '/.well-known/mufakat-receipt-keys.json' })).json().keys
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** The same bytes with one of them another. */
function changed(bytes: Buffer, at: number, by: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = ((copy[at] ?? 0) + by) % 256
  return copy
}

// one bit, the case of a letter, the next byte, its opposite
const changes = [1, 32, 255, 128]

describe('a receipt', () => {
  test('verifies with the public key and the submission it was given for', () => {
    expect(verifyReceipt(receipt, keys, submission)).toMatchObject({ ok: true, submission: 'same' })
    expect(verifyReceipt(receipt, keys)).toMatchObject({ ok: true, submission: 'not given' })
    expect(keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', kid: server.signer.id, x: server.signer.publicKey }])
  })

  test('fails with any byte of the submission changed, added or lost', () => {
    expect(submission.length).toBeGreaterThan(1_000)
    for (const at of submission.keys()) {
      for (const by of changes) {
        if (verifyReceipt(receipt, keys, changed(submission, at, by)).ok) expect.fail(`byte ${at} + ${by}`)
      }
    }
    expect(verifyReceipt(receipt, keys, Buffer.concat([submission, Buffer.from('\n')])).ok).toBe(false)
    expect(verifyReceipt(receipt, keys, submission.subarray(1)).ok).toBe(false)
  })

  test('fails with any byte of its own changed, added or lost', () => {
    expect(receipt.length).toBeGreaterThan(900)
    for (const at of receipt.keys()) {
      for (const by of changes) {
        if (verifyReceipt(changed(receipt, at, by), keys, submission).ok) expect.fail(`byte ${at} + ${by}`)
      }
    }
    for (const added of ['\n', ' ', '\uFEFF']) {
      expect(verifyReceipt(Buffer.concat([Buffer.from(added), receipt]), keys).ok).toBe(false)
      expect(verifyReceipt(Buffer.concat([receipt, Buffer.from(added)]), keys).ok).toBe(false)
    }
  })

  test('fails in other words that mean the same, and with another key under the same name', () => {
    const content = JSON.parse(receipt.toString())
    expect(verifyReceipt(Buffer.from(JSON.stringify(content, undefined, 2)), keys).ok).toBe(false)
    const other = makeSigner()
    const forged = { ...content.receipt, unit: 'Atlantis' }
    const signature = { algorithm: 'Ed25519', key: server.signer.id, value: other.sign(canonicalize(forged) ?? '') }
    const file = Buffer.from(canonicalize({ receipt: forged, signature }) ?? '')
    const posing = [{ kty: 'OKP', crv: 'Ed25519', kid: server.signer.id, x: other.publicKey } as const]
    expect(verifyReceipt(file, posing).ok).toBe(false)
    expect(verifyReceipt(file, keys).ok).toBe(false)
  })

  test('is a page to print without script, and says so where there is no browser for a PDF', async () => {
    const page = await people.dewi.send('GET', '/receipt.html')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('Dewi Signed')
    expect(page.body).toContain(JSON.parse(receipt.toString()).receipt.sha256)
    expect(page.body).not.toMatch(/<script|style="/)
    expect((await people.sari.send('GET', '/receipt.pdf')).statusCode).toBe(501)
  })

  test('is for those whose response it is', async () => {
    const url = `/api/responses/${people.sari.response}/receipt.json`
    expect((await server.ask({ method: 'GET', url })).statusCode).toBe(401)
    expect((await (await server.as(server.world.mei))({ method: 'GET', url })).statusCode).toBe(403)
    expect((await (await server.as(server.world.maria))({ method: 'GET', url })).statusCode).toBe(404)
    expect((await people.sari.send('GET', '/receipt.json?number=2')).statusCode).toBe(404)
  })
})

describe('the signing key', () => {
  test('is made once, whoever comes first, and is for the server’s account alone', async () => {
    const path = join(folder, 'new', 'key.pem')
    const signers = await Promise.all([openSigner(path), openSigner(path), openSigner(path)])
    expect(new Set(signers.map(({ id }) => id)).size).toBe(1)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await openSigner(path)).id).toBe(signers[0]?.id)
    expect(await readFile(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  })

  test('of another kind is refused', async () => {
    const path = join(folder, 'rsa.pem')
    const { generateKeyPairSync } = await import('node:crypto')
    await writeFile(
      path,
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    )
    await expect(openSigner(path)).rejects.toThrow('holds no Ed25519 key')
  })
})

describe('npm run admin -- verify-receipt', () => {
  const run = promisify(execFile)
  const verify = (...args: string[]) =>
    run(process.execPath, ['scripts/admin.ts', 'verify-receipt', ...args], {
      env: { ...process.env, DATA_DIR: folder },
    })

  test('checks the files with the keys given, without a database', async () => {
    const path = (name: string) => join(folder, name)
    await writeFile(path('receipt.json'), receipt)
    await writeFile(path('submission.json'), submission)
    await writeFile(path('keys.json'), JSON.stringify({ keys }))
    await writeFile(path('other.json'), changed(submission, 40, 1))
    const good = await verify(path('receipt.json'), path('submission.json'), '--keys', path('keys.json'))
    expect(good.stdout).toContain('byte for byte')
    const wrong = verify(path('receipt.json'), path('other.json'), '--keys', path('keys.json'))
    await expect(wrong).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('NOT VERIFIED') })
    // the key of this folder signed nothing
    await expect(verify(path('receipt.json'))).rejects.toMatchObject({ stderr: expect.stringContaining('not among') })
  })
})
