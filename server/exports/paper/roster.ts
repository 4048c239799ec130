import type { Item, SettingsByType } from '#engine'
import { blankRecord } from '../../../instruments/exchange/answers/answer-tags.ts'
import { type Asked, tagOf } from './asked.ts'
import { blankRecords } from './blank-item.ts'
import type { PaperItem, PaperPick, PaperRecord } from './document.ts'
import { numbered } from './fields/grids.ts'
import type { Layout } from './item.ts'

type Settings = SettingsByType['roster']

export const settingsOf = (item: Item): Settings => item.definition as unknown as Settings

/** Empty records: `r1`, `r2` … that the respondent names, or `*1`, `*2` … each about a code that an earlier answer decides. */
export function emptyRecords(
  { words }: Layout,
  item: Item,
  asked: Asked,
  itemsOf: (record: string) => readonly PaperItem[],
): readonly PaperRecord[] {
  const { rows, max = blankRecords } = settingsOf(item)
  const fixed = rows !== undefined
  return Array.from({ length: Math.min(blankRecords, Math.max(1, max)) }, (_, at): PaperRecord => {
    const record = fixed ? blankRecord(at + 1) : `r${at + 1}`
    return {
      title: words.say('record', { number: at + 1 }),
      about: fixed ? aboutPick(asked, record, words.say('roster.about')) : undefined,
      items: itemsOf(record),
    }
  })
}

const aboutPick = (asked: Asked, record: string, title: string): PaperPick => ({
  tag: tagOf({ key: { item: asked.key.item, row: record } }),
  legend: { title, entries: numbered(asked.rows) },
  value: undefined,
})

export function rosterWords({ words, inWords }: Layout, item: Item): readonly string[] {
  if (item.rowsFrom !== undefined) return [words.say('roster.each', { condition: inWords(item.rowsFrom) })]
  const { min, max } = settingsOf(item)
  const shown = Math.min(blankRecords, max ?? blankRecords)
  if (min !== undefined && max !== undefined) return [words.say('roster.some', { min, max, shown })]
  if (max !== undefined) return [words.say('roster.most', { max, shown })]
  return [min === undefined ? words.say('roster.any', { shown }) : words.say('roster.least', { min, shown })]
}
