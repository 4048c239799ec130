import type { OptionSource } from '../../definition/bundle.ts'
import type { Item } from '../../definition/instrument.ts'
import { sourcesOf } from '../../items/index.ts'
import type { DefinitionFault } from '../fault.ts'
import { faultAt, originOf, pointerTo } from '../piece.ts'
import { itemFault, type LintContext } from '../place.ts'

/** Every list an item names exists, and so does every code it adds or singles out. */
export function codeListRule(context: LintContext): readonly DefinitionFault[] {
  const { bundle, items } = context.instrument
  const { codeLists } = bundle
  const has = (list: string, code: string): boolean => codeLists[list]?.codes.some((c) => c.code === code) === true
  return context.order.flatMap((item) => {
    const { options, rows, columns = [], registers = [] } = sourcesOf(item.definition)
    const named = [
      { list: options?.list, part: '/list' },
      { list: rows?.list, part: '/rows/list' },
      ...columns.map(({ list }, at) => ({ list, part: `/columns/${at}/list` })),
      ...registers
        .map((list, at) => ({ list, part: `/sources/${at}` }))
        .filter(({ list }) => items.get(list)?.definition.type !== 'roster'),
    ]
    const added = [
      ...(options?.also ?? []).map((code, at) => ({ code, part: `/also/${at}` })),
      ...(rows?.also ?? []).map((code, at) => ({ code, part: `/rows/also/${at}` })),
    ]
    return [
      ...named
        .filter(({ list }) => list !== undefined && codeLists[list] === undefined)
        .map(({ list, part }) => itemFault(context, item, 'unknown-code-list', `there is no code list ${list}.`, part)),
      ...added
        .filter(({ code }) => !has('common', code))
        .map(({ code, part }) =>
          itemFault(context, item, 'unknown-option', `the list common has no code ${code}.`, part),
        ),
      ...specifiedFaults(context, item, has),
      ...singledOutFaults(context, item, has),
    ]
  })
}

type Has = (list: string, code: string) => boolean

function specifiedFaults(context: LintContext, item: Item, has: Has): readonly DefinitionFault[] {
  const { specifies } = item.definition
  const bound = specifies === undefined ? undefined : context.instrument.items.get(specifies.item)
  // an item that does not exist is an unknown reference
  if (specifies === undefined || bound === undefined) return []
  const target = sourcesOf(bound.definition).options
  if (target !== undefined && context.instrument.bundle.codeLists[target.list] === undefined) return []
  if (target !== undefined && (has(target.list, specifies.code) || target.also?.includes(specifies.code))) return []
  const message = `${specifies.item} has no option ${specifies.code}.`
  return [itemFault(context, item, 'unknown-option', message, '/specifies/code')]
}

/** Codes that a setting singles out are among those the item offers; a unit is a code of the list `unit`. */
function singledOutFaults(context: LintContext, item: Item, has: Has): readonly DefinitionFault[] {
  const { options, rows } = sourcesOf(item.definition)
  const { exclusive = [], required_rows = [], unit } = item.definition as SinglingOut
  const offers = (source: OptionSource | undefined, code: string): boolean =>
    source === undefined || source.also?.includes(code) === true || has(source.list, code)
  const known = (source: OptionSource | undefined): boolean =>
    source === undefined || context.instrument.bundle.codeLists[source.list] !== undefined
  const strange = [
    ...exclusive.map((code, at) => ({
      code,
      part: `/exclusive/${at}`,
      wrong: known(options) && !offers(options, code),
    })),
    ...required_rows.map((code, at) => ({
      code,
      part: `/required_rows/${at}`,
      wrong: known(rows) && !offers(rows, code),
    })),
    { code: unit ?? '', part: '/unit', wrong: unit !== undefined && !has('unit', unit) },
  ]
  return strange.flatMap(({ code, part, wrong }) =>
    wrong ? [itemFault(context, item, 'unknown-option', `there is no code ${code} to choose here.`, part)] : [],
  )
}

interface SinglingOut {
  readonly exclusive?: readonly string[]
  readonly required_rows?: readonly string[]
  readonly unit?: string
}

/** A code stands once in its list. */
export function duplicateCodeRule({ instrument, pieces }: LintContext): readonly DefinitionFault[] {
  return Object.values(instrument.bundle.codeLists).flatMap((list) => {
    const codes = list.codes.map((code) => code.code)
    const piece = pieces.codeLists.get(list.list)
    return codes.flatMap((code, at) =>
      codes.indexOf(code) === at || piece === undefined
        ? []
        : [
            faultAt(
              'duplicate-code',
              originOf(piece, pointerTo('codes', at, 'code')),
              `${code} stands twice in the list ${list.list}.`,
            ),
          ],
    )
  })
}
