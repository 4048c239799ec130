import type { Instrument, Item } from '../definition/instrument.ts'
import type { DefinitionFault, InstrumentSources, RuleName } from './fault.ts'

/** What a rule sees: the instrument, and where each part of it is written. */
export interface LintContext {
  readonly instrument: Instrument
  readonly sources: InstrumentSources
  /** Items in the order they are asked, those of rosters after their roster. */
  readonly order: readonly Item[]
}

export type Rule = (context: LintContext) => readonly DefinitionFault[]

export function sectionFile({ sources }: LintContext, section: string): string {
  const found = sources.sections.find((file) => (file.content as { section?: string }).section === section)
  return found?.path ?? sources.instrument.path
}

/** A fault at an item, with the JSON Pointer of its place in the section file. */
export function itemFault(
  context: LintContext,
  item: Item,
  rule: RuleName,
  message: string,
  part = '',
): DefinitionFault {
  return {
    rule,
    file: sectionFile(context, item.section.code),
    pointer: `${itemPointer(item)}${part === '' ? '' : `/${part}`}`,
    message: `${item.code}: ${message}`,
    severity: 'fault',
  }
}

export function itemPointer(item: Item): string {
  if (item.roster !== undefined) return `${itemPointer(item.roster)}/items/${item.roster.children.indexOf(item)}`
  return `/groups/${item.section.groups.indexOf(item.group)}/items/${item.group.items.indexOf(item)}`
}
