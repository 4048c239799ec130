import { expect, test } from 'vitest'
import { referencesOf } from '../../../instruments/engine/expression/index.ts'
import { parsed } from './sample.ts'

test.each([
  ['1 + 1', []],
  ['${B} > ${A} and ${B} = 1', ['B', 'A']],
  ["if(selected(${C}, 'x'), ${A}, -${B})", ['C', 'A', 'B']],
  ["jr:choice-name(${B}, '${A}')", ['B', 'A']],
  ["concat('${A}', .)", []],
])('%s looks at %j', (source, items) => expect(referencesOf(parsed(source))).toEqual(items))
