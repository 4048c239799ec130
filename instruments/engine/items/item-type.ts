import type { Cell, Measure, VariableCode, VariablePart } from '../columns/variable.ts'
import type { Code, GridColumn, ItemTypeName, OptionSource, SettingsByType } from '../definition/bundle.ts'
import type { Value, ValueType } from '../expression/grammar.ts'
import type { FindingCode } from '../form/form.ts'

/**
 * The questions every item type answers about itself. No shared code asks which type an item is;
 * it asks these.
 */
export interface ItemType<T extends ItemTypeName, V> {
  readonly name: T
  /** Which analyses apply to its values. */
  readonly measure: Measure | 'set' | 'grid' | 'ranking' | 'records' | 'none'
  /** Its values are words of a human language, which another language can render. */
  readonly prose?: true
  /** Any JSON → a valid value, or faults with a pointer below the value. Total. */
  read(raw: unknown, scope: ItemScope<T>): Read<V>
  isBlank(value: V): boolean
  /** Where its options, rows, columns and registers come from. */
  sources(settings: SettingsByType[T]): Sources
  /** What expressions see. */
  readonly exposes: ValueType
  expose(value: V): Value
  /** The value without options and rows that are off the path; off-path parts are kept in the answer, never counted. */
  live(value: V, scope: ItemScope<T>): V
  /** What else can be wrong with a valid value on the path as it stands. */
  check(value: V, scope: ItemScope<T>): readonly Fault[]
  /** Parts still open in an otherwise answered item that is required (grid rows, say). */
  open(value: V, scope: ItemScope<T>): readonly OpenPart[]
  inWords(value: V, scope: ItemScope<T>): string
  variables(scope: ItemScope<T>): readonly VariableSketch[]
  /** One cell per variable sketch, in the same order. */
  cells(value: V, scope: ItemScope<T>): readonly Cell[]
  /** Does a value survive in a new version? The value to keep, or undefined. */
  carry(value: V, to: ItemScope<T>): V | undefined
  /** Seconds a respondent needs, for the estimate of minutes. */
  seconds(scope: ItemScope<T>): number
  readonly examples: readonly Example<T, V>[]
}

export interface Sources {
  readonly options?: OptionSource
  readonly rows?: OptionSource
  readonly columns?: readonly GridColumn[]
  /** Rosters or code lists whose entries become options, as `C02/r1` or `policy_model/nz_toolbox`. */
  readonly registers?: readonly string[]
}

export type Read<V> =
  | { readonly ok: true; readonly value: V }
  | { readonly ok: false; readonly faults: readonly Fault[] }

export interface Fault {
  readonly code: FindingCode
  /** JSON Pointer below the value, `''` for the value itself. */
  readonly pointer: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly at?: { readonly row?: string; readonly column?: string }
}

export interface OpenPart {
  readonly row?: string
  readonly column?: string
}

/** What an item type may know about the item it speaks for. */
export interface ItemScope<T extends ItemTypeName> {
  readonly item: string
  readonly settings: SettingsByType[T]
  /** Codes of a list with their labels in the language at hand, in list order. */
  list(name: string): readonly LabelledCode[]
  /** Live options; the whole list when nothing narrows it. */
  readonly options: readonly LabelledCode[]
  /** Live rows of a grid. */
  readonly rows: readonly LabelledCode[]
  /** Every row and option there could be, for variables. */
  readonly allOptions: readonly LabelledCode[]
  readonly allRows: readonly LabelledCode[]
  /** Column labels and live columns of a grid. */
  /** Is this list ordered? */
  ordered(list: string): boolean
  columnLabel(column: string): string
  readonly liveColumns: ReadonlySet<string>
  readonly unit: string
  readonly language: string
}

export interface LabelledCode extends Code {
  readonly label: string
  readonly note: string
}

/** A variable before the item's envelope names and tags it. `suffix` is empty for the item's main variable. */
export interface VariableSketch {
  readonly suffix: string
  readonly label: string
  readonly measure: Measure
  readonly codes?: readonly VariableCode[]
  readonly part: VariablePart
}

/** A named case for tests, gallery and documentation. `valid: false` values must be refused by `read` or `check`. */
export interface Example<T extends ItemTypeName, V> {
  readonly name: string
  readonly settings: SettingsByType[T]
  readonly value?: V | unknown
  readonly valid: boolean
}
