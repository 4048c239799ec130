import { z } from 'zod'

/** Why a warning stands as it is: data, kept and submitted with the answers. */
export const warningReason = z.strictObject({
  /** The answer: `B01`, or `B04_title/r1` in a roster. */
  key: z.string().min(1).max(200),
  /** The check, or the kind of finding where the instrument names no check. */
  warning: z.string().min(1).max(200),
  reason: z.string().trim().min(1).max(2000),
})

export type WarningReason = z.infer<typeof warningReason>
