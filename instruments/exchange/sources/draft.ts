import type {
  Code,
  DeclarableMissing,
  ItemEnvelope,
  ItemTypeName,
  PublicationClass,
  RosterSettings,
  SettingsByType,
  Severity,
} from '../../engine/definition/bundle.ts'
import type { Expression } from '../../engine/expression/index.ts'
import type { SourceFile } from '../../engine/load/fault.ts'

/**
 * A foreign questionnaire in our terms, still under its own names: what every reader of a foreign format gives,
 * and what `buildSources` turns into definition files. Wherever the definition language has a code (of an item,
 * list, option, column, section), a draft has the foreign name; the builder makes codes of them.
 */
export interface Draft {
  /** What the file is called to people; the path of every file that is built. */
  readonly file: string
  /** Name of the instrument. */
  readonly name: string
  /** 0.1.0 when absent. */
  readonly version?: string
  readonly unit?: string | readonly string[]
  /** The first one is the one others fall back to. */
  readonly languages: readonly string[]
  readonly title: Words
  readonly introduction?: Words
  readonly definition?: Words
  /** Reasons a respondent may declare instead of an answer; none when absent, since foreign forms offer none. */
  readonly missing?: readonly DeclarableMissing[]
  readonly sections: readonly DraftSection[]
  readonly lists: readonly DraftList[]
  readonly checks?: readonly DraftCheck[]
  /** Settings of instrument.yaml that are taken over word for word. */
  readonly further?: Readonly<Record<string, unknown>>
  readonly places?: Places
}

/** The same words in each language that has them. */
export type Words = Readonly<Record<string, string>>

/**
 * Where parts of something stand in the foreign file, by field (`relevant`, `type`, `columns`); texts by field and
 * language (`label:km`). `''` is the thing itself and answers for every field that is not named.
 */
export type Places = Readonly<Record<string, string>>

/** An expression of our language over foreign names; a tree when the foreign names could not be written in one. */
export type DraftExpression = string | Expression

export interface DraftSection {
  readonly name: string
  readonly title: Words
  readonly introduction?: Words
  readonly body?: Words
  readonly publication?: PublicationClass
  readonly relevant?: DraftExpression
  readonly groups: readonly DraftGroup[]
  readonly places: Places
}

export interface DraftGroup {
  readonly name: string
  readonly title: Words
  readonly introduction?: Words
  readonly relevant?: DraftExpression
  readonly items: readonly DraftItem[]
  readonly places: Places
}

export interface DraftItem extends Omit<ItemEnvelope, 'item' | 'relevant' | 'required' | 'constraint' | 'specifies'> {
  readonly name: string
  readonly label: Words
  readonly hint?: Words
  readonly constraintText?: Words
  readonly requiredText?: Words
  readonly unitText?: Words
  /** Headings of grid columns, by the column's foreign name. */
  readonly columnTexts?: Readonly<Record<string, Words>>
  readonly relevant?: DraftExpression
  readonly required?: boolean | DraftExpression
  readonly constraint?: DraftExpression
  /** Foreign names of an item and of an option of its list. */
  readonly specifies?: { readonly item: string; readonly code: string }
  readonly answer: DraftAnswer
  readonly places: Places
}

/** Item type and its settings, lists and codes under their foreign names. */
export type DraftAnswer = {
  [T in ItemTypeName]: { readonly type: T } & (T extends 'roster'
    ? Omit<RosterSettings, 'items'> & { readonly items: readonly DraftItem[] }
    : SettingsByType[T])
}[ItemTypeName]

export interface DraftList {
  readonly name: string
  readonly version?: string
  readonly ordered?: boolean
  readonly source?: string
  readonly title?: Words
  readonly codes: readonly DraftCode[]
  readonly places: Places
}

export interface DraftCode {
  readonly name: string
  readonly label: Words
  readonly note?: Words
  /** `value`, `exclusive` and any further attribute. */
  readonly attributes?: Omit<Code, 'code'>
  readonly places: Places
}

export interface DraftCheck {
  readonly name: string
  readonly severity: Severity
  readonly when: DraftExpression
  readonly items: readonly string[]
  readonly message: Words
  readonly places: Places
}

/** The lists every instrument carries, as the house words them: an import does not bring its own. */
export interface HouseLists {
  readonly codeLists: readonly SourceFile[]
  readonly codeListTexts: Readonly<Record<string, SourceFile>>
}
