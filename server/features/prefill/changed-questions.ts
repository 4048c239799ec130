import { type Change, changeInWords, differences, type Instrument } from '#engine'
import type { Item } from '../../../instruments/engine/definition/instrument.ts'
import type { Broken } from './offer.ts'

/**
 * Which questions of a version ask for something else than those of the one before, whatever was answered: another wording
 * or type, other options, rows or columns to choose from, another total. Wordings that were declared to mean the same and
 * codes that were only renamed are no change.
 */
export function changedQuestions(from: Instrument, to: Instrument): (item: string) => Broken | undefined {
  const language = to.bundle.languages[0] ?? 'en'
  const bySubject = Map.groupBy(differences(from, to, language).filter(isAnother), ({ subject }) => subject)
  return (code) => {
    const item = to.items.get(code)
    const found = item && [...(bySubject.get(code) ?? []), ...listChanges(item, bySubject)].at(0)
    return found && { reason: reasonOf(found), why: changeInWords(found) }
  }
}

const reasons: Partial<Readonly<Record<Change['kind'], string>>> = {
  item_retyped: 'retyped',
  column_added: 'column_added',
  column_removed: 'column_removed',
  code_added: 'code_added',
  code_removed: 'code_removed',
  code_split: 'code_split',
}

const reasonOf = ({ kind, part = '' }: Change): string => {
  if (kind === 'settings') return 'settings'
  return reasons[kind] ?? (part.startsWith('the code ') ? 'code_reworded' : 'item_reworded')
}

/** Limits of numbers and texts are not among them: an answer keeps within them or is found out. */
const decisive = new Set(['the total', 'the most secondary answers', 'the unit'])

const isAnother = ({ kind, part = '', sameMeaning }: Change): boolean => {
  if (kind === 'wording') return sameMeaning === false
  return kind === 'settings' ? decisive.has(part) : reasons[kind] !== undefined
}

type Subjects = ReadonlyMap<string, readonly Change[]>

/** Changes of the code lists an item offers; of the list `common` only the codes it adds. */
function listChanges({ sources }: Item, bySubject: Subjects): readonly Change[] {
  const { options, rows, columns = [] } = sources
  const lists = [options?.list, rows?.list, ...columns.map(({ list }) => list), ...(sources.registers ?? [])]
  const added = new Set([...(options?.also ?? []), ...(rows?.also ?? [])])
  const own = lists.flatMap((list) => (list === undefined ? [] : (bySubject.get(list) ?? [])))
  const common = (bySubject.get('common') ?? []).filter(({ part = '' }) => added.has(part.replace('the code ', '')))
  return [...own, ...common]
}
