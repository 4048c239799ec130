import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/**
 * Stays the same while the server has everything it ever confirmed. Another one than before: a backup was restored or a
 * standby took over, and whoever still holds confirmed changes asks which of them are missing and sends those again.
 */
export const epoch = z.uuid()

export const reconcile = endpoint({
  method: 'POST',
  path: '/api/responses/:response/reconcile',
  summary: 'Which of the changes that were once confirmed the server does not have any more; reads only',
  who: 'response.answer',
  params: z.object({ response: z.uuid() }),
  body: z.strictObject({ mutations: z.array(z.uuid()).min(1).max(1_000) }),
  returns: z.object({
    epoch,
    revision: z.int(),
    /** Neither applied nor kept as a draft text, in the order in which they were asked about. */
    missing: z.array(z.uuid()),
  }),
  problems: [],
})
