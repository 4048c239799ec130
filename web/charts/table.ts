import type { Paint } from './paint.ts'

/** A chart's numbers as a table: what the chart shows and nothing else. */
export interface TwinTable {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly TwinRow[]
}

export interface TwinRow {
  readonly label: string
  /** The mark that stands for the row in the chart. */
  readonly mark?: Mark
  readonly cells: readonly (string | number)[]
  /** Set apart: not a value but the reason why there is none, or a summary of the rows above. */
  readonly kind?: 'value' | 'missing' | 'summary'
}

export interface Mark {
  readonly paint: Paint
  /** A letter or sign, so that colour is never alone. */
  readonly sign: string
}
