import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** A file answer: its bytes, or a stream of them; a download unless it is a page of ours for printing. */
export interface FileReply {
  readonly name: string
  readonly content: string | Buffer | AsyncIterable<string | Uint8Array>
  /** Instead of the media type the contract names. */
  readonly type?: string | undefined
  /** A page to look at and print: it may show this style sheet of its own and load nothing. */
  readonly page?: { readonly style: string }
}

// RFC 6266: plain letters for old readers, the exact name for the others
const disposition = (name: string) => {
  const plain = name.replaceAll(/[^A-Za-z0-9 ._-]/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

const inline = (name: string) => disposition(name).replace('attachment', 'inline')

/** Its own style sheet by its hash, fonts and pictures that stand in it, and no script whatever. */
function printPolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${hash}'; font-src data:; img-src data:; sandbox`
}

export function sendFile(reply: FastifyReply, type: string, file: FileReply): FastifyReply {
  reply
    .type(file.type ?? type)
    .header('content-disposition', file.page ? inline(file.name) : disposition(file.name))
    // whatever it is, it runs nothing
    .header('content-security-policy', file.page ? printPolicy(file.page.style) : "default-src 'none'; sandbox")
  const { content } = file
  return reply.send(typeof content === 'string' || Buffer.isBuffer(content) ? content : Readable.from(content))
}
