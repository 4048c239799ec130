import type { Check, Instrument } from '../definition/instrument.ts'
import type { Change } from './change.ts'
import { type Describer, describer, sameCondition } from './describe.ts'
import { addedItems, type Describers, itemChanges, pairsOf, removedItems } from './item-changes.ts'
import { offerChanges, perList, sourceChanges } from './list-changes.ts'
import { type VersionMap, versionMap } from './version-map.ts'
import { wordingChanges } from './wording-changes.ts'

/**
 * Everything that is different between two versions of an instrument, for people who read questionnaires: items in
 * the order of the newer version, then code lists, checks and languages, then wordings language by language. Labels
 * are in `language`; wordings are compared in every language both versions have.
 */
export function differences(from: Instrument, to: Instrument, language: string): readonly Change[] {
  const map = versionMap(from, to)
  const [old, now] = [describer(from, language), describer(to, language)]
  const pairs = pairsOf(map)
  return [
    ...addedItems(map, pairs).map(
      (item): Change => ({
        kind: 'item_added',
        subject: item.code,
        label: now.label(item.code),
        after: now.place(item),
      }),
    ),
    ...removedItems(map, pairs).map(
      (item): Change => ({ kind: 'item_removed', subject: item.code, label: old.label(item.code) }),
    ),
    ...pairs.flatMap((pair) => itemChanges(map, [old, now], pair)),
    ...listDifferences(map, language),
    ...checkChanges(map, [old, now]),
    ...languageChanges(from, to),
    ...wordingChanges(map),
  ]
}

/** Of a list whole items share, once; of an item that adds or leaves out codes of its own, at the item. */
function listDifferences(map: VersionMap, language: string): readonly Change[] {
  const shared = Object.keys(map.to.bundle.codeLists)
    .filter((list) => map.from.bundle.codeLists[list] !== undefined)
    .flatMap((list) => sourceChanges(map, { list }, { list }, language))
  const told = new Set(shared.map(toldAs))
  const own = pairsOf(map).flatMap((pair) =>
    offerChanges(map, pair, language).filter((change) => !told.has(toldAs(change))),
  )
  return [...perList(map, shared, language), ...own]
}

const toldAs = ({ kind, part, before, after }: Change): string => [kind, part, before, after].join('\n')

function checkChanges(map: VersionMap, [old, now]: Describers): readonly Change[] {
  const byCode = ({ checks }: Instrument) => new Map(checks.map((check) => [check.definition.check, check]))
  const [before, after] = [byCode(old.instrument), byCode(now.instrument)]
  const said = (describe: Describer, { when, definition }: Check) =>
    `${describe.condition(when)} (${definition.severity})`
  return Array.from(new Set([...before.keys(), ...after.keys()])).flatMap((code): Change[] => {
    const [was, is] = [before.get(code), after.get(code)]
    const label = (is === undefined ? old : now).message(code)
    if (was === undefined)
      return is === undefined ? [] : [{ kind: 'check_added', subject: code, label, after: said(now, is) }]
    if (is === undefined) return [{ kind: 'check_removed', subject: code, label }]
    const [old_, now_] = [said(old, was), said(now, is)]
    const same = sameCondition(map, was.when, is.when) && was.definition.severity === is.definition.severity
    return same || old_ === now_ ? [] : [{ kind: 'check_changed', subject: code, label, before: old_, after: now_ }]
  })
}

function languageChanges({ bundle: before }: Instrument, { bundle: after }: Instrument): readonly Change[] {
  const subject = after.instrument
  const added = after.languages.filter((one) => !before.languages.includes(one))
  const removed = before.languages.filter((one) => !after.languages.includes(one))
  return [
    ...added.map((one): Change => ({ kind: 'language_added', subject, label: '', after: one })),
    ...removed.map((one): Change => ({ kind: 'language_removed', subject, label: '', before: one })),
  ]
}
