/** Why a file could not be read as a workbook or as a filled questionnaire, or a workbook not be written. */
export const workbookErrorCodes = [
  'empty-file',
  'not-a-workbook',
  'old-xls',
  'encrypted',
  'damaged',
  'too-large-inflated',
  'too-many-entries',
  'bad-entry',
  'xml-dtd',
  'too-many-sheets',
  'too-many-rows',
  'too-many-columns',
  'too-many-cells',
  'text-too-long',
  'timed-out',
  'bad-sheet-name',
  'not-an-answer-file',
  'marks-lost',
] as const

export type WorkbookErrorCode = (typeof workbookErrorCodes)[number]

/** The one refusal of reading and writing office files: a stable code, a sentence for people, and where in the file. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError'
  readonly code: WorkbookErrorCode
  /** A sheet, a cell such as `survey!F7`, or a part of the file; empty when it is about the whole file. */
  readonly place: string

  constructor(code: WorkbookErrorCode, message: string, place = '') {
    super(message)
    this.code = code
    this.place = place
  }
}
