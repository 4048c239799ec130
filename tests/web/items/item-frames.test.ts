import type { Component } from 'svelte'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding, FormItem } from '../../../web/items/engine.ts'
import { framings } from '../../../web/items/framing.ts'
import { itemId } from '../../../web/items/ids.ts'
import { idsOf, referencesOf, tagsOf, unnamedControls, wordsOf } from './markup.ts'
import { samples } from './samples.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

let workshop: Workshop
let frame: Component<never>

beforeAll(async () => {
  workshop = await openWorkshop()
  const loaded = await workshop.load<{ default: Component<never> }>('/web/items/ItemFrame.svelte')
  frame = loaded.default
})
afterAll(() => workshop.close())

const show = (item: FormItem, further: object = {}): string =>
  workshop.render(frame, { item, onanswer: () => undefined, showFindings: true, level: 2, ...further })

const sampleOf = (type: FormItem['type']): FormItem => {
  const found = samples.find((item) => item.type === type)
  if (found === undefined) throw new Error(`no sample of ${type}`)
  return found
}

test('there is a sample of every item type', () => {
  expect(Object.keys(framings).filter((type) => !samples.some((item) => item.type === type))).toEqual([])
})

describe.each(samples.map((item) => ({ name: `${item.type} ${item.key}`, item })))('$name', ({ item }) => {
  test('names every control, gives every id once and points only to ids that exist', () => {
    const tags = tagsOf(show(item))
    const ids = idsOf(tags)
    expect(unnamedControls(tags)).toEqual([])
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    expect(referencesOf(tags).filter((id) => !ids.includes(id))).toEqual([])
    expect(ids).toContain(itemId(item.key))
  })

  test('is labelled by its question: a legend around a group, a label before a field', () => {
    const html = show(item)
    const framing = framings[item.type]
    if (framing === 'group') expect(wordsOf(/<legend.*?<\/legend>/s.exec(html)?.[0] ?? '')).toContain(item.label)
    if (framing === 'field') {
      const label = tagsOf(html).find(({ name }) => name === 'label')
      expect(label?.attributes.for).toBe(itemId(item.key))
    }
    expect(wordsOf(html)).toContain(item.label)
  })

  test('no control can be changed once it is closed', () => {
    const controls = tagsOf(show(item, { disabled: true })).filter(({ name }) => /^(input|select|textarea)$/.test(name))
    const closedBySet = (within: readonly string[]): boolean => within.includes('details')
    const open = controls.filter(
      ({ attributes, within }) =>
        attributes.disabled === undefined && attributes.type !== 'search' && !closedBySet(within),
    )
    expect(open).toEqual([])
  })
})

test('an error is worded, linked to its field and marked as invalid', () => {
  const html = show(sampleOf('decimal'))
  const input = tagsOf(html).find(({ attributes }) => attributes.id === 'item-B09')
  expect(wordsOf(html)).toContain('Error: The number must be between 0 and 100.')
  expect(input?.attributes['aria-describedby']).toContain('item-B09.findings')
  expect(input?.attributes['aria-invalid']).toBe('true')
})

test('findings are not shown while someone answers', () => {
  const html = show(sampleOf('decimal'), { showFindings: false })
  expect(wordsOf(html)).not.toContain('Error')
  expect(html).not.toContain('aria-invalid')
})

test('what came over from an earlier version says so at once, and nothing else does', () => {
  const item = sampleOf('decimal')
  const look: Finding = { key: item.key, severity: 'warning', code: 'look', params: { reason: 'retyped' } }
  const html = show({ ...item, findings: [...item.findings, look] }, { showFindings: false })
  expect(wordsOf(html)).toContain('This came over from an earlier version. Please look at it again.')
  expect(wordsOf(html)).not.toContain('Error')
})

test('the instrument’s own message wins over ours, and a warning is no error', () => {
  const html = show(sampleOf('date'))
  expect(wordsOf(html)).toContain('Please check: The policy is older than the first account. Is that so?')
  expect(wordsOf(html)).not.toContain('Error:')
})

test('optional items say so, required ones need not', () => {
  expect(wordsOf(show({ ...sampleOf('year'), required: false }))).toContain('(optional)')
  expect(wordsOf(show({ ...sampleOf('year'), required: true }))).not.toContain('(optional)')
})

test('a declared reason is shown, can be taken back, and leaves the field empty', () => {
  const html = show({ ...sampleOf('integer'), answer: { missing: 'refused' } })
  expect(wordsOf(html)).toContain('Recorded: Unable to disclose')
  expect(wordsOf(html)).toContain('Remove this reason')
  expect(tagsOf(html).find(({ attributes }) => attributes.id === 'item-B02')?.attributes.value ?? '').toBe('')
})

test('a kept answer stands in its field, written so that it is read as the same again', () => {
  const fieldOf = (item: FormItem): string | undefined =>
    tagsOf(show(item)).find(({ attributes }) => attributes.id === itemId(item.key))?.attributes.value
  expect(fieldOf(sampleOf('integer'))).toBe('12500')
  expect(fieldOf({ ...sampleOf('decimal'), answer: { value: 1.234 } })).toBe('1.2340')
  expect(fieldOf(sampleOf('text'))).toContain('ក្រសួង')
  const chosen = tagsOf(show(sampleOf('single_choice'), { item: samples.find((item) => item.key === 'B05') }))
    .filter(({ attributes }) => attributes.checked !== undefined)
    .map(({ attributes }) => attributes.value)
  expect(chosen).toEqual(['line'])
})

test('an item that takes no reason offers none', () => {
  expect(wordsOf(show({ ...sampleOf('integer'), declarable: [] }))).not.toContain('No answer to give?')
})

test('a cell of a grid is named by its row and its column', () => {
  const html = show(sampleOf('two_answer_grid'))
  const cell = tagsOf(html).find(({ attributes }) => attributes.id === 'item-B12-uc04-primary')
  expect(cell?.attributes['aria-labelledby']).toBe('item-B12.row.uc04 item-B12.column.primary')
})

test('thirty-one rows come in folds, and a fold with an error is open', () => {
  const long = samples.find((item) => item.rows.length === 31)
  if (long === undefined) throw new Error('no long grid')
  const folds = (html: string): readonly (string | undefined)[] =>
    tagsOf(html).flatMap(({ attributes }) => attributes['aria-expanded'] ?? [])
  expect(folds(show(long))).toEqual(['true', 'false', 'false', 'false', 'false', 'false'])
  const findings = [{ key: 'E01', severity: 'error', code: 'required', params: {}, at: { row: 'i31' } }] as const
  expect(folds(show({ ...long, findings }))).toEqual(['true', 'false', 'false', 'false', 'false', 'true'])
})

test('a roster holds the frames of its items, each under its row', () => {
  const ids = idsOf(tagsOf(show(sampleOf('roster'))))
  expect(ids).toContain('item-C02_title--r1')
  expect(ids).toContain('item-C02_title--r2')
})

test('a record with an error inside is open', () => {
  const roster = sampleOf('roster')
  const [first, second, third] = roster.records
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('the sample has three records')
  const [title, ...others] = second.items
  const findings = [{ key: 'C02_title/r2', severity: 'error', code: 'required', params: {} }] as const
  const items = title === undefined ? others : [{ ...title, findings }, ...others]
  const html = show({ ...roster, records: [first, { ...second, items }, third] })
  const records = tagsOf(html).filter(({ attributes }) => attributes.class?.includes('record '))
  expect(records.map(({ attributes }) => attributes.open !== undefined)).toEqual([false, true, false])
})

test('rows that earlier answers decide can be neither added nor removed', () => {
  const roster = sampleOf('roster')
  const definition = { ...roster.definition, rows: { list: 'use_case' } } as FormItem['definition']
  const words = wordsOf(show({ ...roster, definition }))
  expect(words).not.toContain('Add another entry')
  expect(words).not.toMatch(/Remove(?! this)/)
})
