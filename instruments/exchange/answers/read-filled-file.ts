import { openArchive } from '../workbook/archive.ts'
import { deadlineAfter } from '../workbook/deadline.ts'
import { otherArchive, refuseOtherKinds } from '../workbook/file-kind.ts'
import { defaultLimits, type WorkbookLimits } from '../workbook/limits.ts'
import { partReader, readRelations } from '../workbook/parts.ts'
import { readWorkbook } from '../workbook/read-workbook.ts'
import { WorkbookError } from '../workbook/workbook-error.ts'
import { readAnswerWorkbook } from './excel/read-answer-workbook.ts'
import type { FilledFile } from './filled-file.ts'
import { readWord } from './word/read-word.ts'

const wanted = {
  name: 'neither a Word document (.docx) nor a workbook (.xlsx)',
  saveAs: 'Save the questionnaire you filled in as .docx or .xlsx.',
}

/**
 * The bytes of a filled Word document or workbook → what was filled in. Under the same limits as every workbook; rejects
 * with a WorkbookError for everything else.
 */
export async function readFilledFile(bytes: Uint8Array, given: Partial<WorkbookLimits> = {}): Promise<FilledFile> {
  const limits = { ...defaultLimits, ...given }
  const deadline = deadlineAfter(limits.elapsedMs)
  refuseOtherKinds(bytes, wanted)
  const archive = await openArchive(bytes, limits, deadline)
  const read = partReader(archive, limits)
  const root = archive.has('_rels/.rels') ? await readRelations(read, '_rels/.rels', '') : new Map()
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? ''
  if (/^word\//i.test(main) && archive.has(main)) return readWord(archive, read, main)
  if (/^xl\//i.test(main) && !/\.bin$/i.test(main)) return readAnswerWorkbook(await readWorkbook(bytes, { limits }))
  const other = archive.has('word/document.xml') ? undefined : otherArchive(archive.has)
  throw new WorkbookError('not-an-answer-file', other ?? 'This is a zip archive, and no filled questionnaire is in it.')
}
