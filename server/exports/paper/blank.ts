import type { Item } from '#engine'
import type { Group, Section } from '../../../instruments/engine/definition/instrument.ts'
import { staticScope } from '../../../instruments/engine/form/scope.ts'
import { itemTypeOf } from '../../../instruments/engine/items/index.ts'
import { type BlankFrame, blankAsked, blankText } from './blank-item.ts'
import type { PaperGroup, PaperItem, PaperSection } from './document.ts'
import { type ItemFrame, type Layout, languageOf, paperItem } from './item.ts'
import { emptyRecords, rosterWords } from './roster.ts'

/** Every section, group and item of an instrument, to be filled in by whoever it comes to. */
export function blankSections(layout: Layout, frame: BlankFrame): readonly PaperSection[] {
  const numbers = new Map<Item, number>()
  return layout.instrument.sections.map((section) => blankSection(layout, frame, section, numbers))
}

type Numbers = Map<Item, number>

function blankSection(layout: Layout, frame: BlankFrame, section: Section, numbers: Numbers): PaperSection {
  const { texts, fallback } = layout.texts
  const own = texts.sections[section.code] ?? fallback.sections[section.code]
  const groups = section.groups.map((group) => blankGroup(layout, frame, group, numbers))
  return {
    code: section.code,
    language: languageOf(layout, texts.sections[section.code]),
    title: blankText(own?.title, frame),
    introduction: blankText(own?.introduction, frame),
    body: blankText(own?.body, frame),
    minutes: minutesOf(layout, section),
    condition: layout.inWords(section.relevant),
    skipped: false,
    groups,
  }
}

function minutesOf({ instrument, texts }: Layout, section: Section): number {
  const seconds = section.groups
    .flatMap(({ items }) => items)
    .reduce((sum, item) => {
      const scope = staticScope(instrument, item, texts.language)
      return sum + itemTypeOf(item.definition).seconds(scope as never)
    }, 0)
  return Math.max(1, Math.round(seconds / 60))
}

function blankGroup(layout: Layout, frame: BlankFrame, group: Group, numbers: Numbers): PaperGroup {
  const { texts, fallback } = layout.texts
  const own = texts.groups[group.code] ?? fallback.groups[group.code]
  return {
    code: group.code,
    language: languageOf(layout, texts.groups[group.code]),
    title: blankText(own?.title, frame),
    introduction: blankText(own?.introduction, frame),
    condition: layout.inWords(group.relevant),
    skipped: false,
    items: group.items.map((item) => {
      numbers.set(item, numbers.size + 1)
      return blankItem(layout, frame, item, { number: numbers.get(item) })
    }),
  }
}

interface Place {
  readonly number?: number | undefined
  readonly record?: string
}

function blankItem(layout: Layout, frame: BlankFrame, item: Item, { number, record }: Place): PaperItem {
  const asked = blankAsked(frame, item, record)
  const { texts, fallback } = layout.texts
  const own = texts.items[item.code] ?? fallback.items[item.code]
  const head: ItemFrame = {
    key: record === undefined ? item.code : `${item.code}/${record}`,
    number,
    label: blankText(own?.label ?? item.code, frame),
    hint: blankText(own?.hint, frame),
    required: item.required === true && item.definition.specifies === undefined,
    condition: layout.inWords(item.relevant),
    skipped: false,
    answer: '',
  }
  if (item.definition.type !== 'roster') return paperItem(layout, item, asked, head)
  const itemsOf = (row: string) => item.children.map((child) => blankItem(layout, frame, child, { record: row }))
  return paperItem(layout, item, asked, head, {
    field: { kind: 'records', records: emptyRecords(layout, item, asked, itemsOf) },
    instructions: rosterWords(layout, item),
  })
}
