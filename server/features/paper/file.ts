import type { PaperFormat } from '#contract'
import { fileName } from '../../exports/file-name.ts'
import type { PaperDocument } from '../../exports/paper/document.ts'
import { writeDocx } from '../../exports/paper/docx/document.ts'
import { writePage } from '../../exports/paper/html/page.ts'
import type { FileReply } from '../../http/file-reply.ts'
import { fontBytes } from '../../printing/font-files.ts'
import type { Printer } from '../../printing/printer.ts'

/** The paper as a file of the format asked for. */
export async function paperFile(paper: PaperDocument, format: PaperFormat, printer: Printer): Promise<FileReply> {
  const name = nameOf(paper, format)
  if (format === 'docx') return { name, type: docxType, content: await writeDocx(paper) }
  const { html, style } = writePage(paper, fontBytes)
  if (format === 'pdf') return { name, type: 'application/pdf', content: await printer.print(html) }
  return { name, type: 'text/html; charset=utf-8', content: html, page: { style } }
}

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** `NAT-1.0.0-km-blank.pdf`, `SYNTHETIC-NAT-1.0.0-phl-2026-en-draft.docx`. */
function nameOf({ instrument, unit, wave, language, standing, synthetic }: PaperDocument, format: PaperFormat): string {
  const place = [...(unit === undefined ? [] : [unit.code]), ...(wave === undefined ? [] : [wave.code])]
  const named = fileName({ synthetic, parts: [instrument.code], extension: '' }).replace(/\.$/, '')
  const rest = fileName({ synthetic: false, parts: [...place, language, standing], extension: format })
  return `${named}-${instrument.version.replaceAll(/[^A-Za-z0-9.]+/g, '-')}-${rest}`
}
