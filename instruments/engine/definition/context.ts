/** Everything an evaluation may know beside the answers. Values only: no clock, no network. */
export interface Context {
  readonly language: string
  /** ISO date in the respondent's time zone. */
  readonly today: string
  readonly unit: UnitContext
  readonly wave: WaveContext
}

/** The responding unit: its name in the language of the page and its attributes from the frame. */
export interface UnitContext {
  readonly code: string
  readonly name: string
  /** For an administration: iso2, iso3, languages, levels (codes of the list `level`). */
  readonly attributes: Readonly<Record<string, string | number | readonly string[]>>
}

export interface WaveContext {
  readonly code: string
  readonly title: string
  readonly year: number
  /** ISO dates, both inclusive. */
  readonly referenceFrom: string
  readonly referenceTo: string
}
