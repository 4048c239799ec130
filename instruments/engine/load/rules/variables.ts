import { variables } from '../../columns/variables.ts'
import type { DefinitionFault } from '../fault.ts'
import { itemFault, type LintContext } from '../place.ts'

/** No two columns of a file share a name, whatever its letter case: SPSS and SQL do not tell `a` from `A`. */
export function variableRule(context: LintContext): readonly DefinitionFault[] {
  const { main, rosters } = variables(context.instrument, context.instrument.bundle.languages[0] ?? 'en')
  return [main, ...Object.values(rosters)].flatMap((file) => {
    const seen = new Set<string>()
    return file.flatMap((variable) => {
      const name = variable.name.toLowerCase()
      const item = context.instrument.items.get(variable.item)
      if (!seen.has(name) || item === undefined) {
        seen.add(name)
        return []
      }
      return [itemFault(context, item, 'duplicate-variable', `its variable ${variable.name} stands in the file twice.`)]
    })
  })
}
