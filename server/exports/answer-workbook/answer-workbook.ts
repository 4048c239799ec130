import type { Answers, Context, Instrument } from '#engine'
import { paperFormat, paperProperties } from '../../../instruments/exchange/answers/answer-tags.ts'
import { columns, sheetMark } from '../../../instruments/exchange/answers/excel/layout.ts'
import { columnName } from '../../../instruments/exchange/workbook/workbook.ts'
import type {
  Choices,
  WrittenCell,
  WrittenColumn,
  WrittenSheet,
  WrittenWorkbook,
} from '../../../instruments/exchange/workbook/written-workbook.ts'
import type { PaperDocument, PaperSection } from '../paper/document.ts'
import { paperOf } from '../paper/paper.ts'
import type { AnswerCell, AnswerRow } from './answer-row.ts'
import { itemRows } from './item-rows.ts'
import { type Standing, standingOn } from './standing.ts'
import { say } from './words.ts'

export interface WorkbookRequest {
  readonly instrument: Instrument
  readonly language: string
  readonly context: Context
  readonly answers: Answers
  readonly standing: 'draft' | 'cleared'
  readonly synthetic: boolean
}

/**
 * The whole questionnaire as a workbook to be filled in: a sheet a section, with what stands in unlocked cells. Off-path
 * questions are among it with their condition, because offline answers open further ones. Pure: the same request gives the
 * same workbook.
 */
export function answerWorkbook(request: WorkbookRequest): WrittenWorkbook {
  const { instrument, language, context, answers, standing, synthetic } = request
  const blank = paperOf({ instrument, language, context })
  const answered = paperOf({ instrument, language, context, given: { answers, standing, synthetic } })
  const stands = standingOn(answered, answers)
  return { sheets: [aboutSheet(answered), ...blank.sections.map((section) => sectionSheet(blank, section, stands))] }
}

const texts: readonly WrittenColumn[] = [
  { width: 2, hidden: true },
  { width: 2, hidden: true },
  { width: 10, wrapped: true },
  { width: 60, wrapped: true },
  { width: 44, wrapped: true },
]

const answerColumns: readonly WrittenColumn[] = [...texts, { width: 36, wrapped: true }, { width: 24, wrapped: true }]

const instructions = ['what', 'fill', 'lists', 'blank', 'numbers', 'files', 'return'] as const

/** What the workbook is, and in hidden cells what it is read back by. */
function aboutSheet(paper: PaperDocument): WrittenSheet {
  const named = paperProperties
  const properties: readonly (readonly [string, string])[] = [
    [named.format, paperFormat],
    [named.instrument, paper.instrument.code],
    [named.version, paper.instrument.version],
    [named.hash, paper.instrument.hash],
    [named.language, paper.language],
    [named.standing, paper.standing],
    [named.unit, paper.unit?.code ?? ''],
    [named.wave, paper.wave?.code ?? ''],
  ]
  const lines: readonly (readonly WrittenCell[])[] = [
    [undefined, { value: paper.title, bold: true }],
    ...(paper.synthetic ? [[undefined, { value: paper.words.say('synthetic'), bold: true }]] : []),
    ...paper.facts.map(({ label, value }) => [label, value]),
    [],
    ...instructions.map((key) => [undefined, say(`about.${key}`)]),
  ]
  const rows = Array.from({ length: Math.max(properties.length, lines.length) }, (_, at) => [
    properties[at]?.[0],
    properties[at]?.[1],
    ...(lines[at] ?? []),
  ])
  const [tags, values] = texts
  const shown: readonly WrittenColumn[] = [
    { width: 26, wrapped: true },
    { width: 100, wrapped: true },
  ]
  return { name: say('sheet.about'), locked: true, columns: [tags ?? {}, values ?? {}, ...shown], rows }
}

function sectionSheet(paper: PaperDocument, section: PaperSection, standing: Standing): WrittenSheet {
  const { words } = paper
  const asked = (condition: string): string => words.say('when.ask', { condition })
  const rows: readonly AnswerRow[] = [
    heading(section.title, [
      section.condition && words.say('when.section', { condition: section.condition }),
      section.introduction,
    ]),
    ...section.groups.flatMap((group) => [
      heading(group.title, [
        group.condition && words.say('when.group', { condition: group.condition }),
        group.introduction,
      ]),
      ...group.items.flatMap((item) => itemRows(item, standing, asked)),
    ]),
  ]
  const heads: readonly WrittenCell[] = [
    sheetMark,
    undefined,
    say('head.code'),
    say('head.question'),
    say('head.how'),
    say('head.answer'),
    say('head.reason'),
  ]
  return {
    name: sheetName(section),
    header: true,
    locked: true,
    columns: answerColumns,
    rows: [heads, ...rows.map(written)],
    choices: rows.flatMap((row, at) => choicesOf(row, at + 2)),
  }
}

const heading = (question: string, how: readonly string[]): AnswerRow => ({
  question,
  bold: true,
  how: how.filter((text) => text !== '').join('\n'),
})

/** The code tells sheets apart; of the title as much as a name may hold. */
const sheetName = ({ code, title }: PaperSection): string =>
  `${code} ${title}`
    .replace(/[[\]:*?/\\']/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .trim()

function written({ code, question, how, bold = false, answer, reason }: AnswerRow): readonly WrittenCell[] {
  const open = (cell: AnswerCell | undefined): WrittenCell =>
    cell === undefined ? undefined : { value: cell.value, open: true, asTyped: true }
  return [answer?.tag, reason?.tag, code, { value: question, bold }, how, open(answer), open(reason)]
}

function choicesOf({ answer, reason }: AnswerRow, row: number): readonly Choices[] {
  const at = (cell: AnswerCell | undefined, column: number): readonly Choices[] =>
    cell?.offered === undefined || cell.offered.length === 0
      ? []
      : [
          {
            range: `${columnName(column)}${row}`,
            codes: cell.offered,
            message: say('not.listed'),
            ...(cell.several === true && { advisory: true }),
          },
        ]
  return [...at(answer, columns.answer), ...at(reason, columns.reason)]
}
