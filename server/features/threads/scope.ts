import type { Thread, ThreadScope } from '#contract'
import { type Participant, readerOf } from './participant.ts'
import type { ThreadRow } from './store.ts'

/** Each is within the next. */
const scopes = ['ministry', 'administration', 'research'] as const satisfies readonly ThreadScope[]

const isAuthor = ({ by_person, by_account }: ThreadRow, who: Participant) => (by_person ?? by_account) === readerOf(who)

/**
 * Fewer people: by its author or the focal point, and never so that they could not read it themselves any more. What the
 * research team began stays shared with it.
 */
export function narrowerFor(row: ThreadRow, who: Participant): ThreadScope[] {
  if (row.by_person === null || who.person === undefined) return []
  if (!isAuthor(row, who) && who.role !== 'focal_point') return []
  return scopes.slice(0, scopes.indexOf(row.scope)).filter((scope) => scope !== 'ministry' || row.own_ministry)
}

/** More people: by its author, while nobody else has written in it, also nothing that was taken back. */
export const widerFor = (row: ThreadRow, who: Participant): ThreadScope[] =>
  whyNotWider(row, who) === undefined ? scopes.slice(scopes.indexOf(row.scope) + 1) : []

export function whyNotWider(row: ThreadRow, who: Participant): Thread['notWider'] {
  if (!isAuthor(row, who)) return 'author'
  return row.others ? 'others' : undefined
}
