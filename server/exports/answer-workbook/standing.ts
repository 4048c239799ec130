import type { Answers } from '#engine'
import type { PaperDocument, PaperField, PaperItem, PaperRecord, PaperSection } from '../paper/document.ts'

/** What stands, by the tags of an answered paper. */
export interface Standing {
  /** By key: the items that are asked, with their words for this unit. */
  readonly items: ReadonlyMap<string, PaperItem>
  /** By roster: the records there are. */
  readonly records: ReadonlyMap<string, readonly PaperRecord[]>
  /** What is written at a tag: a text, or the code picked. */
  readonly written: ReadonlyMap<string, string>
  /** Tags of boxes that are ticked. */
  readonly ticked: ReadonlySet<string>
}

/** Of a record that is not there yet. */
export const nothingStands: Standing = { items: new Map(), records: new Map(), written: new Map(), ticked: new Set() }

export function standingOn(paper: PaperDocument, answers: Answers): Standing {
  const found = {
    items: new Map<string, PaperItem>(),
    records: new Map<string, readonly PaperRecord[]>(),
    written: new Map<string, string>(),
    ticked: new Set<string>(),
  }
  const visit = (item: PaperItem): void => {
    if (item.skipped) return
    found.items.set(item.key, item)
    if (item.field.kind === 'records') found.records.set(item.code, item.field.records)
    for (const box of item.reasons) if (box.chosen) found.ticked.add(box.tag)
    takeField(found, item.field)
    if (item.field.kind === 'records') for (const record of item.field.records) record.items.forEach(visit)
  }
  const asked = ({ skipped }: Pick<PaperSection, 'skipped'>): boolean => !skipped
  for (const section of paper.sections.filter(asked)) {
    for (const group of section.groups.filter(asked)) group.items.forEach(visit)
  }
  tickWhatIsKept(found, answers)
  return found
}

/** Options that other answers have taken off the list are kept in the answer, and would be lost if they stood unticked. */
function tickWhatIsKept({ items, ticked }: Pick<Standing, 'items'> & Found, answers: Answers): void {
  for (const [key, answer] of Object.entries(answers)) {
    if (!items.has(key) || !('value' in answer) || !Array.isArray(answer.value)) continue
    for (const code of answer.value) if (typeof code === 'string') ticked.add(`${key}:${code}`)
  }
}

interface Found {
  readonly written: Map<string, string>
  readonly ticked: Set<string>
}

function takeField({ written, ticked }: Found, field: PaperField): void {
  const line = ({ tag, value }: { readonly tag: string; readonly value: string | undefined }): void => {
    if (value !== undefined && value !== '') written.set(tag, value)
  }
  if (field.kind === 'boxes') for (const box of field.boxes) if (box.chosen) ticked.add(box.tag)
  if (field.kind === 'line') line(field.line)
  if (field.kind === 'amounts') for (const amount of field.amounts) line(amount.line)
  if (field.kind !== 'table') return
  for (const cell of field.table.rows.flatMap((row) => row.cells.flat())) {
    if (cell.kind === 'line') line(cell.line)
    if (cell.kind === 'pick') cell.picks.forEach(line)
    if (cell.kind === 'box' && cell.box.chosen) ticked.add(cell.box.tag)
  }
}
