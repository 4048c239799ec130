import { isBlankRecord, parseTag, tagText } from '../../../instruments/exchange/answers/answer-tags.ts'
import type { PaperField, PaperItem, PaperRecord } from '../paper/document.ts'
import { type AnswerCell, type AnswerRow, inRecord } from './answer-row.ts'
import { fieldRows, offeredLabels, pickCell } from './fields.ts'
import { nothingStands, type Standing } from './standing.ts'
import { say } from './words.ts'

/** Further records that a roster offers beside those there are. */
const furtherRecords = 2

/** The rows of an item of a blank paper, with what stands. */
export function itemRows(
  item: PaperItem,
  standing: Standing,
  asked: (condition: string) => string,
): readonly AnswerRow[] {
  const stands = standing.items.get(item.key)
  if (item.field.kind === 'nothing') return []
  const field = merged(item.field, stands?.field)
  const { own, how, below } = fieldRows(field, item.code, standing)
  const reason = reasonCell(item, standing)
  const head: AnswerRow = {
    code: item.code,
    question: stands?.label ?? item.label,
    how: [item.condition === '' ? '' : asked(item.condition), item.hint, ...instructionsOf(item), how]
      .filter((text) => text !== '')
      .join('\n'),
    bold: true,
    ...(own !== undefined && { answer: own }),
    ...(reason !== undefined && { reason }),
  }
  const records = item.field.kind === 'records' ? recordRows(item, item.field.records, standing, asked) : []
  return [head, ...below, ...records]
}

/** A table is explained row by row, and the records of paper are its own affair. */
const instructionsOf = ({ field, instructions }: PaperItem): readonly string[] =>
  field.kind === 'boxes' || field.kind === 'line' || field.kind === 'amounts'
    ? instructions.map(({ text }) => text)
    : []

/** Entries of a register are known only from the answers; everything else is as blank paper has it. */
function merged(blank: PaperField, stands: PaperField | undefined): PaperField {
  if (blank.kind !== 'boxes' || stands?.kind !== 'boxes' || stands.boxes.length === 0) return blank
  return blank.boxes.some(({ tag }) => /:.*\//.test(tag)) ? stands : blank
}

function reasonCell({ key, reasons }: PaperItem, { ticked }: Standing): AnswerCell | undefined {
  const [item = '', record] = key.split('/')
  const entries = reasons.map(({ tag, label }) => {
    const part = parseTag(tag)?.part
    return { tag, label, code: part?.kind === 'reason' ? (part.reason ?? '') : '' }
  })
  if (entries.length === 0) return undefined
  const labels = offeredLabels(entries)
  const declared = entries.find((entry) => ticked.has(entry.tag))
  return {
    tag: tagText({ item, ...(record !== undefined && { record }), part: { kind: 'reason' } }),
    offered: [...labels.values()],
    ...(declared !== undefined && { value: labels.get(declared.code) }),
  }
}

/** The records there are, and a few further ones. */
function recordRows(
  roster: PaperItem,
  blank: readonly PaperRecord[],
  standing: Standing,
  asked: (condition: string) => string,
): readonly AnswerRow[] {
  const present = standing.records.get(roster.code) ?? []
  const names = new Set(present.flatMap(({ items }) => items.map(({ key }) => key.split('/')[1] ?? '')))
  const [template] = blank
  if (template === undefined) return []
  const rowsOf = (record: PaperRecord, stands: Standing): readonly AnswerRow[] =>
    record.items.flatMap((item) => itemRows(item, stands, asked))
  const existing = present.flatMap((record) => [
    title(record.title),
    ...rowsOf(underName(template, recordName(record)), standing),
  ])
  const further = blank.slice(0, furtherRecords).flatMap((record, at) => {
    const name = recordName(record)
    const own = isBlankRecord(name) ? name : freeName(names)
    const about = record.about === undefined ? [] : [aboutRow(record, nothingStands)]
    const head = { ...title(say('record.new', { number: present.length + at + 1 })), how: say('how.record') }
    return [head, ...about, ...rowsOf(record, nothingStands).map((row) => inRecord(row, own))]
  })
  return [...existing, ...further]
}

const title = (question: string): AnswerRow => ({ question, bold: true })

const recordName = ({ items }: PaperRecord): string => items[0]?.key.split('/')[1] ?? ''

function freeName(names: Set<string>): string {
  for (let number = names.size + 1; ; number += 1) {
    const name = `r${number}`
    if (names.has(name)) continue
    names.add(name)
    return name
  }
}

function aboutRow({ about }: PaperRecord, standing: Standing): AnswerRow {
  if (about === undefined) return title('')
  return { question: about.legend.title, how: say('how.list'), answer: pickCell(about, standing) }
}

/** The items of a blank record under the name of one there is. */
function underName(template: PaperRecord, name: string): PaperRecord {
  const retag = (tag: string): string => {
    const found = parseTag(tag)
    return found?.record === undefined ? tag : tagText({ ...found, record: name })
  }
  const item = (one: PaperItem): PaperItem => ({
    ...one,
    key: `${one.code}/${name}`,
    field: retagged(one.field, retag),
    reasons: one.reasons.map((box) => ({ ...box, tag: retag(box.tag) })),
  })
  return { ...template, about: undefined, items: template.items.map(item) }
}

function retagged(field: PaperField, retag: (tag: string) => string): PaperField {
  const at = <T extends { readonly tag: string }>(part: T): T => ({ ...part, tag: retag(part.tag) })
  switch (field.kind) {
    case 'boxes':
      return { ...field, boxes: field.boxes.map(at) }
    case 'line':
      return { ...field, line: at(field.line) }
    case 'amounts':
      return { ...field, amounts: field.amounts.map((amount) => ({ ...amount, line: at(amount.line) })) }
    case 'table':
      return {
        ...field,
        table: {
          ...field.table,
          rows: field.table.rows.map((row) => ({
            ...row,
            cells: row.cells.map((group) =>
              group.map((cell) => {
                if (cell.kind === 'box') return { ...cell, box: at(cell.box) }
                return cell.kind === 'line' ? { ...cell, line: at(cell.line) } : { ...cell, picks: cell.picks.map(at) }
              }),
            ),
          })),
        },
      }
    default:
      return field
  }
}
