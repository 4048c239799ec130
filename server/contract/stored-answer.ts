import { z } from 'zod'

export const itemCode = z.string().regex(/^[A-Z][A-Za-z0-9_]{0,31}$/)
export const rowCode = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const missingReason = z.enum(['dont_know', 'refused', 'not_applicable', 'not_available'])

export const storedAnswer = z.object({
  item: z.string(),
  row: z.string().optional(),
  value: z.json().optional(),
  missing: z.string().optional(),
  /** Why a person should look at it again after a move to another version; gone once it is confirmed or changed. */
  look: z.string().optional(),
  version: z.int(),
  by: z.string(),
  at: z.iso.datetime(),
})

export type StoredAnswer = z.infer<typeof storedAnswer>
