import { openArchive } from './archive.ts'
import { deadlineAfter } from './deadline.ts'
import { otherArchive, refuseOtherKinds } from './file-kind.ts'
import { defaultLimits, type WorkbookLimits } from './limits.ts'
import { partReader, readDateStyles, readOutline, readSharedStrings } from './parts.ts'
import { type SheetContext, sheetReader } from './sheet.ts'
import type { Sheet, Workbook } from './workbook.ts'
import { WorkbookError } from './workbook-error.ts'

export interface ReadingOptions {
  /** Only these sheets are read; case and spaces around do not matter. Others are named in `unread`. All when absent. */
  readonly sheets?: readonly string[]
  readonly limits?: Partial<WorkbookLimits>
}

/**
 * An .xlsx file → its cells as they read. Formulas give the result they were saved with, formatting is left out.
 * Nothing is unpacked but what is asked for, and nothing beyond the limits. Rejects with a WorkbookError for
 * everything that is not a sound workbook within them.
 */
export async function readWorkbook(bytes: Uint8Array, options: ReadingOptions = {}): Promise<Workbook> {
  const limits = { ...defaultLimits, ...options.limits }
  const deadline = deadlineAfter(limits.elapsedMs)
  refuseOtherKinds(bytes)
  const archive = await openArchive(bytes, limits, deadline)
  const other = otherArchive(archive.has)
  if (other !== undefined) throw new WorkbookError('not-a-workbook', other)
  const read = partReader(archive, limits)
  const outline = await readOutline(archive, read, limits)
  const { sharedStrings, styles, epoch } = outline
  const context: SheetContext = {
    strings: sharedStrings === undefined ? [] : await readSharedStrings(read, sharedStrings, limits),
    styles: styles === undefined ? [] : await readDateStyles(read, styles),
    epoch,
    limits,
    cells: { left: limits.cells },
  }
  const wanted = options.sheets?.map(plain)
  const sheets: Sheet[] = []
  const unread: string[] = []
  for (const { name, hidden, part } of outline.sheets) {
    if (part === undefined || wanted?.includes(plain(name)) === false) {
      unread.push(name)
      continue
    }
    const { handler, sheet } = sheetReader({ name, hidden }, context)
    await read(part, handler)
    sheets.push(sheet())
  }
  return { sheets, unread }
}

const plain = (name: string): string => name.trim().toLowerCase()
