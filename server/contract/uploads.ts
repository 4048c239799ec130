import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { storedFile } from './responses.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const megabyte = 1_048_576

/** The largest piece of a file that is sent at once, and the smallest but for the last. */
export const pieceBytes = { most: 262_144, least: 4_096 } as const
export const mostFileBytes = 25 * megabyte
/** All files of a response together. */
export const mostResponseBytes = 250 * megabyte

/** What was done to a file before it was kept. */
export const fileNotice = z.enum(['location_removed', 'trailing_removed'])

/** How far an upload has come. `file` stands once everything has arrived and was checked. */
export const uploadState = z.object({
  id: z.uuid(),
  /** Where the next piece begins. */
  offset: z.int(),
  bytes: z.int(),
  expires: z.iso.datetime(),
  file: storedFile.optional(),
  notices: z.array(fileNotice),
})

export type UploadState = z.infer<typeof uploadState>
export type FileNotice = z.infer<typeof fileNotice>

export const beginUpload = endpoint({
  method: 'POST',
  path: '/api/responses/:response/uploads',
  summary: 'Begin to send a file, or find out where sending the same file broke off',
  who: 'response.answer',
  params: z.object({ response: z.uuid() }),
  body: z.strictObject({ name: z.string().min(1).max(300), bytes: z.int().min(1), sha256 }),
  returns: uploadState,
  problems: ['response-locked', 'too-large', 'quota-reached', 'unsupported-media-type'],
})

export const sendPiece = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/uploads/:upload',
  summary: 'Send the next piece of a file; with the last one the whole is checked and kept',
  who: 'response.answer',
  params: z.object({ response: z.uuid(), upload: z.uuid() }),
  query: z.strictObject({ offset: z.coerce.number<string | number>().int().min(0), sha256 }),
  returns: uploadState,
  problems: [
    'response-locked',
    'upload-offset',
    'upload-expired',
    'checksum-mismatch',
    'too-large',
    'unsupported-media-type',
    'unreadable-file',
  ],
  bodyLimit: pieceBytes.most,
})
