import type { Item } from '../../definition/instrument.ts'
import { type CheckEnvironment, checkExpression, type Expression, referencesOf } from '../../expression/index.ts'
import { itemTypeOf, sourcesOf } from '../../items/index.ts'
import type { DefinitionFault } from '../fault.ts'
import { itemFault, type LintContext } from '../place.ts'

interface Use {
  readonly item: Item
  readonly part: string
  readonly expression: Expression
  readonly expects: 'boolean' | 'set' | 'any'
  readonly self: boolean
}

/** Every expression of every item, with what it must yield. */
export function expressionsOf(item: Item): readonly Use[] {
  const use = (
    part: string,
    expression: Expression | boolean | undefined,
    expects: Use['expects'],
    self = false,
  ): readonly Use[] =>
    expression === undefined || typeof expression === 'boolean' ? [] : [{ item, part, expression, expects, self }]
  return [
    ...use('relevant', item.relevant, 'boolean'),
    ...use('required', item.required, 'boolean'),
    ...use('constraint', item.constraint, 'boolean', true),
    ...use('from', item.optionsFrom, 'set'),
    ...use('rows', item.rowsFrom, 'set'),
    ...Array.from(item.columnRelevant.entries()).flatMap(([column, expression]) =>
      use(`columns/${column}`, expression, 'boolean'),
    ),
  ]
}

/** Expressions are well formed, well typed, and name items and codes that exist. */
export function expressionRule(context: LintContext): readonly DefinitionFault[] {
  const { instrument } = context
  return [
    ...context.order.flatMap((item) =>
      expressionsOf(item).flatMap((use) =>
        checkExpression(use.expression, environment(context, use)).map((found) => ({
          ...itemFault(context, item, found.code, found.message, use.part),
          severity: found.severity,
        })),
      ),
    ),
    ...instrument.checks.flatMap(({ definition, when }, at) =>
      checkExpression(when, { ...environment(context), expects: 'boolean' }).map((found) => ({
        rule: found.code,
        file: context.sources.instrument.path,
        pointer: `/checks/${at}/when`,
        message: `${definition.check}: ${found.message}`,
        severity: found.severity,
      })),
    ),
  ]
}

function environment({ instrument }: LintContext, use?: Use): CheckEnvironment {
  const typeOf = (code: string) => {
    const item = instrument.items.get(code)
    if (item === undefined || itemTypeOf(item.definition).measure === 'none') return undefined
    const sameRoster = item.roster !== undefined && item.roster === use?.item.roster
    return item.roster === undefined || sameRoster ? itemTypeOf(item.definition).exposes : 'list'
  }
  return {
    typeOf,
    hasCode: (code, option) => hasCode(instrument, code, option),
    ...(use?.item.roster !== undefined && { attributes: ['name'] }),
    ...(use?.self === true && { self: itemTypeOf(use.item.definition).exposes }),
    expects: use?.expects ?? 'any',
  }
}

/** Does an item offer this code, as an option, a row or in a cell? Unknown for items without codes. */
function hasCode(instrument: LintContext['instrument'], code: string, option: string): boolean | undefined {
  const item = instrument.items.get(code)
  if (item === undefined) return undefined
  const { options, rows, columns = [] } = sourcesOf(item.definition)
  const lists = [options?.list, rows?.list, ...columns.map((column) => column.list)].filter(
    (list) => list !== undefined,
  )
  if (lists.length === 0) return undefined
  if (options?.also?.includes(option) || rows?.also?.includes(option)) return true
  return lists.some((list) => instrument.bundle.codeLists[list]?.codes.some((c) => c.code === option))
}

/** What decides whether and how an item is asked stands before it; nothing may depend on itself. */
export function orderRule(context: LintContext): readonly DefinitionFault[] {
  const position = new Map(context.order.map((item, at) => [item.code, at]))
  return context.order.flatMap((item, at) =>
    expressionsOf(item).flatMap(({ expression, part, self }) =>
      referencesOf(expression).flatMap((code) => {
        const other = position.get(code)
        if (other === undefined || other < at || (self && other === at)) return []
        return [
          other === at
            ? itemFault(context, item, 'cycle', 'it depends on itself.', part)
            : itemFault(context, item, 'forward-reference', `it depends on ${code}, which is asked later.`, part),
        ]
      }),
    ),
  )
}

/** Groups and sections decide over everything in them, so what they look at is asked before their first item. */
export function placeRule(context: LintContext): readonly DefinitionFault[] {
  const position = new Map(context.order.map((item, at) => [item.code, at]))
  const places = context.instrument.sections.flatMap((section) => [
    { name: section.code, relevant: section.relevant, first: section.groups[0]?.items[0] },
    ...section.groups.map((group) => ({ name: group.code, relevant: group.relevant, first: group.items[0] })),
  ])
  return places.flatMap(({ name, relevant, first }) => {
    if (relevant === undefined || first === undefined) return []
    const start = position.get(first.code) ?? 0
    const typed = checkExpression(relevant, { ...environment(context), expects: 'boolean' }).map((found) => ({
      ...itemFault(context, first, found.code, `${name}: ${found.message}`, 'relevant'),
      severity: found.severity,
    }))
    const late = referencesOf(relevant).filter((code) => (position.get(code) ?? -1) >= start)
    return [
      ...typed,
      ...late.map((code) =>
        itemFault(context, first, 'cycle', `${name} depends on ${code}, which stands in it or after it.`, 'relevant'),
      ),
    ]
  })
}
