import { z } from 'zod'
import { slug, wording } from './words.ts'

const says = {
  instrument: 'The title of the instrument, and what is said before its first question.',
  title: 'The heading.',
  introduction: 'What is said under the heading.',
  definition: 'What the central words mean; shown at the beginning.',
  body: 'Which body usually answers this section.',
  label: 'The question. ${A01} is an answer in words, {wave_year} comes from the context.',
  hint: 'How to answer; shown under the question.',
  constraint: 'What is said when the constraint is broken.',
  required: 'What is said when the answer is missing.',
  unit: 'The unit shown after a number.',
  columns: 'Headings of the columns of a grid, by code.',
  message: 'What is said when the check is raised.',
  sections: 'By code of the section.',
  groups: 'By code of the group.',
  items: 'By code of the item, those of rosters too.',
  checks: 'By code of the check.',
} as const

type Word = keyof typeof says

const given = (word: Word) => wording.describe(says[word])
const perhaps = (word: Word) => wording.optional().describe(says[word])
const byCode = <S extends z.ZodType>(word: Word, schema: S) => z.record(z.string(), schema).describe(says[word])
const columns = byCode('columns', wording).optional()

const checkTexts = z.strictObject({ message: given('message') })

/** Everything an instrument is worded with, complete. */
const pieces = {
  sections: byCode(
    'sections',
    z.strictObject({ title: given('title'), introduction: perhaps('introduction'), body: perhaps('body') }),
  ).default({}),
  groups: byCode('groups', z.strictObject({ title: given('title'), introduction: perhaps('introduction') })).default(
    {},
  ),
  items: byCode(
    'items',
    z.strictObject({
      label: given('label'),
      hint: perhaps('hint'),
      constraint: perhaps('constraint'),
      required: perhaps('required'),
      unit: perhaps('unit'),
      columns,
    }),
  ).default({}),
  checks: byCode('checks', checkTexts).default({}),
}

/** The texts of an instrument in one language, after those of its parts and of what it is derived from were laid under them. */
export const textsSchema = z.strictObject({
  instrument: z
    .strictObject({
      title: wording.default('').describe(says.title),
      introduction: perhaps('introduction'),
      definition: perhaps('definition'),
    })
    .describe(says.instrument),
  ...pieces,
})

/** The wording of one part. */
export const partWordingSchema = z.strictObject(pieces)

/** instruments/parts/texts/<language>.yaml: the wording of parts, by part; `{parameter}` may stand in codes and texts. */
export const partTextsSchema = z.record(slug, partWordingSchema)

// single texts of something that is worded elsewhere: null takes a text away
const over = (word: Word) => wording.nullable().optional().describe(says[word])

/** texts/<language>.yaml as it is written: what a part or another instrument words already may be left out. */
export const writtenTextsSchema = z.strictObject({
  instrument: z
    .strictObject({ title: perhaps('title'), introduction: over('introduction'), definition: over('definition') })
    .optional()
    .describe(says.instrument),
  sections: byCode(
    'sections',
    z.strictObject({ title: perhaps('title'), introduction: over('introduction'), body: over('body') }),
  ).optional(),
  groups: byCode('groups', z.strictObject({ title: perhaps('title'), introduction: over('introduction') })).optional(),
  items: byCode(
    'items',
    z.strictObject({
      label: perhaps('label'),
      hint: over('hint'),
      constraint: over('constraint'),
      required: over('required'),
      unit: over('unit'),
      columns,
    }),
  ).optional(),
  checks: byCode('checks', checkTexts).optional(),
})
