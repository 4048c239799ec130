import type {
  Bundle,
  CheckDefinition,
  GroupDefinition,
  ItemDefinition,
  SectionDefinition,
} from '../definition/bundle.ts'
import { parseExpression } from '../expression/index.ts'
import type { Pieces } from './compose.ts'
import type { DefinitionFault } from './fault.ts'
import { faultAt, type Origin, originOf } from './piece.ts'
import { itemPlaces, sectionOrigin } from './place.ts'

export interface Legible {
  /** The bundle without what kept it from being opened. */
  readonly bundle: Bundle
  readonly faults: readonly DefinitionFault[]
}

type Judge = <T extends string | undefined>(source: T, pointer: string) => T | undefined

/**
 * Take out what `openInstrument` would stop at (expressions that cannot be read, items that stand twice) and tell it
 * all, so that the other rules can look at the rest in the same run.
 */
export function legible(bundle: Bundle, pieces: Pieces): Legible {
  const faults: DefinitionFault[] = []
  const judgeAt =
    (origin: (pointer: string) => Origin): Judge =>
    (source, pointer) => {
      const parsed = source === undefined ? undefined : parseExpression(source)
      if (parsed === undefined || parsed.ok) return source
      faults.push(faultAt('syntax', origin(pointer), `${parsed.fault.message} in “${source}”`))
      return undefined
    }
  const twice = twiceStanding(bundle, pieces)
  const sections = bundle.sections.map((section) => {
    const judge = judgeAt((pointer) => sectionOrigin(pieces, section.section, pointer))
    return legibleSection(section, judge, (pointer) => twice.has(`${section.section}${pointer}`))
  })
  const judgeHead = judgeAt((pointer) => originOf(pieces.head, pointer))
  const checks = bundle.checks.map(
    (check, at): CheckDefinition => ({
      ...check,
      when: judgeHead(check.when, `/checks/${at}/when`) ?? 'false()',
    }),
  )
  return { bundle: { ...bundle, sections, checks }, faults: [...twice.values(), ...faults] }
}

/** Faults of items whose code an earlier item has already, by section and pointer. */
function twiceStanding(bundle: Bundle, pieces: Pieces): ReadonlyMap<string, DefinitionFault> {
  const seen = new Set<string>()
  const twice: string[] = []
  return new Map(
    itemPlaces(bundle).flatMap(({ definition: { item }, section, pointer }) => {
      // with a roster its items stand there twice, which need not be said
      if (twice.some((place) => `${section}${pointer}`.startsWith(`${place}/`))) return []
      if (!seen.has(item)) {
        seen.add(item)
        return []
      }
      twice.push(`${section}${pointer}`)
      const origin = sectionOrigin(pieces, section, `${pointer}/item`)
      return [[`${section}${pointer}`, faultAt('duplicate-item', origin, `${item} stands in the instrument twice.`)]]
    }),
  )
}

function legibleSection(
  section: SectionDefinition,
  judge: Judge,
  isTwice: (pointer: string) => boolean,
): SectionDefinition {
  const groups = section.groups.map((group, at): GroupDefinition => {
    const start = `/groups/${at}`
    const items = group.items.flatMap((item, k) => legibleItem(item, `${start}/items/${k}`, judge, isTwice))
    return { ...without(group, { relevant: judge(group.relevant, `${start}/relevant`) }), items }
  })
  return { ...without(section, { relevant: judge(section.relevant, '/relevant') }), groups }
}

function legibleItem(
  item: ItemDefinition,
  start: string,
  judge: Judge,
  isTwice: (pointer: string) => boolean,
): readonly ItemDefinition[] {
  if (isTwice(start)) return []
  // biome-ignore lint/suspicious/noExplicitAny: every type keeps its settings, and only some have these
  const plain = item as any
  const source = (settings: { readonly from?: string } | undefined, pointer: string) =>
    settings === undefined ? undefined : without(settings, { from: judge(settings.from, `${pointer}/from`) })
  const columns = plain.columns?.map((column: { readonly relevant?: string }, at: number) =>
    without(column, { relevant: judge(column.relevant, `${start}/columns/${at}/relevant`) }),
  )
  const items = plain.items?.flatMap((child: ItemDefinition, at: number) =>
    legibleItem(child, `${start}/items/${at}`, judge, isTwice),
  )
  const { required } = item
  return [
    without(plain, {
      relevant: judge(item.relevant, `${start}/relevant`),
      required: typeof required === 'string' ? judge(required, `${start}/required`) : required,
      constraint: judge(item.constraint, `${start}/constraint`),
      from: judge(plain.from, `${start}/from`),
      rows: source(plain.rows, `${start}/rows`),
      columns,
      items,
    }),
  ]
}

/** The object with these members, where undefined means none. */
function without<T extends object>(whole: T, members: Readonly<Record<string, unknown>>): T {
  const all = { ...whole, ...members }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}
