import type { account } from './en/account.ts'
import type { check } from './en/check.ts'
import type { clearance } from './en/clearance.ts'
import { common } from './en/common.ts'
import type { contributions } from './en/contributions.ts'
import type { deadline } from './en/deadline.ts'
import type { evidence } from './en/evidence.ts'
import type { fieldwork } from './en/fieldwork.ts'
import type { findings } from './en/findings.ts'
import { items } from './en/items.ts'
import { link } from './en/link.ts'
import type { manage } from './en/manage.ts'
import type { manageFieldwork } from './en/manage-fieldwork.ts'
import type { needsYou } from './en/needs-you.ts'
import type { people } from './en/people.ts'
import type { prefill } from './en/prefill.ts'
import type { refusedLink } from './en/refused-link.ts'
import type { renderings } from './en/renderings.ts'
import { respond } from './en/respond.ts'
import type { signOut } from './en/sign-out.ts'
import type { staff } from './en/staff.ts'
import type { start } from './en/start.ts'
import type { submit } from './en/submit.ts'
import type { threads } from './en/threads.ts'
import type { version } from './en/version.ts'

/** What every visitor loads. */
export const en = { ...common, ...link, ...respond, ...items }

export type Messages = typeof en &
  typeof deadline &
  typeof fieldwork &
  typeof manageFieldwork &
  typeof start &
  typeof account &
  typeof evidence &
  typeof staff &
  typeof findings &
  typeof manage &
  typeof version &
  typeof submit &
  typeof clearance &
  typeof contributions &
  typeof renderings &
  typeof threads &
  typeof needsYou &
  typeof check &
  typeof refusedLink &
  typeof signOut &
  typeof prefill &
  typeof people
export type MessageKey = keyof Messages
