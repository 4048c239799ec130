import { variables } from '../../columns/variables.ts'
import type { Item } from '../../definition/instrument.ts'
import type { DefinitionFault } from '../fault.ts'
import { itemFault, type LintContext } from '../place.ts'

/** No two columns of a file share a name, whatever its letter case: SPSS and SQL do not tell `a` from `A`. */
export function variableRule(context: LintContext): readonly DefinitionFault[] {
  // a code that stands twice in its list makes two columns of one name, and is told there
  const doubled = new Set(
    Object.values(context.instrument.bundle.codeLists).flatMap(({ list, codes }) =>
      new Set(codes.map((code) => code.code)).size < codes.length ? [list] : [],
    ),
  )
  const { main, rosters } = variables(context.instrument, context.instrument.bundle.languages[0] ?? 'en')
  return [main, ...Object.values(rosters)].flatMap((file) => {
    const seen = new Set<string>()
    return file.flatMap((variable) => {
      const name = variable.name.toLowerCase()
      const item = context.instrument.items.get(variable.item)
      if (!seen.has(name) || item === undefined || listsOf(item).some((list) => doubled.has(list))) {
        seen.add(name)
        return []
      }
      return [itemFault(context, item, 'duplicate-variable', `its variable ${variable.name} stands in the file twice.`)]
    })
  })
}

const listsOf = ({ sources: { options, rows, columns = [] } }: Item): readonly string[] =>
  [options?.list, rows?.list, ...columns.map((column) => column.list)].filter((list) => list !== undefined)
