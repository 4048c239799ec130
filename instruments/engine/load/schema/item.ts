import { z } from 'zod'
import type { ItemTypeName } from '../../definition/bundle.ts'
import { declarable, expression, itemCode, publication, severity, slug } from './words.ts'

const isoDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date is written 2026, 2026-11 or 2026-11-22')
  .describe('A date as 2026, 2026-11 or 2026-11-22.')

const optionSource = {
  list: slug.describe('The code list whose codes are offered.'),
  from: expression.optional().describe('An expression that yields codes; only those are offered.'),
  also: z.array(slug).min(1).optional().describe('Codes of the list `common` that are added at the end.'),
}

const rowSource = z.strictObject(optionSource).describe('The rows: a code list, perhaps narrowed by an expression.')

const least = z.number().optional().describe('The smallest value that is accepted.')
const most = z.number().optional().describe('The largest value that is accepted.')

const numberSettings = { min: least, max: most, unit: slug.optional().describe('A code of the list `unit`.') }

const gridColumn = z
  .strictObject({
    // a column called `missing` could not be told from a row's missing reason
    column: slug
      .refine((code) => code !== 'missing', 'a column cannot be called missing')
      .describe('Code of the column.'),
    cell: z
      .enum(['one', 'several', 'integer', 'decimal', 'year', 'text'])
      .describe('What a cell holds: one code, several codes, or a number, year or text.'),
    list: slug.optional().describe('The code list of the cells, for `one` and `several`.'),
    min: least,
    max: most,
    relevant: expression.optional().describe('The column is asked only when this is true.'),
    required: z.boolean().optional().describe('false when a row may be complete without this column.'),
  })
  .refine(({ cell, list }) => list !== undefined || (cell !== 'one' && cell !== 'several'), {
    path: ['list'],
    message: 'a cell that holds codes needs a code list',
  })

/** What a definition may say about an item of each type. */
const settings = {
  single_choice: optionSource,
  multiple_choice: {
    ...optionSource,
    exclusive: z.array(slug).min(1).optional().describe('Codes that exclude all others.'),
    min: z.int().min(0).optional().describe('How many at least.'),
    max: z.int().min(1).optional().describe('How many at most.'),
  },
  yes_no: {},
  integer: numberSettings,
  decimal: {
    ...numberSettings,
    currency: itemCode.optional().describe('The item that holds the currency of this amount.'),
    places: z.int().min(0).max(6).optional().describe('Digits after the decimal point, at most.'),
  },
  text: { max: z.int().min(1).max(2000).optional().describe('Characters as a reader counts them, 250 when absent.') },
  long_text: {
    max: z.int().min(1).max(20_000).optional().describe('Characters as a reader counts them, 1500 when absent.'),
  },
  date: {
    precision: z.enum(['day', 'month', 'year']).optional().describe('The coarsest date that is accepted.'),
    min: isoDate.optional().describe('The earliest date.'),
    max: isoDate.optional().describe('The latest date.'),
  },
  year: numberSettings,
  url: {},
  email: {},
  file: {
    accept: z
      .array(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, 'a file type is written as application/pdf'))
      .min(1)
      .optional()
      .describe('Accepted file types, as application/pdf.'),
  },
  grid: {
    rows: rowSource,
    columns: z.array(gridColumn).min(1).describe('The columns, in order.'),
    required_rows: z.array(slug).min(1).optional().describe('When required, only these rows must be answered.'),
  },
  two_answer_grid: {
    ...optionSource,
    rows: rowSource,
    secondary: z.int().min(1).max(5).describe('How many further answers a row may have beside its main one.'),
  },
  ranking: { ...optionSource, max: z.int().min(1).max(20).describe('How many ranks at most.') },
  constant_sum: { ...optionSource, total: z.number().positive().describe('What the amounts add up to.') },
  roster: {
    get items() {
      return z.array(item).min(1).describe('The items of each row.')
    },
    rows: rowSource.optional().describe('When an earlier answer decides the rows; otherwise the respondent adds them.'),
    min: z.int().min(0).optional().describe('How many rows at least.'),
    max: z.int().min(1).optional().describe('How many rows at most.'),
  },
  register_pick: {
    sources: z
      .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/, 'a source is a roster or a code list'))
      .min(1)
      .describe('Rosters of this instrument, or code lists, whose entries can be picked.'),
    max: z.int().min(1).optional().describe('How many at most.'),
  },
  note: {},
} as const satisfies Record<ItemTypeName, Record<string, unknown>>

const envelope = {
  item: itemCode,
  rq: z.array(z.string()).min(1).optional().describe('The research questions this item serves, as RQ1.4.'),
  identification: z
    .literal(true)
    .optional()
    .describe('This item only identifies the respondent and serves no research question.'),
  required: z
    .union([z.boolean(), expression])
    .optional()
    .describe('true, or an expression that says when an answer is needed.'),
  relevant: expression.optional().describe('The item is asked only when this is true.'),
  constraint: expression.optional().describe('Must be true for an answer; `.` is the answer.'),
  severity: severity.optional().describe('How grave a broken constraint is; blocker when absent.'),
  missing: z.array(declarable).optional().describe('Narrows what a respondent may declare; [] for nothing.'),
  publication: publication.optional().describe('Narrows how answers may be published.'),
  prefill: z
    .enum(['register', 'previous_wave', 'never'])
    .optional()
    .describe('Offered beforehand for the respondent to confirm, or never.'),
  specifies: z
    .strictObject({ item: itemCode, code: slug })
    .optional()
    .describe('Asked, and required, only when that option of that item is chosen.'),
}

const ofType = <T extends ItemTypeName>(type: T) =>
  z.strictObject({
    ...envelope,
    type: z.literal(type).describe('What kind of answer is asked for.'),
    ...settings[type],
  })

// biome-ignore lint/suspicious/noExplicitAny: a roster holds items, and a recursive type cannot be inferred
export const item: z.ZodType<any> = z
  .lazy(() =>
    z.discriminatedUnion('type', itemSchemas as unknown as [z.ZodObject, ...z.ZodObject[]], {
      error: `the type of an item is one of ${Object.keys(settings).join(', ')}`,
    }),
  )
  .meta({ id: 'item' })

const itemSchemas = (Object.keys(settings) as ItemTypeName[]).map((type) => ofType(type))
