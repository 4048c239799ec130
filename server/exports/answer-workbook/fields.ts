import { parseTag, tagText } from '../../../instruments/exchange/answers/answer-tags.ts'
import { separator, tick } from '../../../instruments/exchange/answers/excel/layout.ts'
import type { PaperBox, PaperCell, PaperField, PaperLine, PaperPick, PaperTable } from '../paper/document.ts'
import type { AnswerCell, AnswerRow } from './answer-row.ts'
import type { Standing } from './standing.ts'
import { say } from './words.ts'

/** Where an item is answered: in its own row, or in rows of its own below it. */
export interface FieldRows {
  readonly own?: AnswerCell
  readonly how: string
  readonly below: readonly AnswerRow[]
}

/** The field of a blank paper, with what stands. */
export function fieldRows(field: PaperField, item: string, standing: Standing): FieldRows {
  switch (field.kind) {
    case 'boxes':
      return field.shape === 'one'
        ? { own: pickOne(field.boxes, standing), how: '', below: [] }
        : { how: say('how.tick'), below: field.boxes.map((box) => boxRow(box, standing)) }
    case 'line':
      return { own: lineCell(field.line, standing), how: '', below: [] }
    case 'amounts':
      return {
        how: field.total,
        below: field.amounts.map(({ label, line }) => ({ question: label, answer: lineCell(line, standing) })),
      }
    case 'table':
      return { how: '', below: tableRows(field.table, item, standing) }
    default:
      return { how: '', below: [] }
  }
}

const boxRow = ({ tag, label, note }: PaperBox, { ticked }: Standing): AnswerRow => ({
  question: note === '' ? label : `${label} (${note})`,
  answer: { tag, offered: [tick], ...(ticked.has(tag) && { value: tick }) },
})

/** What a cell of Excel can hold. */
const mostCharacters = 32_767

function lineCell({ tag, size }: PaperLine, { written }: Standing): AnswerCell {
  const value = written.get(tag)
  if (value === undefined || value.length > mostCharacters) return { tag }
  return { tag, value: size === 'number' ? Number(value) : value }
}

/** Labels to choose from; a label that two codes share is told apart by its code. */
export function offeredLabels(entries: readonly Labelled[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  for (const { label } of entries) seen.set(label, (seen.get(label) ?? 0) + 1)
  return new Map(entries.map(({ code, label }) => [code, (seen.get(label) ?? 0) > 1 ? code : label]))
}

interface Labelled {
  readonly code: string
  readonly label: string
}

const codeOf = (tag: string): string => {
  const part = parseTag(tag)?.part
  return part?.kind === 'option' ? part.code : ''
}

/** The tag of the answer or cell that boxes belong to. */
function tagWithout(tag: string): string {
  const found = parseTag(tag)
  return found === undefined ? tag : tagText({ ...found, part: { kind: 'value' } })
}

/** Boxes of which one is ticked are a list to choose from; of which several are, a list of several. */
function pickOne(boxes: readonly PaperBox[], standing: Standing): AnswerCell {
  return pickFrom(boxes, standing, false)
}

function pickFrom(boxes: readonly PaperBox[], { ticked, written }: Standing, several: boolean): AnswerCell {
  const tag = tagWithout(boxes[0]?.tag ?? '')
  const labels = offeredLabels(boxes.map((box) => ({ code: codeOf(box.tag), label: box.label })))
  const chosen = boxes.filter((box) => ticked.has(box.tag) || written.get(tag) === codeOf(box.tag))
  const words = chosen.map((box) => labels.get(codeOf(box.tag)) ?? '').join(`${separator} `)
  return { tag, offered: [...labels.values()], ...(several && { several }), ...(words !== '' && { value: words }) }
}

function tableRows({ rows, columns }: PaperTable, item: string, standing: Standing): readonly AnswerRow[] {
  return rows.flatMap(({ label, cells }) => {
    const isReason = (group: readonly PaperCell[]): boolean => group.some((cell) => tagOf(cell)?.part.kind === 'reason')
    const answers = cells.flatMap((group, at) =>
      isReason(group) ? [] : cellRows(group, [label, columns[at]?.label ?? ''], standing),
    )
    const reasonPick = cells.filter(isReason).flatMap((group) => group.flatMap(picksOf))[0]
    const [first, ...others] = answers
    if (first === undefined) return []
    const reason = reasonPick === undefined ? {} : { reason: pickCell(reasonPick, standing) }
    return [{ ...first, ...reason, code: item }, ...others]
  })
}

const picksOf = (cell: PaperCell): readonly PaperPick[] => (cell.kind === 'pick' ? cell.picks : [])

function tagOf(cell: PaperCell) {
  if (cell.kind === 'box') return parseTag(cell.box.tag)
  return parseTag(cell.kind === 'line' ? cell.line.tag : (cell.picks[0]?.tag ?? ''))
}

/** Of a cell: one row, or one for each of several picks. */
function cellRows(
  group: readonly PaperCell[],
  [row, column]: readonly [string, string],
  standing: Standing,
): readonly AnswerRow[] {
  const question = column === '' ? row : `${row} – ${column}`
  const boxes = group.flatMap((cell) => (cell.kind === 'box' ? [cell] : []))
  if (boxes[0] !== undefined) {
    const several = boxes[0].shape === 'several'
    const answer = pickFrom(
      boxes.map(({ box }) => box),
      standing,
      several,
    )
    return [{ question, how: say(several ? 'how.several' : 'how.list'), answer }]
  }
  return group.flatMap((cell): readonly AnswerRow[] => {
    if (cell.kind === 'line') return [{ question, answer: lineCell(cell.line, standing) }]
    return picksOf(cell).map((pick, at) => ({
      question: at === 0 ? question : `${question} ${at + 1}`,
      how: say('how.list'),
      answer: pickCell(pick, standing),
    }))
  })
}

/** A code of a list: picked, or one of the boxes that answered paper has for it. */
export function pickCell({ tag, legend }: PaperPick, { written, ticked }: Standing): AnswerCell {
  const labels = offeredLabels(legend.entries)
  const code = written.get(tag) ?? legend.entries.find((entry) => ticked.has(`${tag}:${entry.code}`))?.code
  const value = code === undefined ? undefined : (labels.get(code) ?? code)
  return { tag, offered: [...labels.values()], ...(value !== undefined && { value }) }
}
