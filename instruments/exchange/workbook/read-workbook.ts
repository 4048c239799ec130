import type { WorkbookLimits } from './limits.ts'
import type { Workbook } from './workbook.ts'
import { WorkbookError } from './workbook-error.ts'

export interface ReadingOptions {
  /** Only these sheets are read; case and spaces around do not matter. Others are named in `unread`. All when absent. */
  readonly sheets?: readonly string[]
  readonly limits?: Partial<WorkbookLimits>
}

/**
 * An .xlsx file → its cells as they read. Rejects with a WorkbookError for everything that is not a sound
 * workbook within the limits.
 */
export async function readWorkbook(bytes: Uint8Array, options: ReadingOptions = {}): Promise<Workbook> {
  throw new WorkbookError('damaged', `not read yet: ${bytes.length} ${options.sheets?.length ?? 0}`)
}
