import type { Form, FormGroup, FormItem, FormSection, Item } from '#engine'
import type { Asked, AskedCode, AskedColumn } from './asked.ts'
import { columnText } from './blank-item.ts'
import type { PaperGroup, PaperItem, PaperRecord, PaperSection } from './document.ts'
import { type ItemFrame, type Layout, languageOf, paperItem } from './item.ts'

/** The form of a unit with its answers; what is off their path is named as skipped. */
export function answeredSections(layout: Layout, form: Form): readonly PaperSection[] {
  const numbers: Numbers = { last: 0 }
  return form.sections.map((section, at) => answeredSection(layout, section, at, numbers))
}

interface Numbers {
  last: number
}

function answeredSection(layout: Layout, section: FormSection, at: number, numbers: Numbers): PaperSection {
  const definition = layout.instrument.sections[at]
  const { title, introduction, body, minutes, relevant } = section
  return {
    code: section.section,
    language: languageOf(layout, layout.texts.texts.sections[section.section]),
    title,
    introduction,
    body,
    minutes,
    condition: relevant ? '' : layout.inWords(definition?.relevant),
    skipped: !relevant,
    groups: section.groups.map((group) => answeredGroup(layout, group, relevant, numbers)),
  }
}

function answeredGroup(layout: Layout, group: FormGroup, asked: boolean, numbers: Numbers): PaperGroup {
  const definition = layout.instrument.sections.flatMap(({ groups }) => groups).find(({ code }) => code === group.group)
  return {
    code: group.group,
    language: languageOf(layout, layout.texts.texts.groups[group.group]),
    title: group.title,
    introduction: group.introduction,
    condition: asked && !group.relevant ? layout.inWords(definition?.relevant) : '',
    skipped: !group.relevant,
    items: group.items.map((item) => {
      numbers.last += 1
      return answeredItem(layout, item, numbers.last)
    }),
  }
}

function answeredItem(layout: Layout, given: FormItem, number: number | undefined): PaperItem {
  const item = layout.instrument.items.get(given.item)
  if (item === undefined) throw new Error(`${given.item} is not in the instrument its form was made of`)
  const frame: ItemFrame = {
    key: given.key,
    number,
    label: given.label,
    hint: given.hint,
    required: given.required,
    condition: given.relevant ? '' : layout.inWords(item.relevant ?? item.rowsFrom),
    skipped: !given.relevant,
    answer: given.inWords,
  }
  const asked = answeredAsked(layout, item, given)
  if (given.type !== 'roster') return paperItem(layout, item, asked, frame)
  return paperItem(
    layout,
    item,
    asked,
    { ...frame, answer: '' },
    {
      field: { kind: 'records', records: given.records.map((record, at) => recordOf(layout, record, at)) },
    },
  )
}

function recordOf(layout: Layout, { label, items }: FormItem['records'][number], at: number): PaperRecord {
  const { words } = layout
  const number = at + 1
  const title =
    label === String(number) ? words.say('record', { number }) : words.say('record.named', { number, name: label })
  return { title, about: undefined, items: items.map((item) => answeredItem(layout, item, undefined)) }
}

function answeredAsked(layout: Layout, item: Item, given: FormItem): Asked {
  const { answer, answered } = given
  const lists = new Map((item.sources.columns ?? []).map(({ column, list = '' }) => [column, list]))
  return {
    key: { item: given.item, ...(given.row !== undefined && { row: given.row }) },
    kind: 'answered',
    options: given.options,
    // who reads answers does not need each row explained
    rows: given.rows.map((row) => ({ ...row, note: '' })),
    columns: given.columns.map(
      (column): AskedColumn => ({ ...column, list: lists.get(column.column) ?? '', options: column.options }),
    ),
    columnLabel: (column) => columnText(layout.texts, given.item, column),
    unit: given.unit,
    value: answered && answer !== undefined && 'value' in answer ? answer.value : undefined,
    reasons: reasonsOfForm(layout, given),
    declared: answered && answer !== undefined && 'missing' in answer ? answer.missing : undefined,
    language: layout.texts.language,
    words: layout.words,
  }
}

function reasonsOfForm({ texts }: Layout, { declarable }: FormItem): readonly AskedCode[] {
  const labels = texts.list('missing_reason')
  return declarable.map((reason) => ({
    code: reason,
    label: labels.find(({ code }) => code === reason)?.label ?? reason.replaceAll('_', ' '),
    note: '',
    exclusive: false,
  }))
}
