/** How much of a file is read before it is refused. None of them trusts what the file says about itself. */
export interface WorkbookLimits {
  /** Bytes of all parts that are unpacked. */
  readonly inflated: number
  /** Bytes of one part, unpacked. */
  readonly entryInflated: number
  /** How many times larger than packed a part of more than `ratioFrom` bytes may be. */
  readonly ratio: number
  readonly ratioFrom: number
  readonly entries: number
  readonly sheets: number
  /** Rows of a sheet that hold something. */
  readonly rows: number
  /** Columns of a sheet that hold something. */
  readonly columns: number
  /** Cells of the workbook that hold something. */
  readonly cells: number
  /** UTF-16 units in one cell; Excel itself stops at 32,767. */
  readonly text: number
  readonly elapsedMs: number
}

export const defaultLimits: WorkbookLimits = {
  inflated: 64_000_000,
  entryInflated: 48_000_000,
  ratio: 150,
  ratioFrom: 4_000_000,
  entries: 2_000,
  sheets: 100,
  rows: 20_000,
  columns: 500,
  cells: 1_000_000,
  text: 32_767,
  // a million cells take four seconds of a processor, which may have other work
  elapsedMs: 20_000,
}
