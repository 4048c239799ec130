import type { textMeanings } from '../functions/texts.ts'
import type { PhraseKey } from '../in-words-en.ts'
import type { Declaration, Declarations, Parameter } from './declaration.ts'

const text: Parameter = { name: 'text', type: 'text' }
const part: Parameter = { name: 'part', type: 'text' }
const texts: Parameter = { name: 'texts', type: 'any', variadic: true }

const asking = (second: Parameter, sentence: PhraseKey, negated: PhraseKey): Declaration => ({
  parameters: [text, second],
  result: 'boolean',
  sentences: [sentence],
  negated,
})

const making = (parameters: readonly Parameter[], ...sentences: Declaration['sentences']): Declaration => ({
  parameters,
  result: 'text',
  sentences,
})

export const textDeclarations = {
  regex: asking({ name: 'pattern', type: 'pattern' }, 'regex', 'regex.not'),
  contains: asking(part, 'contains', 'contains.not'),
  'starts-with': asking(part, 'starts-with', 'starts-with.not'),
  'ends-with': asking(part, 'ends-with', 'ends-with.not'),
  'substring-before': making([text, part], 'substring-before'),
  'substring-after': making([text, part], 'substring-after'),
  'normalize-space': making([text], 'normalize-space'),
  translate: making([text, { name: 'from', type: 'text' }, { name: 'to', type: 'text' }], 'translate'),
  string: making([{ name: 'value', type: 'any' }], 'string'),
  'string-length': { parameters: [text], result: 'number', sentences: ['string-length'] },
  substr: making(
    [text, { name: 'start', type: 'number' }, { name: 'end', type: 'number', optional: true }],
    'substr',
    'substr.end',
  ),
  concat: making([texts], 'concat'),
  join: making([{ name: 'separator', type: 'text' }, texts], 'join'),
} satisfies Declarations<typeof textMeanings>
