import type { account } from './en/account.ts'
import { common } from './en/common.ts'
import type { findings } from './en/findings.ts'
import { items } from './en/items.ts'
import { link } from './en/link.ts'
import type { manage } from './en/manage.ts'
import { respond } from './en/respond.ts'
import type { staff } from './en/staff.ts'

/** What every visitor loads. */
export const en = { ...common, ...link, ...respond, ...items }

const sharedByStaff = async () => (await import('./en/staff.ts')).staff

/** Areas that only some pages need, loaded with them. */
export const lateAreas = {
  account: async () => (await import('./en/account.ts')).account,
  findings: async () => ({ ...(await sharedByStaff()), ...(await import('./en/findings.ts')).findings }),
  manage: async () => ({ ...(await sharedByStaff()), ...(await import('./en/manage.ts')).manage }),
} as const

export type Area = keyof typeof lateAreas
export type Messages = typeof en & typeof account & typeof staff & typeof findings & typeof manage
export type MessageKey = keyof Messages
