import { refusal } from './refusals.ts'

const lastBytes = 1_024
const encrypted = /\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/
const markup = /<(?:html|script|svg|!doctype)/i

/** Refuses a PDF that is cut short, behind a password, or a web page as well. */
export function checkPdf(bytes: Buffer): void {
  if (markup.test(bytes.toString('latin1', 0, lastBytes))) throw refusal('file.two_kinds')
  if (!bytes.subarray(-lastBytes).includes('%%EOF')) throw refusal('file.damaged')
  if (bytes.includes('/Encrypt') && encrypted.test(bytes.toString('latin1'))) throw refusal('file.password')
}
