import type { PaperDocument, PaperField, PaperItem } from '../../../server/exports/paper/document.ts'

/** Every item of a paper, those in records too. */
export function itemsOf(paper: PaperDocument): readonly PaperItem[] {
  const deep = (items: readonly PaperItem[]): readonly PaperItem[] =>
    items.flatMap((item) => [
      item,
      ...(item.field.kind === 'records' ? item.field.records.flatMap((record) => deep(record.items)) : []),
    ])
  return paper.sections.flatMap(({ groups }) => groups.flatMap((group) => deep(group.items)))
}

export function itemOf(paper: PaperDocument, key: string): PaperItem {
  const found = itemsOf(paper).find((item) => item.key === key)
  if (found === undefined) throw new Error(`${key} is not on the paper`)
  return found
}

interface Hole {
  readonly tag: string
  /** What stands in it: `x` for a ticked box. */
  readonly filled: string
}

/** The holes of a field in their order. */
function holesOfField(field: PaperField): readonly Hole[] {
  switch (field.kind) {
    case 'nothing':
      return []
    case 'boxes':
      return field.boxes.map(({ tag, chosen }) => ({ tag, filled: chosen ? 'x' : '' }))
    case 'line':
      return [{ tag: field.line.tag, filled: field.line.value }]
    case 'amounts':
      return field.amounts.map(({ line }) => ({ tag: line.tag, filled: line.value }))
    case 'table':
      return field.table.rows.flatMap(({ cells }) =>
        cells.flat().flatMap((cell): readonly Hole[] => {
          if (cell.kind === 'box') return [{ tag: cell.box.tag, filled: cell.box.chosen ? 'x' : '' }]
          if (cell.kind === 'line') return [{ tag: cell.line.tag, filled: cell.line.value }]
          return cell.picks.map(({ tag, value = '' }) => ({ tag, filled: value }))
        }),
      )
    case 'records':
      return field.records.flatMap(({ about }) =>
        about === undefined ? [] : [{ tag: about.tag, filled: about.value ?? '' }],
      )
  }
}

/** Every hole of a paper: what can be filled in, and what is filled in. */
export const holesOf = (paper: PaperDocument): readonly Hole[] =>
  itemsOf(paper)
    .filter(({ skipped }) => !skipped)
    .flatMap(({ field, reasons }) => [
      ...holesOfField(field),
      ...reasons.map(({ tag, chosen }) => ({ tag, filled: chosen ? 'x' : '' })),
    ])

/** A field in one line: its kind, how many holes it has, and those that are filled. */
export function sketch({ field }: PaperItem): string {
  const holes = holesOfField(field)
  const filled = holes.flatMap(({ tag, filled: content }) => (content === '' ? [] : [`${tag}=${content}`]))
  const size = field.kind === 'records' ? field.records.length : holes.length
  return [`${field.kind} ${size}`, ...filled].join(' ')
}
