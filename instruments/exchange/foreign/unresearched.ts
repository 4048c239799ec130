import type { Notices } from '../notice.ts'
import type { DraftItem, DraftSection } from '../sources/draft.ts'

/**
 * Foreign questionnaires name no research questions, and an item without one has to be marked as identification.
 * Every item is, until somebody names what it answers.
 */
export function unresearched(sections: readonly DraftSection[], notices: Notices): readonly DraftSection[] {
  notices.note(
    'no-research-question',
    '',
    'The file names no research questions; every question is marked as identification until somebody names them.',
  )
  return sections.map((section) => ({
    ...section,
    groups: section.groups.map((group) => ({ ...group, items: group.items.map(marked) })),
  }))
}

function marked(item: DraftItem): DraftItem {
  if (item.answer.type === 'note') return item
  const { answer } = item
  const inside = answer.type === 'roster' ? { answer: { ...answer, items: answer.items.map(marked) } } : {}
  return { ...item, identification: true, ...inside }
}
