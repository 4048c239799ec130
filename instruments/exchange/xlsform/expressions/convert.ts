import { functionNamed, parameterAt } from '../../../engine/expression/declarations/index.ts'
import type { Expression } from '../../../engine/expression/index.ts'
import { asksBlank, isOrdering } from '../../../engine/expression/operators.ts'
import { itemNamed, nodesOf } from '../../../engine/expression/references.ts'
import type { Question } from '../survey.ts'
import { suggestion } from '../vocabulary/nearest.ts'
import { agree, asChoices, asNumber, choiceQuestion, codesIn, isRenamed } from './choices.ts'
import { type Conversion, refuse, type Wanted } from './conversion.ts'
import { dateFormat, formFunctions, isKnown, reasons } from './functions.ts'
import { calculationTree, referenceTo } from './references.ts'
import { answered, call, operation } from './trees.ts'

type Call = Extract<Expression, { kind: 'call' }>
type Operation = Extract<Expression, { kind: 'operation' }>

/** An expression of the form → the same in our language, still over the form's names of questions. */
export function convert(node: Expression, wanted: Wanted, conversion: Conversion): Expression {
  switch (node.kind) {
    case 'literal':
      return node
    case 'attribute':
      return refuse(
        conversion,
        'bare-name',
        node,
        `«${node.name}» is neither a question, \${${node.name}}, nor a text, '${node.name}'.`,
      )
    case 'self':
      if (conversion.self === undefined)
        return refuse(conversion, 'self-nowhere', node, 'There is no answer that «.» could mean here.')
      return valued(node, node, conversion.self, wanted, conversion)
    case 'reference': {
      const question = conversion.form.questions.get(node.item)
      return valued(node, referenceTo(node, conversion), question, wanted, conversion)
    }
    case 'call':
      return convertCall(node, conversion)
    case 'operation':
      return convertOperation(node, conversion)
  }
}

/** What a question yields, made fit for its place: choices are no numbers, and a text is no condition. */
function valued(
  node: Expression,
  value: Expression,
  question: Question | undefined,
  wanted: Wanted,
  conversion: Conversion,
): Expression {
  const { form } = conversion
  if (wanted === 'any' || question === undefined) return value
  const isNumber = ['integer', 'decimal', 'range', 'calculate', 'hidden'].includes(question.type.kind)
  if (wanted === 'condition') return isNumber ? value : answered(value)
  const choice = choiceOf(node, conversion)
  if (!isRenamed(choice, form)) return value
  const number = wanted === 'number' ? asNumber(value, choice, form) : undefined
  return (
    number ??
    refuse(
      conversion,
      'choice-undecided',
      node,
      `The choices of «${choice.name}» are no ${wanted === 'number' ? 'numbers' : 'texts'} here: their names become codes.`,
    )
  )
}

const choiceOf = (node: Expression, conversion: Conversion): Question | undefined =>
  choiceQuestion(node, conversion.form, conversion.self, (question) => calculationTree(question, conversion.form))

const wantedOf: Readonly<Record<string, Wanted>> = {
  boolean: 'condition',
  number: 'number',
  numbers: 'number',
  text: 'text',
  date: 'text',
}
const wantedByFunction: Readonly<Record<string, Wanted>> = {
  number: 'number',
  string: 'text',
  concat: 'text',
  join: 'text',
}

function convertCall(node: Call, conversion: Conversion): Expression {
  const named = renamedFunction(node, conversion)
  const definition = functionNamed(named.name)
  if (definition === undefined) return named
  const args = named.args.map((argument, at) => {
    const type = parameterAt(definition, at)?.type ?? 'any'
    if (type === 'item') return namedQuestion(argument, conversion)
    return convert(argument, wantedByFunction[named.name] ?? wantedOf[type] ?? 'any', conversion)
  })
  if (named.name === 'selected') return { ...named, args: withCodes(named.args, args, conversion) }
  return { ...named, args }
}

/** Functions that are called otherwise here; those we do not have are refused, and yield a text. */
function renamedFunction(node: Call, conversion: Conversion): Call {
  const { name, args } = node
  const format = args[1]
  if (name === 'format-date-time' && format?.kind === 'literal' && dateFormat.test(String(format.value)))
    return { ...node, name: 'format-date' }
  if (name === 'now' && args.length === 0) {
    conversion.form.notices.change(
      'now',
      conversion.cell.place,
      'now() is read as today(): answers here are dated, not timed.',
    )
    return { ...node, name: 'today' }
  }
  if (isKnown(name)) return node
  const why = reasons[name] ?? ''
  refuse(
    conversion,
    'function-unsupported',
    node,
    `The function ${name}() is not known here.${suggestion(name, formFunctions)} ${why} Known are ${formFunctions.join(', ')}.`.replace(
      '  ',
      ' ',
    ),
  )
  return node
}

/** `jr:choice-name(${q}, '${q}')` names its question inside a text. */
function namedQuestion(argument: Expression, conversion: Conversion): Expression {
  const name = itemNamed(argument)
  const question = name === undefined ? undefined : conversion.form.questions.get(name)
  if (question !== undefined && conversion.form.listOf(question) !== undefined) return argument
  return refuse(
    conversion,
    'unknown-ref',
    argument,
    `A question with choices is expected here${name === undefined ? '' : `, and «${name}» is none`}.`,
  )
}

function convertOperation(node: Operation, conversion: Conversion): Expression {
  const { operator } = node
  const each = (wanted: Wanted): readonly Expression[] =>
    node.args.map((argument) => convert(argument, wanted, conversion))
  if (operator === 'and' || operator === 'or') return { ...node, args: each('condition') }
  if (operator === '=' || operator === '!=') return equality(node, each('any'), conversion)
  if (!isOrdering(operator)) return { ...node, args: each('number') }
  const choices = node.args.map((argument) => choiceOf(argument, conversion))
  const choice = choices.find((one) => isRenamed(one, conversion.form))
  if (choice === undefined) return { ...node, args: each('any') }
  const converted = { ...node, args: each('any') }
  return asChoices(converted, choice, conversion.form) ?? { ...node, args: each('number') }
}

/** While an answer is blank, `!=` is true in an XLSForm and false here; `not(… = …)` is true in both. */
function equality(node: Operation, converted: readonly Expression[], conversion: Conversion): Expression {
  if (asksBlank(node)) return { ...node, args: converted }
  const args = withCodes(node.args, converted, conversion)
  const settled = args.some((one) => one.kind === 'self') && args.some((one) => one.kind === 'literal')
  if (node.operator === '=' || settled || node.args.some((one) => isList(one, conversion))) return { ...node, args }
  return call('not', operation('=', ...args))
}

/** Answers of a repeat from outside it: several values, of which some may be equal. */
const isList = (node: Expression, { form, repeat }: Conversion): boolean =>
  nodesOf(node).some((part) => {
    const question = part.kind === 'reference' ? form.questions.get(part.item) : undefined
    return question?.repeat !== undefined && question.repeat !== repeat
  })

/** Beside a choice, choice names are written as the codes they become. */
function withCodes(
  nodes: readonly Expression[],
  converted: readonly Expression[],
  conversion: Conversion,
): readonly Expression[] {
  const { form } = conversion
  const choices = nodes.map((node) => choiceOf(node, conversion))
  return converted.map((argument, at) => {
    const [own, other] = [choices[at], choices[1 - at]]
    if (!isRenamed(other, form)) return argument
    const list = form.listOf(other)
    const ownList = own && form.listOf(own)
    if (list === undefined || (ownList !== undefined && agree(list, ownList, form))) return argument
    return (
      (ownList === undefined ? codesIn(argument, list, form) : undefined) ??
      refuse(
        conversion,
        'choice-undecided',
        nodes[at] ?? argument,
        `It cannot be told whether this is a choice of «${other.name}», whose names become codes. Compare with a name that is written out.`,
      )
    )
  })
}
