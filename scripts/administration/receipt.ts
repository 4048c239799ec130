import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '../../server/config.ts'
import { type ReceiptKey, verifyReceipt } from '../../server/exports/receipt/verification.ts'
import { openSigner } from '../../server/features/clearance/signing-key.ts'

const keyList = z.object({
  keys: z.array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), kid: z.string(), x: z.string() })),
})

/** Keys from a file that was fetched once from `/.well-known/mufakat-receipt-keys.json`; else the key of this installation. */
async function readKeys(path: string | undefined): Promise<readonly ReceiptKey[]> {
  if (path === undefined) {
    const { id, publicKey } = await openSigner(readConfig().signingKeyFile)
    return [{ kty: 'OKP', crv: 'Ed25519', kid: id, x: publicKey }]
  }
  const read = keyList.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!read.success) throw new Error(`${path} is no list of keys`)
  return read.data.keys
}

/** Checks a receipt, and the submission it was given for, without asking a server or a database. */
export async function verifyReceiptFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: { keys: { type: 'string' } }, allowPositionals: true })
  const [receiptPath, submissionPath, ...more] = positionals
  if (receiptPath === undefined || more.length > 0) {
    throw new Error(
      'Say which files: npm run admin -- verify-receipt receipt.json [submission.json] [--keys keys.json]',
    )
  }
  const submission = submissionPath === undefined ? undefined : await readFile(submissionPath)
  const verified = verifyReceipt(await readFile(receiptPath), await readKeys(values.keys), submission)
  if (!verified.ok) throw new Error(`NOT VERIFIED. ${verified.fault}`)
  const { reference, unit, submittedAt, attestation, sha256 } = verified.receipt
  console.log(`Verified: receipt ${reference} of ${unit}, ${submittedAt}.`)
  console.log(`Signed for by ${attestation.name}, ${attestation.title}.`)
  console.log(
    verified.submission === 'same'
      ? 'The submission is the one the receipt was given for, byte for byte.'
      : `The submission was not given; its SHA-256 must be ${sha256}.`,
  )
}
