import type { account } from './en/account.ts'
import { common } from './en/common.ts'
import type { findings } from './en/findings.ts'
import { items } from './en/items.ts'
import { link } from './en/link.ts'
import { respond } from './en/respond.ts'

/** What every visitor loads. */
export const en = { ...common, ...link, ...respond, ...items }

/** Areas that only some pages need, loaded with them. */
export const lateAreas = {
  account: async () => (await import('./en/account.ts')).account,
  findings: async () => (await import('./en/findings.ts')).findings,
} as const

export type Area = keyof typeof lateAreas
export type Messages = typeof en & typeof account & typeof findings
export type MessageKey = keyof Messages
