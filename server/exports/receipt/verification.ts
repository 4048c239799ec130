import { createHash, createPublicKey, verify } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type ReceiptContent, receiptFormat } from './signed-receipt.ts'

/** A public key as `/.well-known/mufakat-receipt-keys.json` lists it (RFC 7517, RFC 8037). */
export interface ReceiptKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly kid: string
  /** base64url of the 32 bytes. */
  readonly x: string
}

export type Verified =
  | { readonly ok: true; readonly receipt: ReceiptContent; readonly submission: 'same' | 'not given' }
  | { readonly ok: false; readonly fault: string }

/** RFC 7638: the SHA-256 of the required members in their order, base64url. */
export const thumbprintOf = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')

const refused = (fault: string): Verified => ({ ok: false, fault })

/**
 * Checks a receipt, and the submission it speaks of when it is given, without asking anybody. The files are taken byte for
 * byte: one that says the same in other bytes is refused.
 */
export function verifyReceipt(file: Uint8Array, keys: readonly ReceiptKey[], submission?: Uint8Array): Verified {
  const read = readFile(file)
  if (typeof read === 'string') return refused(read)
  const { receipt, signature } = read
  // the id is computed, so that no list of keys can give one key the name of another
  const key = keys.find((one) => one.kid === signature.key && thumbprintOf(one.x) === one.kid)
  if (key === undefined) return refused(`The key ${signature.key} is not among the keys given.`)
  const bytes = Buffer.from(signature.value, 'base64url')
  if (bytes.toString('base64url') !== signature.value) return refused('The signature is not written as it was made.')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.x }, format: 'jwk' })
  if (!verify(undefined, Buffer.from(canonicalize(receipt) ?? '', 'utf8'), publicKey, bytes)) {
    return refused('The signature does not belong to this receipt.')
  }
  if (submission === undefined) return { ok: true, receipt, submission: 'not given' }
  const sha256 = createHash('sha256').update(submission).digest('hex')
  if (sha256 !== receipt.sha256 || submission.length !== receipt.bytes) {
    return refused('The submission is not the one this receipt was given for.')
  }
  return { ok: true, receipt, submission: 'same' }
}

interface SignedFile {
  readonly receipt: ReceiptContent & { readonly format: string }
  readonly signature: { readonly algorithm: string; readonly key: string; readonly value: string }
}

function readFile(file: Uint8Array): SignedFile | string {
  let content: unknown
  let text: string
  try {
    // a byte order mark is a changed byte as well
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file)
    content = JSON.parse(text)
  } catch {
    return 'This file is no receipt: it cannot be read as JSON.'
  }
  const { receipt, signature } = (content ?? {}) as Partial<SignedFile>
  if (receipt?.format !== receiptFormat || typeof signature?.key !== 'string' || typeof signature.value !== 'string') {
    return `This file is no receipt of the form ${receiptFormat}.`
  }
  if (signature.algorithm !== 'Ed25519') return 'The receipt names another algorithm than Ed25519.'
  if (canonicalize(content) !== text) return 'The file is not written as it was given out; ask for it again.'
  return { receipt, signature }
}
