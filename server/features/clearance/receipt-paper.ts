import type { Receipt } from '#contract'
import { writeReceiptPage } from '../../exports/receipt/page.ts'
import type { FileReply } from '../../http/file-reply.ts'
import { fontBytes } from '../../printing/font-files.ts'
import type { Printer } from '../../printing/printer.ts'

/** The receipt on paper: a page to print, or the same as a PDF. */
export async function receiptPaper(receipt: Receipt, format: 'html' | 'pdf', printer: Printer): Promise<FileReply> {
  const { html, style } = writeReceiptPage(receipt, fontBytes)
  const name = `${receipt.reference}-receipt.${format}`
  return format === 'pdf'
    ? { name, type: 'application/pdf', content: await printer.print(html) }
    : { name, type: 'text/html; charset=utf-8', content: html, page: { style } }
}
