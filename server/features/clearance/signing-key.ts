import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { thumbprintOf } from '../../exports/receipt/verification.ts'

/** What signs receipts. The private half never leaves it. */
export interface Signer {
  /** RFC 7638 thumbprint of the public half. */
  readonly id: string
  /** base64url of the 32 bytes. */
  readonly publicKey: string
  /** Ed25519 over the UTF-8 bytes of a text, base64url. */
  sign(text: string): string
}

export function signerOf(key: KeyObject): Signer {
  const { x = '' } = key.export({ format: 'jwk' })
  return {
    id: thumbprintOf(x),
    publicKey: x,
    sign: (text) => sign(undefined, Buffer.from(text, 'utf8'), key).toString('base64url'),
  }
}

/** A key of this moment, kept nowhere. */
export const makeSigner = (): Signer => signerOf(generateKeyPairSync('ed25519').privateKey)

/** The key of this installation, made at the first start; readable by the server's account alone. */
export async function openSigner(path: string): Promise<Signer> {
  const known = await readKey(path)
  if (known !== undefined) return known
  await makeKey(path)
  const made = await readKey(path)
  if (made === undefined) throw new Error(`the signing key ${resolve(path)} could not be made`)
  return made
}

async function readKey(path: string): Promise<Signer | undefined> {
  let pem: string
  try {
    pem = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined
    throw error
  }
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${resolve(path)} holds no Ed25519 key`)
  return signerOf(key)
}

/** Written whole beside its place, then named: of two servers that start at once, one names its key and both read it. */
async function makeKey(path: string): Promise<void> {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  const draft = `${path}.${crypto.randomUUID()}`
  await mkdir(dirname(path), { recursive: true })
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(pem)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
}
