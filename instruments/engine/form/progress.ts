import type { FormItem, FormSection, Progress } from './form.ts'

const hasNothingToAnswer = (item: FormItem): boolean =>
  item.type === 'note' || (item.definition.type === 'roster' && item.definition.rows !== undefined)

/** Items on the path, those inside rosters too; notes and rosters whose rows are given ask nothing. */
export function askedItems(items: readonly FormItem[]): readonly FormItem[] {
  const asked: FormItem[] = []
  const collect = (item: FormItem): void => {
    if (!item.relevant) return
    if (!hasNothingToAnswer(item)) asked.push(item)
    for (const record of item.records) record.items.forEach(collect)
  }
  items.forEach(collect)
  return asked
}

/** Of the items that are asked. Answered means a value or a declared missing reason: both are work done. */
export function progressOf(asked: readonly FormItem[]): Progress {
  const open = new Set<string>()
  let answered = 0
  let blockers = 0
  for (const item of asked) {
    if (item.answered) answered += 1
    for (const finding of item.findings) {
      if (finding.severity !== 'blocker') continue
      blockers += 1
      if (finding.code === 'required') open.add(finding.key)
    }
  }
  const started = answered === 0 ? 'not_started' : blockers === 0 ? 'complete' : 'in_progress'
  const state = asked.length === 0 ? 'off_path' : started
  return { applicable: asked.length, answered, requiredOpen: open.size, blockers, state }
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
