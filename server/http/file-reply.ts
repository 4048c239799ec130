import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** A file answer: its bytes, or a stream of them; always a download, never shown inside our pages. */
export interface FileReply {
  readonly name: string
  readonly content: string | Buffer | AsyncIterable<string | Uint8Array>
  /** Instead of the media type the contract names. */
  readonly type?: string | undefined
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

export function sendFile(reply: FastifyReply, type: string, file: FileReply): FastifyReply {
  reply
    .type(file.type ?? type)
    .header('content-disposition', disposition(file.name))
    // whatever it is, it runs nothing
    .header('content-security-policy', "default-src 'none'; sandbox")
  const { content } = file
  return reply.send(typeof content === 'string' || Buffer.isBuffer(content) ? content : Readable.from(content))
}
