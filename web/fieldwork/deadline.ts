import { formatDate, t } from '../text/text.svelte.ts'

const dayMs = 86_400_000

/** `17 January 2027, in 56 days`; days are those of UTC. */
export function deadlineInWords(due: string, today: string): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / dayMs)
  const date = formatDate(due)
  if (days === 0) return t('deadline.today', { date })
  return t(days > 0 ? 'deadline.left' : 'deadline.passed', { date, n: Math.abs(days) })
}

/** `by 1 December 2026`, and for what should have been done: `overdue since 1 December 2026`. */
export const dueInWords = (due: string, today: string): string =>
  t(due < today ? 'deadline.overdue' : 'deadline.by', { date: formatDate(due) })
