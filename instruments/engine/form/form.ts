import type { Answer, KeyText } from '../answers/answer.ts'
import type { DeclarableMissing, GridCell, ItemDefinition, ItemTypeName, Severity } from '../definition/bundle.ts'

/** What an instrument looks like to one unit at one moment: the result of `evaluate`. */
export interface Form {
  readonly title: string
  readonly introduction: string
  readonly definition: string
  readonly sections: readonly FormSection[]
  readonly progress: Progress
  /** Every finding of the form, in the order of the items. */
  readonly findings: readonly Finding[]
}

export interface FormSection {
  readonly section: string
  readonly title: string
  readonly introduction: string
  /** Which body usually answers it. */
  readonly body: string
  readonly relevant: boolean
  readonly groups: readonly FormGroup[]
  readonly progress: Progress
  /** Estimated minutes for the whole section, computed from its items. */
  readonly minutes: number
}

export interface FormGroup {
  readonly group: string
  readonly title: string
  readonly introduction: string
  readonly relevant: boolean
  readonly items: readonly FormItem[]
}

export interface FormItem {
  readonly key: KeyText
  readonly item: string
  readonly row?: string | undefined
  readonly type: ItemTypeName
  readonly definition: ItemDefinition
  readonly label: string
  readonly hint: string
  readonly unit: string
  readonly relevant: boolean
  readonly required: boolean
  readonly answer?: Answer | undefined
  /** A value or a declared missing reason stands here, on the path. */
  readonly answered: boolean
  /** The answer read back in words; empty when unanswered. */
  readonly inWords: string
  readonly declarable: readonly DeclarableMissing[]
  /** Live options of a choice, ranking, constant sum, two-answer grid (its objectives) or register pick. */
  readonly options: readonly Option[]
  /** Live rows of a grid. */
  readonly rows: readonly Option[]
  /** Live columns of a grid. */
  readonly columns: readonly FormColumn[]
  /** Rows of a roster, each with its own items. */
  readonly records: readonly FormRecord[]
  readonly findings: readonly Finding[]
}

export interface Option {
  readonly code: string
  readonly label: string
  readonly note: string
  readonly exclusive: boolean
}

export interface FormColumn {
  readonly column: string
  readonly label: string
  readonly cell: GridCell
  readonly options: readonly Option[]
}

export interface FormRecord {
  readonly row: string
  readonly label: string
  readonly items: readonly FormItem[]
}

/**
 * Something to say about an answer. `code` is stable (`required`, `number.range`, `K_ministries`);
 * `params` feed the interface's sentence; `message` is set where the instrument words it itself.
 */
export interface Finding {
  readonly key: KeyText
  readonly severity: Severity
  readonly code: FindingCode
  readonly params: Readonly<Record<string, string | number>>
  readonly message?: string
  /** A grid row or column the finding points at. */
  readonly at?: { readonly row?: string; readonly column?: string }
}

/** `check` covers the instrument's own constraints and cross-item checks; their message comes with them. */
export type FindingCode =
  | 'required'
  | 'check'
  | 'number.type'
  | 'number.range'
  | 'number.places'
  | 'text.type'
  | 'text.too_long'
  | 'text.control'
  | 'choice.unknown'
  | 'choice.off_path'
  | 'choice.too_few'
  | 'choice.too_many'
  | 'choice.exclusive'
  | 'choice.twice'
  | 'date.invalid'
  | 'date.range'
  | 'date.precision'
  | 'url.invalid'
  | 'email.invalid'
  | 'file.invalid'
  | 'file.type'
  | 'grid.row_unknown'
  | 'grid.column_unknown'
  | 'grid.type'
  | 'sum.total'
  | 'roster.type'
  | 'roster.too_few'
  | 'roster.too_many'
  | 'missing.not_declarable'
  | 'look'

/** Items on the path, how many have a value or a declared missing reason, and how many required ones have neither. */
export interface Progress {
  readonly applicable: number
  readonly answered: number
  readonly requiredOpen: number
  readonly blockers: number
  readonly state: 'off_path' | 'not_started' | 'in_progress' | 'complete'
}
