import { describe, expect, test } from 'vitest'
import {
  arityOf,
  englishPhrases,
  expressionFunctions,
  expressionInWords,
  phrasesFrom,
  type Wording,
} from '../../../instruments/engine/expression/index.ts'
import { parsed } from './sample.ts'

const labels: Readonly<Record<string, string>> = {
  A06: 'Legal basis',
  B02: 'Ministries active',
  B10: 'Uses',
  D01: 'Adopted on',
}
const choices: Readonly<Record<string, string>> = {
  none: 'None',
  law: 'A law',
  pilot: 'Pilot',
  operational_some: 'In some bodies',
}
const english: Wording = {
  label: (item) => labels[item] ?? item,
  choiceName: (_item, code) => choices[code],
  phrase: phrasesFrom(englishPhrases),
}

describe('an expression reads as a sentence', () => {
  test.each([
    ["selected(${A06}, 'none')", '“Legal basis” includes ‘None’'],
    ["not(selected(${A06}, 'none'))", '“Legal basis” does not include ‘None’'],
    ["${A06} = 'law' or ${A06} = 'x'", '“Legal basis” is ‘A law’ or “Legal basis” is ‘x’'],
    ["${A06} != ''", '“Legal basis” is answered'],
    ["'' = ${A06}", '“Legal basis” is not answered'],
    ['${B02} >= 3 and . <= 12', '“Ministries active” is at least 3 and this answer is at most 12'],
    [
      "(${A06} = '' or ${B02} > 1) and ${B02} < 9",
      '(“Legal basis” is not answered or “Ministries active” is more than 1) and “Ministries active” is less than 9',
    ],
    ['not(${B02} > 5)', 'it is not so that “Ministries active” is more than 5'],
    ['${B02} * 2 + 1 > 7 div 2', '(“Ministries active” × 2) + 1 is more than 7 ÷ 2'],
    ['-${B02} = 1 mod 2 - 1', '−“Ministries active” is (the remainder of 1 ÷ 2) − 1'],
    ["${D01} < '2018-01'", '“Adopted on” is before ‘2018-01’'],
    ['${D01} <= today()', '“Adopted on” is not after today'],
    [". <= wave('year')", 'this answer is at most the year of the wave'],
    ["wave('reference_from') = .", 'the reference from of the wave is this answer'],
    ["selected(unit('levels'), 'province')", 'the levels of the responding unit includes ‘province’'],
    ["rows-with(${B10}, 'pilot operational_some')", 'the rows of “Uses” marked ‘Pilot’ or ‘In some bodies’'],
    ["rows-with(${B10}, 'pilot', 'status')", 'the rows of “Uses” marked ‘Pilot’ under ‘status’'],
    ["cell(${B10}, 'crisis') = 'pilot'", 'the answer for ‘crisis’ in “Uses” is ‘Pilot’'],
    ["without(${A06}, 'none law')", '“Legal basis” without ‘None’ or ‘A law’'],
    ["jr:choice-name('law', '${A06}')", 'the label of ‘A law’ in “Legal basis”'],
    ['sum(${B02}, 2, 3) > 1', 'the sum of “Ministries active”, 2, 3 is more than 1'],
    ['round(${B02} div 3, 1)', '(“Ministries active” ÷ 3) rounded to 1 decimals'],
    ['round(${B02})', '“Ministries active” rounded'],
    ["if(${B02} > 1, 'a', 'b')", '‘a’ if “Ministries active” is more than 1, otherwise ‘b’'],
    ['pulldata(1, 2)', 'pulldata of 1, 2'],
    ['name', 'its name'],
    ['0.0000001', '0.0000001'],
  ])('%s', (source, sentence) => expect(expressionInWords(parsed(source), english)).toBe(sentence))
})

describe('the sentences of every function', () => {
  test.each(expressionFunctions.map((one) => [one.name, one] as const))(
    '%s use its parameters and no others',
    (_name, one) => {
      const names = one.parameters.map(({ name }) => name)
      const { fewest } = arityOf(one)
      one.sentences.forEach((key, index) => {
        const used = [...englishPhrases[key].matchAll(/\{(\w+)\}/g)].map((match) => match[1])
        expect(used.toSorted()).toEqual(names.slice(0, fewest + index).toSorted())
      })
      const negated =
        one.negated === undefined
          ? []
          : [...englishPhrases[one.negated].matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(names).toEqual(expect.arrayContaining(negated))
    },
  )
})

test('another language is another table', () => {
  const french: Wording = { ...english, phrase: phrasesFrom({ ...englishPhrases, selected: '{set} comprend {code}' }) }
  expect(expressionInWords(parsed("selected(${A06}, 'none')"), french)).toBe('“Legal basis” comprend ‘None’')
})

test('a placeholder nobody fills stays visible', () => {
  expect(phrasesFrom(englishPhrases)('selected', { set: 'A' })).toBe('A includes {code}')
})
