import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultsOf } from '../../support/definition-fixtures.ts'

const instruments = join(import.meta.dirname, '..', '..', '..', 'instruments')
const text = readFileSync(join(instruments, 'README.md'), 'utf8')
const guide = text.slice(text.indexOf('## An instrument in ten minutes'), text.indexOf('## The definition language'))
const blocks = Array.from(guide.matchAll(/```yaml\n([\s\S]*?)```/g), ([, block]) => block ?? '')

const shared = (list: string): Readonly<Record<string, string>> => ({
  [`code-lists/${list}.yaml`]: readFileSync(join(instruments, 'code-lists', `${list}.yaml`), 'utf8'),
})

/** The files of the guide, in the order in which it shows them. */
const [head = '', section = '', texts = '', scenario = ''] = blocks
const files = {
  'instrument.yaml': head,
  'sections/a.yaml': section,
  'texts/en.yaml': texts,
  'scenarios/none.yaml': scenario,
  ...shared('research_question'),
  ...shared('platform'),
}

test('the instrument that a stranger writes in ten minutes has no fault', () => {
  expect(blocks).toHaveLength(4)
  expect(faultsOf(files)).toEqual([])
})

test('the slip that the guide makes is told as the guide says', () => {
  const slipped = { ...files, 'sections/a.yaml': section.replace('$' + '{A01}', '$' + '{A10}') }
  const [fault, ...others] = faultsOf(slipped)
  expect(others).toEqual([])
  const line = fault?.place?.replace('line ', '')
  expect(guide).toContain(`${fault?.file}:${line} ${fault?.pointer} [${fault?.rule}] ${fault?.message}`)
})
