import { sourcesOf } from '../../items/index.ts'
import type { DefinitionFault } from '../fault.ts'
import { itemFault, type LintContext } from '../place.ts'

/** Every list an item names exists, and so does every code it adds or singles out. */
export function codeListRule(context: LintContext): readonly DefinitionFault[] {
  const { codeLists } = context.instrument.bundle
  const has = (list: string, code: string): boolean => codeLists[list]?.codes.some((c) => c.code === code) === true
  return context.order.flatMap((item) => {
    const { options, rows, columns = [], registers = [] } = sourcesOf(item.definition)
    const named = [options?.list, rows?.list, ...columns.map((column) => column.list)].filter(
      (list) => list !== undefined,
    )
    const unknown = named.filter((list) => codeLists[list] === undefined)
    const strangers = registers.filter(
      (source) => codeLists[source] === undefined && context.instrument.items.get(source)?.definition.type !== 'roster',
    )
    const added = [...(options?.also ?? []), ...(rows?.also ?? [])].filter((code) => !has('common', code))
    const specifies = item.definition.specifies
    const bound = specifies === undefined ? undefined : context.instrument.items.get(specifies.item)
    const target = bound === undefined ? undefined : sourcesOf(bound.definition).options
    const unbound =
      specifies !== undefined &&
      (target === undefined || !(has(target.list, specifies.code) || target.also?.includes(specifies.code)))
    return [
      ...[...unknown, ...strangers].map((list) =>
        itemFault(context, item, 'unknown-code-list', `there is no code list ${list}.`),
      ),
      ...added.map((code) =>
        itemFault(context, item, 'unknown-option', `the list common has no code ${code}.`, 'also'),
      ),
      ...(unbound
        ? [
            itemFault(
              context,
              item,
              'unknown-option',
              `${specifies.item} has no option ${specifies.code}.`,
              'specifies',
            ),
          ]
        : []),
    ]
  })
}

/** A code stands once in its list. */
export function duplicateCodeRule({ instrument, sources }: LintContext): readonly DefinitionFault[] {
  return Object.values(instrument.bundle.codeLists).flatMap((list) => {
    const codes = list.codes.map((code) => code.code)
    return codes
      .filter((code, at) => codes.indexOf(code) !== at)
      .map((code) => ({
        rule: 'duplicate-code' as const,
        file:
          sources.codeLists.find((file) => (file.content as { list?: string }).list === list.list)?.path ?? list.list,
        pointer: `/codes/${codes.lastIndexOf(code)}`,
        message: `${code} stands twice in the list ${list.list}.`,
        severity: 'fault' as const,
      }))
  })
}
