import type { KeyText } from '#engine'
import type { PaperWords } from './words.ts'

/** An instrument on paper, before it becomes a page or a Word file: what stands on it and in which order. */
export interface PaperDocument {
  readonly language: string
  readonly words: PaperWords
  readonly kind: 'blank' | 'answered'
  /** Of answers: DRAFT until the response is submitted, then CLEARED. */
  readonly standing: Standing
  /** Made-up answers, which every page says. */
  readonly synthetic: boolean
  readonly instrument: { readonly code: string; readonly version: string; readonly hash: string }
  readonly title: string
  readonly introduction: string
  readonly definition: string
  /** What the title block says of the instrument and the response: a label and its value. */
  readonly facts: readonly Fact[]
  readonly unit: { readonly code: string; readonly name: string } | undefined
  readonly wave: { readonly code: string; readonly title: string } | undefined
  readonly sections: readonly PaperSection[]
}

export type Standing = 'blank' | 'draft' | 'cleared'

export interface Fact {
  readonly label: string
  readonly value: string
  /** Code-like: a hash, a version. */
  readonly code: boolean
}

/** A text with the language it is in. */
export interface Said {
  readonly text: string
  readonly language: string
}

interface Part {
  /** Language of its own texts: the instrument's first language where a translation is missing. */
  readonly language: string
  /** When it is asked, in words; nothing when always. */
  readonly condition: string
  /** Off the path of these answers. */
  readonly skipped: boolean
}

export interface PaperSection extends Part {
  readonly code: string
  readonly title: string
  readonly introduction: string
  /** Which body usually answers it. */
  readonly body: string
  readonly minutes: number
  readonly groups: readonly PaperGroup[]
}

export interface PaperGroup extends Part {
  readonly code: string
  readonly title: string
  readonly introduction: string
  readonly items: readonly PaperItem[]
}

/** Codes of the items in groups that are not asked. */
export const codesIn = (groups: readonly PaperGroup[]): string =>
  groups.flatMap(({ items }) => items.map(({ code }) => code)).join(', ')

export interface PaperItem extends Part {
  readonly key: KeyText
  /** The item's code, as on screen. */
  readonly code: string
  /** Position among all items of the paper; nothing inside rosters. */
  readonly number: number | undefined
  readonly label: string
  readonly hint: string
  readonly required: boolean
  /** How to fill it in: how many to choose, from when to when, which rows. */
  readonly instructions: readonly Said[]
  readonly field: PaperField
  /** Boxes of the missing reasons that may be declared. */
  readonly reasons: readonly PaperBox[]
  /** Items that are asked or not according to this answer. */
  readonly decides: string
  /** Of answered papers: the value or the missing reason in words; empty while unanswered. */
  readonly answer: string
}

/** What there is to fill in. Writers know these few shapes and no item types. */
export type PaperField =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'boxes'; readonly shape: BoxShape; readonly boxes: readonly PaperBox[] }
  | { readonly kind: 'line'; readonly line: PaperLine }
  | {
      readonly kind: 'amounts'
      readonly head: string
      readonly amounts: readonly PaperAmount[]
      readonly total: string
    }
  | { readonly kind: 'table'; readonly table: PaperTable }
  | { readonly kind: 'records'; readonly records: readonly PaperRecord[] }

export type BoxShape = 'one' | 'several'

export interface PaperBox {
  readonly tag: string
  readonly label: string
  readonly note: string
  readonly chosen: boolean
  /** Where to go on after this answer; nothing when simply at the next item. */
  readonly route: string
}

export interface PaperLine {
  readonly tag: string
  readonly size: 'number' | 'short' | 'wide' | 'long'
  /** Lines of writing of a long text. */
  readonly lines: number
  readonly unit: string
  /** As it is read back: a plain number, an ISO date, the text. */
  readonly value: string
  /** As it is read by people. */
  readonly words: string
}

/** A number beside an option: its rank or its points. */
export interface PaperAmount {
  readonly label: string
  readonly line: PaperLine
}

/** One code of a numbered list, written as its number on paper and picked by its name in Word. */
export interface PaperPick {
  readonly tag: string
  readonly legend: PaperLegend
  /** The code picked. */
  readonly value: string | undefined
}

/** A list whose codes are numbered, because they do not fit above their columns. */
export interface PaperLegend {
  readonly title: string
  readonly entries: readonly LegendEntry[]
}

export interface LegendEntry {
  /** `1`, `2` … or `a`, `b` … for missing reasons. */
  readonly sign: string
  readonly code: string
  readonly label: string
}

export interface PaperTable {
  /** Blocks: too wide for a page, so every row is a record of its own. */
  readonly layout: 'table' | 'blocks'
  readonly rowHead: string
  /** Width of the row labels in millimetres. */
  readonly labelWidth: number
  readonly columns: readonly PaperColumn[]
  readonly rows: readonly PaperRow[]
  readonly legends: readonly PaperLegend[]
}

/** A column of the definition; as many columns of cells as it has heads. */
export interface PaperColumn {
  readonly label: string
  readonly heads: readonly string[]
  /** Width of each of its cells in millimetres. */
  readonly width: number
}

export interface PaperRow {
  readonly label: string
  readonly note: string
  /** One list of cells per column. */
  readonly cells: readonly (readonly PaperCell[])[]
}

export type PaperCell =
  | { readonly kind: 'box'; readonly shape: BoxShape; readonly box: PaperBox }
  | { readonly kind: 'line'; readonly line: PaperLine }
  | { readonly kind: 'pick'; readonly picks: readonly PaperPick[] }

export interface PaperRecord {
  readonly title: string
  /** Which code the record is about, where an earlier answer decides that and has not been given. */
  readonly about: PaperPick | undefined
  readonly items: readonly PaperItem[]
}
