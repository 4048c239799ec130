import type { Instrument, Item } from '../definition/instrument.ts'
import { topLevelItems } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import { staticScope } from '../form/scope.ts'
import { itemTypeOf } from '../items/index.ts'
import type { VariableSketch } from '../items/item-type.ts'
import type { Variable } from './variable.ts'

export interface InstrumentVariables {
  /** One row per response. */
  readonly main: readonly Variable[]
  /** One row per roster row, by roster. */
  readonly rosters: Readonly<Record<string, readonly Variable[]>>
}

const cache = new WeakMap<Instrument, Map<string, InstrumentVariables>>()

/**
 * The columns an instrument becomes, in the order it asks. They depend on the definition alone, never on answers,
 * so a file's columns are the same whoever answered what.
 */
export function variables(instrument: Instrument, language: string): InstrumentVariables {
  const known = cache.get(instrument) ?? new Map<string, InstrumentVariables>()
  cache.set(instrument, known)
  const found = known.get(language) ?? listVariables(instrument, language)
  known.set(language, found)
  return found
}

function listVariables(instrument: Instrument, language: string): InstrumentVariables {
  const items = topLevelItems(instrument)
  return {
    main: items.flatMap((item) => itemVariables(instrument, item, language)),
    rosters: Object.fromEntries(
      items
        .filter((item) => item.definition.type === 'roster')
        .map((item) => [item.code, item.children.flatMap((child) => itemVariables(instrument, child, language))]),
    ),
  }
}

/** The variables of one item, in the order of its cells. */
export function itemVariables(instrument: Instrument, item: Item, language: string): readonly Variable[] {
  const scope = staticScope(instrument, item, language)
  const wording = wordingOf(instrument, language)
  const label = (wording.texts.items[item.code] ?? wording.fallback.items[item.code])?.label ?? item.code
  return itemTypeOf(item.definition)
    .variables(scope as never)
    .map((sketch) => variableOf(item, sketch, label, scope.unit))
}

function variableOf(item: Item, sketch: VariableSketch, label: string, unit: string): Variable {
  return {
    name: variableName(item.code, sketch.suffix),
    label: sketch.label === '' ? label : `${label} – ${sketch.label}`,
    item: item.code,
    section: item.section.code,
    ...(item.roster !== undefined && { roster: item.roster.code }),
    measure: sketch.measure,
    ...(sketch.codes !== undefined && { codes: sketch.codes }),
    unit: sketch.measure === 'interval' ? unit : '',
    rq: item.definition.rq ?? item.roster?.definition.rq ?? [],
    publication: item.publication,
    part: sketch.part,
  }
}

/** SPSS, Stata and SQL take 32 characters; a longer name keeps its start and ends in four digits of its hash. */
export function variableName(item: string, suffix: string): string {
  const whole = suffix === '' ? item : `${item}_${suffix}`
  return whole.length <= 32 ? whole : `${whole.slice(0, 27)}_${fnv1a(whole)}`
}

/** FNV-1a, folded to 16 bits: stable, and enough to tell apart names that share 27 characters. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 16)) & 0xffff).toString(16).padStart(4, '0')
}
