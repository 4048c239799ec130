import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instrumentHash } from './responses.ts'

/** `html` prints from any browser, `docx` is filled in and handed in again, `pdf` needs a Chromium on the server. */
const format = z.enum(['html', 'pdf', 'docx'])
export type PaperFormat = z.infer<typeof format>

/** One of the instrument's languages; its first when absent. */
const paperQuery = z.strictObject({
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/)
    .optional(),
})

export const readBlankPaper = endpoint({
  method: 'GET',
  path: '/api/instruments/:hash/paper.:format',
  summary: 'A blank copy of a released instrument for printing or for filling in with a word processor',
  who: 'instrument.read',
  params: z.object({ hash: instrumentHash, format }),
  query: paperQuery,
  file: 'application/octet-stream',
  problems: ['pdf-unavailable', 'temporarily-unavailable'],
})

export const readAnsweredPaper = endpoint({
  method: 'GET',
  path: '/api/responses/:response/paper.:format',
  summary: 'A copy of a response as it stands, marked DRAFT or CLEARED on every page',
  who: 'response.read',
  params: z.object({ response: z.uuid(), format }),
  query: paperQuery,
  file: 'application/octet-stream',
  problems: ['pdf-unavailable', 'temporarily-unavailable'],
})
