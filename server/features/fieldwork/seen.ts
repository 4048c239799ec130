import type { Extension, Fieldwork, Letter } from '#contract'
import type { ExtensionRow, Frame, findAsked, LetterRow, Writer } from './store.ts'

/** Days are those of UTC, as everywhere on the wire. */
export const todayIs = (): string => new Date().toISOString().slice(0, 10)

/** The day that counts: an extension holds only while it goes beyond the wave's deadline, which may have moved since. */
export function datesOf({ due, extended }: Pick<Frame, 'due' | 'extended'>) {
  const today = todayIs()
  if (due === null) return { today }
  return extended !== null && extended > due ? { today, due: extended, before: due } : { today, due }
}

export const toAsked = (row: NonNullable<Awaited<ReturnType<typeof findAsked>>>): NonNullable<Fieldwork['asked']> => ({
  by: row.asked_by ?? '',
  message: row.message,
  sections: row.sections,
  items: row.single_items,
  ...(row.due_on !== null && { due: row.due_on }),
})

export const toExtension = (row: ExtensionRow): Extension => ({
  number: row.number,
  wishedOn: row.wished_on,
  reason: row.reason,
  by: row.by_name,
  at: row.at.toISOString(),
  ...(row.decided_by !== null && {
    decision: {
      ...(row.granted_on !== null && { grantedOn: row.granted_on }),
      note: row.note ?? '',
      by: row.decided_by,
      at: (row.decided_at ?? row.at).toISOString(),
    },
  }),
})

export function toLetter(row: LetterRow, reader: Writer): Letter {
  const mine = (row.by_person ?? row.by_account) === (reader.person ?? reader.account)
  return {
    id: row.id,
    from: row.by_account === null ? 'administration' : 'team',
    toAll: row.response_id === null,
    readers: row.readers,
    text: row.text,
    by: row.by_name,
    at: row.at.toISOString(),
    mine,
    read: mine || row.read,
  }
}
