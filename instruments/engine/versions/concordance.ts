import type { Variable, VariablePart } from '../columns/variable.ts'
import { variables } from '../columns/variables.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { describer, routing, sameRouting } from './describe.ts'
import { asksTheSame, firstLanguage } from './meaning.ts'
import type { MoveReason } from './move-plan.ts'
import { codeSuccessors, columnSuccessors, type Successor, type Successors } from './successors.ts'
import { type VersionMap, versionMap } from './version-map.ts'

/** Same: values compare as they are. Recoded: after renaming codes. None: not at all, or only in one of the versions. */
export type Comparability = 'same' | 'recoded' | 'none'

/** One variable of the two versions, or of one of them. */
export interface Concordance {
  readonly from?: Variable
  readonly to?: Variable
  readonly comparable: Comparability
  /** In words; empty when there is nothing to say. */
  readonly why: string
  /** Old code → new code, for coded variables that compare. */
  readonly codes: ReadonlyMap<string, string>
}

/**
 * Which variables of two versions say the same, and why others do not: the newer version's in its order, then those
 * only the earlier one has. A variable of which one code was split or dropped does not compare: without that code's
 * answers its distribution would be another one.
 */
export function concordance(from: Instrument, to: Instrument, language: string): readonly Concordance[] {
  const map = versionMap(from, to)
  const before = everyVariable(from, language)
  const after = new Map(everyVariable(to, language).map((variable) => [placeOf(variable), variable]))
  const followed = new Map<Variable, Concordance>()
  const left: Concordance[] = []
  for (const variable of before) {
    const found = followOf(map, variable, after)
    if (found.to === undefined || followed.has(found.to)) left.push({ ...found, comparable: 'none' })
    else followed.set(found.to, found)
  }
  const newer = Array.from(after.values()).map(
    (variable): Concordance =>
      followed.get(variable) ?? { to: variable, comparable: 'none', why: onlyNewer(map), codes: noCodes },
  )
  return [...newer, ...left]
}

const noCodes: ReadonlyMap<string, string> = new Map()
const onlyNewer = ({ to }: VersionMap): string => `Asked from version ${to.bundle.version} on.`

function everyVariable(instrument: Instrument, language: string): readonly Variable[] {
  const { main, rosters } = variables(instrument, language)
  return [...main, ...Object.values(rosters).flat()]
}

/** What sets a variable apart, in codes: two variables of one place in two versions ask for the same part of an item. */
const placeOf = ({ item, name, part }: Pick<Variable, 'item' | 'part' | 'name'>): string =>
  [item, part.row?.code, part.column?.code, part.option?.code, part.rank, suffixIn(item, name, part)].join('\n')

/** For parts that have no codes: the SHA-256 beside a file's name. */
const suffixIn = (item: string, name: string, part: VariablePart): string =>
  Object.keys(part).length === 0 ? name.slice(item.length) : ''

function followOf(map: VersionMap, variable: Variable, after: ReadonlyMap<string, Variable>): Concordance {
  const before = map.from.items.get(variable.item)
  const next = map.to.items.get(map.item(variable.item) ?? '')
  if (before === undefined || next === undefined) return only(map, variable, 'its item is no longer asked')
  const part = partAfter(map, before, next, variable.part)
  if ('reason' in part) return only(map, variable, reasonInWords[part.reason] ?? 'it has no place there')
  const place = { item: next.code, part: part.part, name: `${next.code}${variable.name.slice(before.code.length)}` }
  const to = after.get(placeOf(place))
  if (to === undefined) return only(map, variable, 'it has no place there')
  return compared(map, { before, next, variable, to, renamed: part.renamed })
}

const only = ({ from }: VersionMap, variable: Variable, why: string): Concordance => ({
  from: variable,
  comparable: 'none',
  why: `Only in version ${from.bundle.version}: ${why}.`,
  codes: noCodes,
})

const reasonInWords: Partial<Record<MoveReason, string>> = {
  code_removed: 'its code is no longer offered',
  code_split: 'its code was split',
  code_reworded: 'its code means something else',
  column_removed: 'its column is no longer asked',
  column_reworded: 'its column means something else',
}

type PartAfter = { readonly part: VariablePart; readonly renamed: boolean } | { readonly reason: MoveReason }

function partAfter(map: VersionMap, before: Item, after: Item, part: VariablePart): PartAfter {
  const columns = columnSuccessors(map, before, after)
  const column = part.column === undefined ? undefined : columns(part.column.code)
  const cell = before.sources.columns?.find((one) => one.column === part.column?.code)?.list
  const cellTo = after.sources.columns?.find((one) => one.column === column?.to)?.list
  const options =
    cell === undefined
      ? codeSuccessors(map, before.sources.options, after.sources.options)
      : codeSuccessors(map, { list: cell }, cellTo === undefined ? undefined : { list: cellTo })
  // a shared-out total has its options for rows
  const rows =
    before.sources.rows === undefined ? options : codeSuccessors(map, before.sources.rows, after.sources.rows)
  const steps: readonly (readonly ['row' | 'column' | 'option', Successor])[] = [
    ...step('row', part, rows),
    ...(column === undefined ? [] : [['column', column] as const]),
    ...step('option', part, options),
  ]
  const lost = steps.find(([, successor]) => successor.outcome !== 'kept')
  if (lost !== undefined) return { reason: lost[1].reason }
  const named = steps.map(([name, { to = '' }]) => [name, { code: to, label: '' }] as const)
  return { part: { ...part, ...Object.fromEntries(named) }, renamed: steps.some(([, one]) => one.reason !== 'same') }
}

const step = (name: 'row' | 'option', part: VariablePart, successors: Successors) => {
  const labelled = part[name]
  return labelled === undefined ? [] : [[name, successors(labelled.code)] as const]
}

interface Pairing {
  readonly before: Item
  readonly next: Item
  readonly variable: Variable
  readonly to: Variable
  readonly renamed: boolean
}

function compared(map: VersionMap, { before, next, variable, to, renamed }: Pairing): Concordance {
  const none = (why: string): Concordance => ({ from: variable, to, comparable: 'none', why, codes: noCodes })
  if (!asksTheSame(map, before.code, next.code)) return none('The question means something else.')
  if (before.definition.type !== next.definition.type || variable.measure !== to.measure) {
    return none(
      `It was ${before.definition.type.replaceAll('_', ' ')} and is ${next.definition.type.replaceAll('_', ' ')}.`,
    )
  }
  if (totalOf(before) !== totalOf(next)) return none('The total that is shared out is another one.')
  const codes = codesAfter(map, before, next, variable, to)
  if ('lost' in codes) return none(`The code ${codes.lost} has no single successor.`)
  const recoded = Array.from(codes.map).some(([old, now]) => old !== now)
  const notes = [
    variable.name === to.name ? '' : `Called ${variable.name} in version ${map.from.bundle.version}.`,
    recoded
      ? `Recoded: ${Array.from(codes.map, ([old, now]) => (old === now ? '' : `${old} → ${now}`))
          .filter(Boolean)
          .join(', ')}.`
      : '',
    codes.added.length > 0 ? `New codes: ${codes.added.join(', ')}.` : '',
    routingNote(map, before, next),
  ]
  return {
    from: variable,
    to,
    comparable: recoded || renamed ? 'recoded' : 'same',
    why: notes.filter((note) => note !== '').join(' '),
    codes: codes.map,
  }
}

const totalOf = ({ definition }: Item): number | undefined => ('total' in definition ? definition.total : undefined)

type CodesAfter =
  | { readonly map: ReadonlyMap<string, string>; readonly added: readonly string[] }
  | { readonly lost: string }

/** Where the values of a coded variable have gone. “Chosen” and “not chosen” stay what they are. */
function codesAfter(map: VersionMap, before: Item, next: Item, from: Variable, to: Variable): CodesAfter {
  const column = before.sources.columns?.find((one) => one.column === from.part.column?.code)
  const nextColumn = next.sources.columns?.find((one) => one.column === to.part.column?.code)
  const sources =
    column === undefined
      ? [before.sources.options, next.sources.options]
      : [listOfColumn(column), listOfColumn(nextColumn)]
  const codes = new Map<string, string>()
  if (from.codes === undefined || from.part.option !== undefined) return { map: codes, added: [] }
  const successors = codeSuccessors(map, sources[0], sources[1])
  for (const { code } of from.codes) {
    const { outcome, to: found } = successors(code)
    if (outcome !== 'kept' || found === undefined) return { lost: code }
    codes.set(code, found)
  }
  const reached = new Set(codes.values())
  return { map: codes, added: (to.codes ?? []).map((one) => one.code).filter((code) => !reached.has(code)) }
}

const listOfColumn = (column: { readonly list?: string } | undefined) =>
  column?.list === undefined ? undefined : { list: column.list }

/** Others were asked: values compare, and how many there are does not. */
function routingNote(map: VersionMap, before: Item, next: Item): string {
  if (sameRouting(map, before, next)) return ''
  const language = firstLanguage(map.from)
  return `Asked ${routing(describer(map.from, language), before)} before, ${routing(describer(map.to, language), next)} now.`
}
