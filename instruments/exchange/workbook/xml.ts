import { SaxesParser } from 'saxes'
import { WorkbookError } from './workbook-error.ts'

/** What happens while a part is read. Names are without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

// office files nest a dozen deep
const deepest = 64

/**
 * Reads XML as it arrives. No document type, no entities of its own, no element or text longer than `longest`
 * characters of source. Rejects with a WorkbookError; errors thrown by the handler pass through.
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  place: string,
  longest: number,
): Promise<void> {
  const parser = new SaxesParser({ position: false })
  let depth = 0
  let sinceEvent = 0
  parser.on('doctype', () => {
    throw new WorkbookError('xml-dtd', 'A part of the file declares a document type, which no office file does.', place)
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|utf-?16|us-ascii)$/i.test(encoding)) throw malformed(place)
  })
  parser.on('error', () => {
    throw malformed(place)
  })
  parser.on('opentag', ({ name, attributes }) => {
    sinceEvent = 0
    depth += 1
    if (depth > deepest) throw malformed(place)
    handler.open?.(local(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    sinceEvent = 0
    depth -= 1
    handler.close?.(local(name))
  })
  const say = (text: string): void => {
    sinceEvent = 0
    handler.text?.(text)
  }
  parser.on('text', say)
  parser.on('cdata', say)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(isWide(chunk) ? 'utf-16le' : 'utf-8', { fatal: true })
    const text = decoded(decoder, chunk, place)
    // what has not ended in an event is kept by the parser; this is what bounds it
    sinceEvent += text.length
    parser.write(text)
    if (sinceEvent > longest) throw new WorkbookError('text-too-long', 'The file holds a text that never ends.', place)
  }
  parser.close()
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const isWide = (chunk: Uint8Array): boolean => chunk[0] === 0xff && chunk[1] === 0xfe

function decoded(decoder: TextDecoder, chunk: Uint8Array, place: string): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    throw malformed(place)
  }
}

const malformed = (place: string): WorkbookError =>
  new WorkbookError('damaged', 'A part of the file is not well-formed XML.', place)
