import type { Colleague } from '#contract'
import type { Author } from '../responses/author.ts'
import type { AskedRow, ColleagueRow, ReturnRow } from './store.ts'

export type Asked = AskedRow

/** Somebody on the response, as everybody on it may know them. */
export function toColleague(row: ColleagueRow, author: Author, returned: ReturnRow | undefined): Colleague {
  const { person, name, role, alternate, body, sections, single_items: items, due_on: due } = row
  return {
    ...{ person, name, role, alternate, body, sections, items },
    ...(due !== null && { due }),
    me: person === author.person,
    ...(returned && {
      returned: { outcome: returned.outcome, note: returned.note, at: returned.at.toISOString() },
    }),
  }
}

/** The same with what only a focal point may know. */
export function toAsked(row: AskedRow, author: Author, returned: ReturnRow | undefined): Colleague {
  return {
    ...toColleague(row, author, returned),
    delegation: {
      email: row.email ?? '',
      readsAll: row.reads_all,
      message: row.message,
      state: stateOf(row, returned),
      askedBy: row.asked_by ?? '',
      askedAt: row.asked_at.toISOString(),
      ...(row.link_until !== null && { linkUntil: row.link_until.toISOString() }),
      yours: row.person !== author.person && (row.role !== 'focal_point' || row.alternate),
    },
  }
}

function stateOf(row: AskedRow, returned: ReturnRow | undefined): NonNullable<Colleague['delegation']>['state'] {
  if (row.withdrawn_at !== null) return 'withdrawn'
  if (returned !== undefined) return 'returned'
  if (row.worked) return 'working'
  return row.opened ? 'opened' : 'asked'
}
