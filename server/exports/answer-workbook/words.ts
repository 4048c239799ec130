/** The fixed words of an answer workbook. */
const english = {
  'sheet.about': 'Read me first',
  'head.code': 'Code',
  'head.question': 'Question',
  'head.how': 'What to write',
  'head.answer': 'Answer',
  'head.reason': 'No answer: why',
  'about.what':
    'This workbook holds the questions and the answers as they stood when it was made. Each section has its sheet.',
  'about.fill':
    'Write into the columns “Answer” and “No answer: why”. The other cells are locked, so that every answer keeps its place.',
  'about.lists':
    'Where a cell offers a list, choose from it. Where several answers may be given in one cell, separate them with a semicolon. An option with a row of its own is chosen with an x.',
  'about.blank':
    'A cell left blank says nothing and changes nothing: an answer that stands is never cleared by this workbook.',
  'about.numbers':
    'Numbers in figures, without separators for thousands. Dates as year-month-day: 2026-11-22, 2026-11 or 2026.',
  'about.return':
    'Then hand the workbook in where you downloaded it. You see every difference first, and nothing is taken over without your click.',
  'about.files': 'Files are handed in there too; here stands only their name.',
  'how.list': 'Choose from the list.',
  'how.several': 'Choose from the list; several separated by ;',
  'how.tick': 'Mark what applies with x.',
  'how.record': 'Fill in only if there is such a record.',
  'record.new': 'Further record {number}',
  'not.listed': 'Choose from the list, or leave the cell blank.',
} as const

export type WorkbookWord = keyof typeof english

export const say = (key: WorkbookWord, values: Readonly<Record<string, string | number>> = {}): string =>
  english[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
