import type { Item } from '../../definition/instrument.ts'
import {
  type CheckEnvironment,
  checkExpression,
  type Expression,
  parseExpression,
  referencesOf,
} from '../../expression/index.ts'
import { itemTypeOf, sourcesOf } from '../../items/index.ts'
import type { DefinitionFault } from '../fault.ts'
import { faultAt, type Origin, originOf } from '../piece.ts'
import { itemFault, type LintContext, sectionOrigin } from '../place.ts'

interface Use {
  readonly item: Item
  /** JSON Pointer below the item. */
  readonly part: string
  readonly expression: Expression
  readonly expects: 'boolean' | 'set' | 'any'
  readonly self: boolean
}

/** Every expression that is written at an item, with what it must yield. */
function expressionsOf(item: Item): readonly Use[] {
  const use = (
    part: string,
    expression: Expression | boolean | undefined,
    expects: Use['expects'],
    self = false,
  ): readonly Use[] =>
    expression === undefined || typeof expression === 'boolean' ? [] : [{ item, part, expression, expects, self }]
  const { relevant, specifies } = item.definition
  return [
    // what `specifies` adds to the relevance and the requirement is judged where it is written
    ...use('/relevant', specifies === undefined ? item.relevant : ownRelevance(relevant), 'boolean'),
    ...use('/required', item.required, 'boolean'),
    ...use('/constraint', item.constraint, 'boolean', true),
    ...use('/from', item.optionsFrom, 'set'),
    ...use('/rows/from', item.rowsFrom, 'set'),
    ...(item.sources.columns ?? []).flatMap(({ column }, at) =>
      use(`/columns/${at}/relevant`, item.columnRelevant.get(column), 'boolean'),
    ),
  ]
}

function ownRelevance(source: string | undefined): Expression | undefined {
  const parsed = source === undefined ? undefined : parseExpression(source)
  return parsed?.ok ? parsed.expression : undefined
}

/** Expressions are well formed, well typed, and name items and codes that exist. */
export function expressionRule(context: LintContext): readonly DefinitionFault[] {
  const { instrument, pieces } = context
  return [
    ...context.order.flatMap((item) => [
      ...expressionsOf(item).flatMap((use) =>
        checkExpression(use.expression, environment(context, use)).map((found) =>
          itemFault(context, item, found.code, found.message, use.part, found.severity),
        ),
      ),
      ...unknownSpecified(context, item),
      ...unknownCurrency(context, item),
    ]),
    ...instrument.checks.flatMap(({ definition, when }, at) => [
      ...checkExpression(when, { ...environment(context), expects: 'boolean' }).map((found) =>
        faultAt(
          found.code,
          originOf(pieces.head, `/checks/${at}/when`),
          `${definition.check}: ${found.message}`,
          found.severity,
        ),
      ),
      ...definition.items.flatMap((code, k) =>
        instrument.items.has(code)
          ? []
          : [
              faultAt(
                'unknown-reference',
                originOf(pieces.head, `/checks/${at}/items/${k}`),
                `${definition.check}: There is no item ${code}.`,
              ),
            ],
      ),
    ]),
  ]
}

function unknownSpecified(context: LintContext, item: Item): readonly DefinitionFault[] {
  const bound = item.definition.specifies?.item
  if (bound === undefined || environment(context, { item, self: false, expects: 'any' }).typeOf(bound) !== undefined)
    return []
  return [itemFault(context, item, 'unknown-reference', `There is no item ${bound}.`, '/specifies/item')]
}

function unknownCurrency(context: LintContext, item: Item): readonly DefinitionFault[] {
  const { definition } = item
  const named = definition.type === 'decimal' ? definition.currency : undefined
  if (named === undefined || context.instrument.items.has(named)) return []
  return [itemFault(context, item, 'unknown-reference', `There is no item ${named}.`, '/currency')]
}

function environment({ instrument }: LintContext, use?: Pick<Use, 'item' | 'self' | 'expects'>): CheckEnvironment {
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
  // of a list that does not exist nothing is known
  if (lists.length === 0 || lists.some((list) => instrument.bundle.codeLists[list] === undefined)) return undefined
  if (options?.also?.includes(option) || rows?.also?.includes(option)) return true
  return lists.some((list) => instrument.bundle.codeLists[list]?.codes.some((c) => c.code === option))
}

/** What decides whether and how an item is asked stands before it; nothing may depend on itself. */
export function orderRule(context: LintContext): readonly DefinitionFault[] {
  const position = new Map(context.order.map((item, at) => [item.code, at]))
  return context.order.flatMap((item, at) => {
    const { specifies } = item.definition
    const looksAt = [
      ...expressionsOf(item).map(({ expression, part, self }) => ({ codes: referencesOf(expression), part, self })),
      ...(specifies === undefined ? [] : [{ codes: [specifies.item], part: '/specifies/item', self: false }]),
    ]
    return looksAt.flatMap(({ codes, part, self }) =>
      codes.flatMap((code) => {
        const other = position.get(code)
        if (other === undefined || other < at || (self && other === at)) return []
        return [
          other === at
            ? itemFault(context, item, 'cycle', 'it depends on itself.', part)
            : itemFault(context, item, 'forward-reference', `it depends on ${code}, which is asked later.`, part),
        ]
      }),
    )
  })
}

interface RelevantPlace {
  readonly name: string
  readonly relevant: Expression | undefined
  readonly first: Item | undefined
  readonly origin: Origin
}

/** Groups and sections decide over everything in them, so what they look at is asked before their first item. */
export function placeRule(context: LintContext): readonly DefinitionFault[] {
  const position = new Map(context.order.map((item, at) => [item.code, at]))
  return relevantPlaces(context).flatMap(({ name, relevant, first, origin }) => {
    if (relevant === undefined || first === undefined) return []
    const start = position.get(first.code) ?? 0
    const typed = checkExpression(relevant, { ...environment(context), expects: 'boolean' }).map((found) =>
      faultAt(found.code, origin, `${name}: ${found.message}`, found.severity),
    )
    const late = referencesOf(relevant).filter((code) => (position.get(code) ?? -1) >= start)
    return [
      ...typed,
      ...late.map((code) => faultAt('cycle', origin, `${name} depends on ${code}, which stands in it or after it.`)),
    ]
  })
}

const relevantPlaces = ({ instrument, pieces }: LintContext): readonly RelevantPlace[] =>
  instrument.sections.flatMap((section) => [
    {
      name: section.code,
      relevant: section.relevant,
      first: section.groups[0]?.items[0],
      origin: sectionOrigin(pieces, section.code, '/relevant'),
    },
    ...section.groups.map((group, at) => ({
      name: group.code,
      relevant: group.relevant,
      first: group.items[0],
      origin: sectionOrigin(pieces, section.code, `/groups/${at}/relevant`),
    })),
  ])
