import { z } from 'zod'
import type { ItemTypeName } from '../definition/bundle.ts'

const itemCode = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9_]{0,19}$/, 'an item code is a capital letter, then letters, digits and _, at most 20')
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, 'a code is a small letter, then small letters, digits and _, at most 32')
const placeCode = z.string().regex(/^[A-Z][A-Za-z0-9_]{0,31}$/)
const expression = z.string().min(1).max(10_000)
const severity = z.enum(['blocker', 'error', 'warning', 'information'])
const publication = z.enum(['public', 'aggregate_only', 'confidential'])
const declarable = z.enum(['dont_know', 'refused', 'not_applicable', 'not_available'])
const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

const optionSource = {
  list: slug,
  from: expression.optional(),
  also: z.array(slug).min(1).optional(),
}

const rowSource = z.strictObject(optionSource)

const numberSettings = { min: z.number().optional(), max: z.number().optional(), unit: slug.optional() }

const gridColumn = z.strictObject({
  // a column called `missing` could not be told from a row's missing reason
  column: slug.refine((code) => code !== 'missing', 'a column cannot be called missing'),
  cell: z.enum(['one', 'several', 'integer', 'decimal', 'year', 'text']),
  list: slug.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  relevant: expression.optional(),
  required: z.boolean().optional(),
})

/** What a definition may say about an item of each type. */
const settings = {
  single_choice: optionSource,
  multiple_choice: {
    ...optionSource,
    exclusive: z.array(slug).min(1).optional(),
    min: z.int().min(0).optional(),
    max: z.int().min(1).optional(),
  },
  yes_no: {},
  integer: numberSettings,
  decimal: { ...numberSettings, currency: itemCode.optional(), places: z.int().min(0).max(6).optional() },
  text: { max: z.int().min(1).max(2000).optional() },
  long_text: { max: z.int().min(1).max(20_000).optional() },
  date: { precision: z.enum(['day', 'month', 'year']).optional(), min: isoDate.optional(), max: isoDate.optional() },
  year: numberSettings,
  url: {},
  email: {},
  file: {
    accept: z
      .array(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/))
      .min(1)
      .optional(),
  },
  grid: { rows: rowSource, columns: z.array(gridColumn).min(1), required_rows: z.array(slug).min(1).optional() },
  two_answer_grid: { ...optionSource, rows: rowSource, secondary: z.int().min(1).max(5) },
  ranking: { ...optionSource, max: z.int().min(1).max(20) },
  constant_sum: { ...optionSource, total: z.number().positive() },
  roster: {
    get items() {
      return z.array(item).min(1)
    },
    rows: rowSource.optional(),
    min: z.int().min(0).optional(),
    max: z.int().min(1).optional(),
  },
  register_pick: {
    sources: z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/)).min(1),
    max: z.int().min(1).optional(),
  },
  note: {},
} as const satisfies Record<ItemTypeName, Record<string, unknown>>

const envelope = {
  item: itemCode,
  rq: z.array(z.string()).min(1).optional(),
  identification: z.literal(true).optional(),
  required: z.union([z.boolean(), expression]).optional(),
  relevant: expression.optional(),
  constraint: expression.optional(),
  severity: severity.optional(),
  missing: z.array(declarable).optional(),
  publication: publication.optional(),
  prefill: z.enum(['register', 'previous_wave']).optional(),
  specifies: z.strictObject({ item: itemCode, code: slug }).optional(),
}

const ofType = <T extends ItemTypeName>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), ...settings[type] })

// biome-ignore lint/suspicious/noExplicitAny: a roster holds items, and a recursive type cannot be inferred
export const item: z.ZodType<any> = z.lazy(() =>
  z.discriminatedUnion('type', itemSchemas as unknown as [z.ZodObject, ...z.ZodObject[]]),
)

const itemSchemas = (Object.keys(settings) as ItemTypeName[]).map((type) => ofType(type))

export const instrumentSchema = z.strictObject({
  instrument: placeCode,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  unit: slug,
  languages: z.array(z.string()).min(1),
  missing: z.array(declarable),
  sections: z.array(placeCode).min(1),
  checks: z
    .array(z.strictObject({ check: placeCode, severity, when: expression, items: z.array(itemCode).min(1) }))
    .default([]),
})

export const sectionSchema = z.strictObject({
  section: placeCode,
  publication: publication.default('public'),
  relevant: expression.optional(),
  groups: z
    .array(z.strictObject({ group: placeCode, relevant: expression.optional(), items: z.array(item).min(1) }))
    .min(1),
})

export const codeListSchema = z.strictObject({
  list: slug,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  ordered: z.boolean().optional(),
  source: z.string().optional(),
  codes: z.array(z.looseObject({ code: slug, value: z.number().optional(), exclusive: z.boolean().optional() })).min(1),
})

const words = z.string().min(1)

export const textsSchema = z.strictObject({
  instrument: z.strictObject({ title: words, introduction: words.optional(), definition: words.optional() }),
  sections: z.record(
    z.string(),
    z.strictObject({ title: words, introduction: words.optional(), body: words.optional() }),
  ),
  groups: z.record(z.string(), z.strictObject({ title: words, introduction: words.optional() })),
  items: z.record(
    z.string(),
    z.strictObject({
      label: words,
      hint: words.optional(),
      constraint: words.optional(),
      required: words.optional(),
      unit: words.optional(),
      columns: z.record(z.string(), words).optional(),
    }),
  ),
  checks: z.record(z.string(), z.strictObject({ message: words })).default({}),
})

export const codeListTextsSchema = z.record(
  z.string(),
  z.strictObject({ title: words, codes: z.record(z.string(), words), notes: z.record(z.string(), words).optional() }),
)
