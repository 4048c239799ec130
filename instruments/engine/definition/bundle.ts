/**
 * The released form of an instrument: plain JSON, complete in itself. A response is pinned to the
 * SHA-256 of its canonical bytes, so nothing here may change meaning once released.
 */
export interface Bundle {
  readonly instrument: string
  readonly version: string
  /** The kind of unit that answers, or several kinds; `unitKinds` reads either. */
  readonly unit: string | readonly string[]
  readonly languages: readonly string[]
  readonly missing: readonly DeclarableMissing[]
  readonly sections: readonly SectionDefinition[]
  readonly checks: readonly CheckDefinition[]
  readonly codeLists: Readonly<Record<string, CodeList>>
  readonly texts: Readonly<Record<string, Texts>>
  readonly follows?: Follows
}

/** How a version follows an earlier one. What is not named here is what it was, under the same code. */
export interface Follows {
  readonly version: string
  /** Items, or columns of grids: `B10/status: B10/state` names the one that follows, null says that none does. */
  readonly items?: Readonly<Record<string, string | null>>
  /** By code list of the earlier version: the code that follows, several after a split, or null when none does. */
  readonly codes?: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | null>>>>
  /** Items, columns (`B10/status`) and codes (`list/code`) of this version whose wording changed and whose meaning did not. */
  readonly same_meaning?: readonly string[]
}

/** The kinds of unit that answer an instrument, the usual one first; `unit('kind')` says which one a unit is. */
export const unitKinds = ({ unit }: Pick<Bundle, 'unit'>): readonly string[] =>
  typeof unit === 'string' ? [unit] : unit

/** Missing reasons a respondent may declare; the other six are set by the system, a curator or a release. */
export type DeclarableMissing = 'dont_know' | 'refused' | 'not_applicable' | 'not_available'

export type Severity = 'blocker' | 'error' | 'warning' | 'information'
export type PublicationClass = 'public' | 'aggregate_only' | 'confidential'

export interface SectionDefinition {
  readonly section: string
  readonly publication: PublicationClass
  readonly relevant?: string
  readonly groups: readonly GroupDefinition[]
}

/** A group is one page on screen. */
export interface GroupDefinition {
  readonly group: string
  readonly relevant?: string
  readonly items: readonly ItemDefinition[]
}

export interface ItemEnvelope {
  readonly item: string
  readonly rq?: readonly string[]
  readonly identification?: boolean
  readonly required?: boolean | string
  readonly relevant?: string
  readonly constraint?: string
  readonly severity?: Severity
  readonly missing?: readonly DeclarableMissing[]
  readonly publication?: PublicationClass
  /** Offered beforehand for a person to confirm, from a register or an earlier wave; never: asked anew each time. */
  readonly prefill?: 'register' | 'previous_wave' | 'never'
  readonly specifies?: { readonly item: string; readonly code: string }
}

export interface CheckDefinition {
  readonly check: string
  readonly severity: Severity
  /** Raised when true. */
  readonly when: string
  readonly items: readonly string[]
}

export interface CodeList {
  readonly list: string
  readonly version: string
  readonly ordered?: boolean
  readonly codes: readonly Code[]
}

export interface Code {
  readonly code: string
  readonly value?: number
  readonly exclusive?: boolean
  readonly [attribute: string]: unknown
}

/** Where options come from: a code list, perhaps narrowed by an expression, perhaps with codes of the list `common`. */
export interface OptionSource {
  readonly list: string
  readonly from?: string
  readonly also?: readonly string[]
}

export type GridCell = 'one' | 'several' | 'integer' | 'decimal' | 'year' | 'text'

export interface GridColumn {
  readonly column: string
  readonly cell: GridCell
  readonly list?: string
  readonly min?: number
  readonly max?: number
  readonly relevant?: string
  /** False when a row may be complete without this column. */
  readonly required?: boolean
}

export type ChoiceSettings = OptionSource
export interface MultipleChoiceSettings extends OptionSource {
  readonly exclusive?: readonly string[]
  readonly min?: number
  readonly max?: number
}
export interface NumberSettings {
  readonly min?: number
  readonly max?: number
  readonly unit?: string
}
export interface DecimalSettings extends NumberSettings {
  /** Code of the item that holds the ISO 4217 code. */
  readonly currency?: string
  readonly places?: number
}
export interface TextSettings {
  /** Graphemes, not UTF-16 units. */
  readonly max?: number
}
export type DatePrecision = 'day' | 'month' | 'year'
export interface DateSettings {
  readonly precision?: DatePrecision
  readonly min?: string
  readonly max?: string
}
export interface FileSettings {
  readonly accept?: readonly string[]
}
export interface GridSettings {
  readonly rows: OptionSource
  readonly columns: readonly GridColumn[]
  readonly required_rows?: readonly string[]
}
export interface TwoAnswerGridSettings extends OptionSource {
  readonly rows: OptionSource
  /** Most secondary answers per row. */
  readonly secondary: number
}
export interface RankingSettings extends OptionSource {
  readonly max: number
}
export interface ConstantSumSettings extends OptionSource {
  readonly total: number
}
export interface RosterSettings {
  readonly items: readonly ItemDefinition[]
  readonly rows?: OptionSource
  readonly min?: number
  readonly max?: number
}
export interface RegisterPickSettings {
  readonly sources: readonly string[]
  readonly max?: number
}
export type NoSettings = Readonly<Record<never, never>>

/** The one list of item types with the settings each takes. */
export interface SettingsByType {
  single_choice: ChoiceSettings
  multiple_choice: MultipleChoiceSettings
  yes_no: NoSettings
  integer: NumberSettings
  decimal: DecimalSettings
  text: TextSettings
  long_text: TextSettings
  date: DateSettings
  year: NumberSettings
  url: NoSettings
  email: NoSettings
  file: FileSettings
  grid: GridSettings
  two_answer_grid: TwoAnswerGridSettings
  ranking: RankingSettings
  constant_sum: ConstantSumSettings
  roster: RosterSettings
  register_pick: RegisterPickSettings
  note: NoSettings
}

export type ItemTypeName = keyof SettingsByType

export type ItemDefinition = {
  [T in ItemTypeName]: ItemEnvelope & { readonly type: T } & SettingsByType[T]
}[ItemTypeName]

export interface Texts {
  readonly instrument: { readonly title: string; readonly introduction?: string; readonly definition?: string }
  readonly sections: Readonly<Record<string, SectionTexts>>
  readonly groups: Readonly<Record<string, { readonly title: string; readonly introduction?: string }>>
  readonly items: Readonly<Record<string, ItemTexts>>
  readonly checks: Readonly<Record<string, { readonly message: string }>>
  readonly codeLists: Readonly<Record<string, CodeListTexts>>
}

export interface SectionTexts {
  readonly title: string
  readonly introduction?: string
  readonly body?: string
}

export interface ItemTexts {
  readonly label: string
  readonly hint?: string
  readonly constraint?: string
  readonly required?: string
  readonly unit?: string
  readonly columns?: Readonly<Record<string, string>>
}

export interface CodeListTexts {
  readonly title: string
  readonly codes: Readonly<Record<string, string>>
  readonly notes?: Readonly<Record<string, string>>
}
