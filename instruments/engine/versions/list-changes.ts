import type { OptionSource } from '../definition/bundle.ts'
import type { Item } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import type { Change } from './change.ts'
import type { Pair } from './item-changes.ts'
import { codeWords, columnWords } from './meaning.ts'
import { codeSuccessors, columnSuccessors, listOf, offeredCodes, type Successors } from './successors.ts'
import type { VersionMap } from './version-map.ts'

/** Codes, rows and columns of one item that came, went, were renamed or split. */
export function offerChanges(map: VersionMap, { before, after }: Pair, language: string): readonly Change[] {
  const label = labelOf(map, after, language)
  const sources = (['options', 'rows'] as const).flatMap((which) => {
    const [from, to] = [before.sources[which], after.sources[which]]
    return from === undefined || to === undefined ? [] : sourceChanges(map, from, to, language)
  })
  const own = sources.map((change) => ({ ...change, subject: after.code, label }))
  return [...own, ...columnChanges(map, before, after, language)]
}

/** The same change of one list, used by many items, is said once, of the list. */
export function perList(map: VersionMap, changes: readonly Change[], language: string): readonly Change[] {
  const seen = new Map<string, Change>()
  for (const change of changes) {
    const { texts, fallback } = wordingOf(map.to, language)
    const title = texts.codeLists[change.subject]?.title ?? fallback.codeLists[change.subject]?.title ?? ''
    seen.set([change.kind, change.subject, change.part, change.before].join('\n'), { ...change, label: title })
  }
  return Array.from(seen.values())
}

export function sourceChanges(
  map: VersionMap,
  from: OptionSource,
  to: OptionSource,
  language: string,
): readonly Change[] {
  const successors = codeSuccessors(map, from, to)
  const reached = new Set<string>()
  const changes = offeredCodes(map.from, from).flatMap((code): Change[] => {
    const list = listOf(from, code)
    const next = map.codes(list, to.list, code)
    for (const one of next) reached.add(one)
    return goneOrRenamed(successors, code, next, { subject: to.list, label: '' }, () =>
      codeWords(map.from, list, code, language),
    )
  })
  const added = offeredCodes(map.to, to).filter((code) => !reached.has(code))
  return [
    ...changes,
    ...added.map(
      (code): Change => ({
        kind: 'code_added',
        subject: to.list,
        label: '',
        part: code,
        after: codeWords(map.to, listOf(to, code), code, language),
      }),
    ),
  ]
}

function goneOrRenamed(
  successors: Successors,
  code: string,
  next: readonly string[],
  head: Pick<Change, 'subject' | 'label'>,
  words: () => string,
): Change[] {
  const { reason, to } = successors(code)
  if (reason === 'code_removed') return [{ kind: 'code_removed', ...head, part: code, before: words() }]
  if (reason === 'code_split')
    return [{ kind: 'code_split', ...head, part: code, before: code, after: next.join(', ') }]
  return to === code ? [] : [{ kind: 'code_renamed', ...head, part: code, before: code, after: to ?? '' }]
}

function columnChanges(map: VersionMap, before: Item, after: Item, language: string): readonly Change[] {
  const [from, to] = [before.sources.columns ?? [], after.sources.columns ?? []]
  const successors = columnSuccessors(map, before, after)
  const head = { subject: after.code, label: labelOf(map, after, language) }
  const reached = new Set(from.map(({ column }) => successors(column).to))
  const removed = from.filter(({ column }) => successors(column).to === undefined)
  return [
    ...removed.map(({ column }): Change => {
      const words = columnWords(map.from, before.code, column, language)
      return { kind: 'column_removed', ...head, part: column, before: words }
    }),
    ...to
      .filter(({ column }) => !reached.has(column))
      .map(({ column }): Change => {
        const words = columnWords(map.to, after.code, column, language)
        return { kind: 'column_added', ...head, part: column, after: words }
      }),
  ]
}

function labelOf(map: VersionMap, item: Item, language: string): string {
  const { texts, fallback } = wordingOf(map.to, language)
  return texts.items[item.code]?.label ?? fallback.items[item.code]?.label ?? item.code
}
