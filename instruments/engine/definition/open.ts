import type { Expression } from '../expression/grammar.ts'
import { parseExpression } from '../expression/index.ts'
import { sourcesOf } from '../items/index.ts'
import type { Bundle, GroupDefinition, ItemDefinition, PublicationClass, SectionDefinition } from './bundle.ts'
import type { Check, Group, Instrument, Item, Section } from './instrument.ts'

/** A bundle that passed `load` cannot fail here; one that did not is refused with the place of the fault. */
export class InstrumentError extends Error {
  readonly place: string
  constructor(place: string, message: string) {
    super(`${place}: ${message}`)
    this.name = 'InstrumentError'
    this.place = place
  }
}

/**
 * Index a bundle and parse its expressions. Needs no schema library, so that a respondent's browser can do it:
 * the bundle was checked by `load` before its release, and its hash says that it is that bundle.
 */
export function openInstrument(bundle: Bundle, hash: string): Instrument {
  const items = new Map<string, Item>()
  const sections = bundle.sections.map((definition) => openSection(definition, items))
  const checks: Check[] = bundle.checks.map((definition) => ({
    definition,
    when: parsed(definition.when, definition.check),
  }))
  return { hash, bundle, sections, items, checks }
}

function openSection(definition: SectionDefinition, items: Map<string, Item>): Section {
  const groups: Group[] = []
  const section: Section = {
    code: definition.section,
    definition,
    relevant: optional(definition.relevant, definition.section),
    groups,
  }
  for (const group of definition.groups) groups.push(openGroup(group, section, items))
  return section
}

function openGroup(definition: GroupDefinition, section: Section, items: Map<string, Item>): Group {
  const opened: Item[] = []
  const group: Group = {
    code: definition.group,
    section: section.code,
    definition,
    relevant: optional(definition.relevant, definition.group),
    items: opened,
  }
  for (const item of definition.items) {
    opened.push(
      openItem(item, { section, group, roster: undefined, publication: section.definition.publication }, items),
    )
  }
  return group
}

interface Place {
  readonly section: Section
  readonly group: Group
  readonly roster: Item | undefined
  readonly publication: PublicationClass
}

function openItem(definition: ItemDefinition, place: Place, items: Map<string, Item>): Item {
  const code = definition.item
  if (items.has(code)) throw new InstrumentError(code, 'this item stands in the instrument twice')
  const sources = sourcesOf(definition)
  const children: Item[] = []
  const publication = definition.publication ?? place.publication
  const item: Item = {
    code,
    definition,
    section: place.section,
    group: place.group,
    roster: place.roster,
    children,
    publication,
    sources,
    relevant: relevanceOf(definition),
    required: requirementOf(definition),
    constraint: optional(definition.constraint, code),
    optionsFrom: optional(sources.options?.from, code),
    rowsFrom: optional(sources.rows?.from, code),
    columnRelevant: new Map(
      (sources.columns ?? []).flatMap((column) =>
        column.relevant === undefined ? [] : [[column.column, parsed(column.relevant, code)] as const],
      ),
    ),
  }
  items.set(code, item)
  for (const child of definition.type === 'roster' ? definition.items : []) {
    children.push(openItem(child, { ...place, roster: item, publication }, items))
  }
  return item
}

/** An "other, specify" text is asked, and required, exactly when its option is chosen. */
function relevanceOf(definition: ItemDefinition): Expression | undefined {
  const bound = definition.specifies
  const own = definition.relevant
  if (bound === undefined) return optional(own, definition.item)
  const chosen = `selected(\${${bound.item}}, '${bound.code}')`
  return parsed(own === undefined ? chosen : `(${own}) and ${chosen}`, definition.item)
}

function requirementOf(definition: ItemDefinition): Expression | boolean {
  if (definition.specifies !== undefined) return true
  const { required } = definition
  return typeof required === 'string' ? parsed(required, definition.item) : required === true
}

const optional = (source: string | undefined, place: string): Expression | undefined =>
  source === undefined ? undefined : parsed(source, place)

const trees = new Map<string, Expression>()
const mostTrees = 2_000

/** The same text is the same tree, so that one evaluation decides a gate that many items share only once. */
function parsed(source: string, place: string): Expression {
  const known = trees.get(source)
  if (known !== undefined) return known
  const result = parseExpression(source)
  if (!result.ok) throw new InstrumentError(place, `${result.fault.message} in “${source}”`)
  if (trees.size < mostTrees) trees.set(source, result.expression)
  return result.expression
}
