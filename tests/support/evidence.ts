import { createHash } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { EvidenceItem, UploadState } from '#contract'
import type { TestApp } from './app.ts'
import type { Respondent } from './respondent.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export const mostPiece = 262_144

/** Somebody sending files, piece by piece. */
export interface Sender {
  begin(
    name: string,
    content: Buffer,
    says?: Partial<{ bytes: number; sha256: string }>,
  ): Promise<LightMyRequestResponse>
  piece(id: string, offset: number, content: Buffer, sha256?: string): Promise<LightMyRequestResponse>
  /** The whole file, one piece after another; the last reply, or the first that is no success. */
  send(name: string, content: Buffer): Promise<LightMyRequestResponse>
}

export async function sender(server: TestApp, by: Respondent): Promise<Sender> {
  const ask = await server.as(by.actor)
  const there = `/api/responses/${by.response}/uploads`
  const begin: Sender['begin'] = (name, content, says = {}) =>
    ask({
      method: 'POST',
      url: there,
      payload: { name, bytes: says.bytes ?? content.length, sha256: says.sha256 ?? sha256Of(content) },
    })
  const piece: Sender['piece'] = (id, offset, content, sha256 = sha256Of(content)) =>
    ask({
      method: 'PUT',
      url: `${there}/${id}?offset=${offset}&sha256=${sha256}`,
      payload: content,
      headers: { 'content-type': 'application/octet-stream' },
    })
  const send: Sender['send'] = async (name, content) => {
    let reply = await begin(name, content)
    while (reply.statusCode === 200) {
      const { id, offset, file } = reply.json() as UploadState
      if (file !== undefined) break
      reply = await piece(id, offset, content.subarray(offset, offset + mostPiece))
    }
    return reply
  }
  return { begin, piece, send }
}

/** Sends a file and adds it as evidence. */
export async function addFile(
  server: TestApp,
  by: Respondent,
  content: Buffer,
  details: Partial<EvidenceItem> & { readonly name?: string } = {},
): Promise<EvidenceItem> {
  const sent = await (await sender(server, by)).send(details.name ?? 'law.pdf', content)
  const { sha256 } = (sent.json() as UploadState).file ?? {}
  const { title = 'Law on social media', level = 'administration' } = details
  const reply = await by.send('POST', '/evidence', { id: crypto.randomUUID(), title, level, sha256 })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}

export async function addLink(by: Respondent, details: Partial<EvidenceItem> = {}): Promise<EvidenceItem> {
  const { title = 'Circular 7', level = 'administration', address = 'https://www.gov.example/circular-7' } = details
  const reply = await by.send('POST', '/evidence', { id: crypto.randomUUID(), title, level, address })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}

/** Cites through the API; `Respondent` knows no PUT. */
export async function cite(server: TestApp, by: Respondent, evidence: string, body: object) {
  const ask = await server.as(by.actor)
  return ask({ method: 'PUT', url: `/api/responses/${by.response}/evidence/${evidence}/citations`, payload: body })
}
