import type { AnswerKey, GridCell, ItemTypeName, SettingsByType } from '#engine'
import { type TagPart, tagText } from '../../../instruments/exchange/answers/answer-tags.ts'
import type { PaperBox, PaperField, PaperLine } from './document.ts'
import type { PaperWords } from './words.ts'

export interface AskedCode {
  readonly code: string
  readonly label: string
  readonly note: string
  readonly exclusive: boolean
}

export interface AskedColumn {
  readonly column: string
  readonly label: string
  readonly cell: GridCell
  /** Columns of one list share its legend. */
  readonly list: string
  readonly options: readonly AskedCode[]
}

/** An item as it is asked, whether on blank paper or of a unit that has answered: what its field is made of. */
export interface Asked {
  readonly key: AnswerKey
  readonly kind: 'blank' | 'answered'
  readonly options: readonly AskedCode[]
  readonly rows: readonly AskedCode[]
  readonly columns: readonly AskedColumn[]
  columnLabel(column: string): string | undefined
  readonly unit: string
  /** A valid value of the item's type; nothing when there is none. */
  readonly value: unknown
  /** What may be declared instead of a value. */
  readonly reasons: readonly AskedCode[]
  readonly declared: string | undefined
  readonly language: string
  readonly words: PaperWords
}

/** The questions every item type answers about itself on paper. */
export interface PaperType<T extends ItemTypeName> {
  field(settings: SettingsByType[T], asked: Asked): PaperField
  /** How to fill it in, in the fixed words of the paper. */
  instructions(settings: SettingsByType[T], asked: Asked): readonly string[]
}

const value: TagPart = { kind: 'value' }

export interface PartPlace {
  readonly row?: string
  readonly column?: string
  readonly part?: TagPart
}

export const tagOf = ({ key }: Pick<Asked, 'key'>, { row, column, part = value }: PartPlace = {}): string =>
  tagText({
    item: key.item,
    ...(key.row !== undefined && { record: key.row }),
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    part,
  })

/** The box of one option, at the item itself or in a cell of it. */
export const optionBox = (asked: Asked, option: AskedCode, chosen: boolean, place: PartPlace = {}): PaperBox => ({
  tag: tagOf(asked, { ...place, part: { kind: 'option', code: option.code } }),
  label: option.label,
  note: option.note,
  chosen,
  route: '',
})

export const reasonBoxes = (asked: Asked): readonly PaperBox[] =>
  asked.reasons.map((reason) => ({
    tag: tagOf(asked, { part: { kind: 'reason', reason: reason.code } }),
    label: reason.label,
    note: '',
    chosen: asked.declared === reason.code,
    route: '',
  }))

type LineParts = Partial<Omit<PaperLine, 'tag'>> & Pick<PaperLine, 'size'>

export const lineAt = (asked: Asked, place: PartPlace, parts: LineParts): PaperLine => ({
  tag: tagOf(asked, place),
  lines: 1,
  unit: '',
  value: '',
  words: parts.value ?? '',
  ...parts,
})
