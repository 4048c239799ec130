import canonicalize from 'canonicalize'
import type { Receipt } from '#contract'

/** What is signed: everything a receipt says. */
export type ReceiptContent = Omit<Receipt, 'signature'>

export interface ReceiptSignature {
  /** RFC 7638 thumbprint of the public key. */
  readonly key: string
  /** Ed25519 over the UTF-8 bytes of the receipt's text, base64url without padding. */
  readonly value: string
}

export const receiptFormat = 'mufakat-receipt/1'

/** The text that is signed: RFC 8785, so that it is the same byte for byte wherever it is written. */
export const receiptText = (content: ReceiptContent): string =>
  canonicalize({ format: receiptFormat, ...content }) ?? ''

/** The receipt as a file: canonical as a whole, so that no byte of it can change without being noticed. */
export const receiptFile = (text: string, { key, value }: ReceiptSignature): string =>
  canonicalize({ receipt: JSON.parse(text), signature: { algorithm: 'Ed25519', key, value } }) ?? ''

/** A text as it was signed, as the interface takes it. */
export function readReceiptText(text: string, { key, value }: ReceiptSignature): Receipt {
  const { format: _, ...content } = JSON.parse(text) as ReceiptContent & { readonly format: string }
  return { ...content, signature: { algorithm: 'Ed25519', key, value } }
}
