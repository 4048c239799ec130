import type { FormItem, FormSection, Progress } from './form.ts'

const hasNothingToAnswer = (item: FormItem): boolean =>
  item.type === 'note' || (item.definition.type === 'roster' && item.definition.rows !== undefined)

/** Items on the path, those inside rosters too; notes and rosters whose rows are given ask nothing. */
export function askedItems(items: readonly FormItem[]): readonly FormItem[] {
  return items
    .filter((item) => item.relevant)
    .flatMap((item) => [
      ...(hasNothingToAnswer(item) ? [] : [item]),
      ...item.records.flatMap((record) => askedItems(record.items)),
    ])
}

/** Answered means a value or a declared missing reason: both are work done. */
export function progressOf(items: readonly FormItem[], relevant: boolean): Progress {
  const asked = relevant ? askedItems(items) : []
  const answered = asked.filter((item) => item.answered).length
  const blockers = asked.flatMap((item) => item.findings).filter((finding) => finding.severity === 'blocker')
  const requiredOpen = new Set(blockers.filter((finding) => finding.code === 'required').map((finding) => finding.key))
    .size
  return { applicable: asked.length, answered, requiredOpen, blockers: blockers.length, state: stateOf() }

  function stateOf(): Progress['state'] {
    if (asked.length === 0) return 'off_path'
    if (answered === 0) return 'not_started'
    return blockers.length === 0 ? 'complete' : 'in_progress'
  }
}

export function sumProgress(sections: readonly FormSection[]): Progress {
  const parts = sections.map((section) => section.progress)
  const total = (pick: (part: Progress) => number): number => parts.reduce((sum, part) => sum + pick(part), 0)
  const answered = total((part) => part.answered)
  const open = parts.some((part) => part.state === 'in_progress' || part.state === 'not_started')
  return {
    applicable: total((part) => part.applicable),
    answered,
    requiredOpen: total((part) => part.requiredOpen),
    blockers: total((part) => part.blockers),
    state: answered === 0 ? 'not_started' : open ? 'in_progress' : 'complete',
  }
}
