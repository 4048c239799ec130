/** A table of counts whose cells are shaded by how large they are. */
export interface HeatTable {
  readonly caption: string
  /** Above the first column. */
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly HeatRow[]
  /** The count that is shaded darkest. */
  readonly most: number
}

export interface HeatRow {
  readonly label: string
  readonly counts: readonly number[]
  /** After the counts: how many could be counted. */
  readonly base: string
  /** Who stands behind the counts, told when asked for. */
  readonly detail: readonly HeatDetail[]
}

export interface HeatDetail {
  readonly label: string
  readonly count: number
  readonly names: string
  readonly missing: boolean
}

/** 0 for nothing, then 1 to 5. */
export function heatStep(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0
  return Math.min(5, Math.max(1, Math.ceil((count * 5) / most)))
}
