import { codeFaults, notFaults, patternFaults } from './check-content.ts'
import { typeFaults } from './check-types.ts'
import { arityOf, functionNamed, parameterAt } from './declarations/index.ts'
import { type ExpressionFault, faultAt } from './fault.ts'
import type { Expression } from './grammar.ts'
import { itemNamed, nodesOf } from './references.ts'
import { accepts, type CheckEnvironment, staticTypeOf } from './static-types.ts'

/** A rule looks at one node; every rule sees every node. */
type CheckRule = (node: Expression, environment: CheckEnvironment) => readonly ExpressionFault[]

const rules: readonly CheckRule[] = [referenceFaults, callFaults, typeFaults, codeFaults, patternFaults, notFaults]

/** Everything that is wrong with an expression before anybody answers, in the order of the source. */
export function checkExpression(expression: Expression, environment: CheckEnvironment): readonly ExpressionFault[] {
  const found = nodesOf(expression).flatMap((node) => rules.flatMap((rule) => rule(node, environment)))
  const all = [...expectationFaults(expression, environment), ...found]
  return all.sort((a, b) => a.from - b.from || a.to - b.to)
}

function expectationFaults(expression: Expression, environment: CheckEnvironment): readonly ExpressionFault[] {
  const { expects = 'any' } = environment
  const type = staticTypeOf(expression, environment)
  return accepts(expects, type)
    ? []
    : [faultAt(expression, 'type-mismatch', `A ${expects} is expected here, and this is a ${type}.`)]
}

function referenceFaults(node: Expression, environment: CheckEnvironment): readonly ExpressionFault[] {
  const unknown = (message: string) => [faultAt(node, 'unknown-reference', message)]
  if (node.kind === 'reference' && environment.typeOf(node.item) === undefined) {
    return unknown(`There is no item ${node.item}.`)
  }
  if (node.kind === 'self' && environment.self === undefined)
    return unknown('There is no answer that «.» could mean here.')
  if (node.kind === 'attribute' && !environment.attributes?.includes(node.name)) {
    return unknown(`«${node.name}» is no attribute here; an item is written \${${node.name}}, a code '${node.name}'.`)
  }
  return []
}

function callFaults(node: Expression, environment: CheckEnvironment): readonly ExpressionFault[] {
  if (node.kind !== 'call') return []
  const definition = functionNamed(node.name)
  if (definition === undefined) return [faultAt(node, 'unknown-function', `There is no function ${node.name}.`)]
  const { fewest, most } = arityOf(definition)
  const given = node.args.length
  if (given < fewest || given > most) {
    const wanted = fewest === most ? `${fewest}` : Number.isFinite(most) ? `${fewest} to ${most}` : `at least ${fewest}`
    return [faultAt(node, 'arity', `${node.name} takes ${wanted} arguments; ${given} given.`)]
  }
  return node.args.flatMap((argument, index) => {
    // a reference is checked as a node of its own; an item named in a text is not
    if (parameterAt(definition, index)?.type !== 'item' || argument.kind === 'reference') return []
    const item = itemNamed(argument)
    if (item !== undefined && environment.typeOf(item) !== undefined) return []
    return [
      faultAt(
        argument,
        'unknown-reference',
        item === undefined ? 'An item is expected here.' : `There is no item ${item}.`,
      ),
    ]
  })
}
