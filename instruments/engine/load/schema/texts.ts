import { z } from 'zod'
import { slug, wording } from './words.ts'

const titled = { title: wording, introduction: wording.optional() }

const sectionTexts = z.strictObject({
  ...titled,
  body: wording.optional().describe('Which body usually answers this section.'),
})

const groupTexts = z.strictObject(titled)

const itemTexts = z.strictObject({
  label: wording.describe('The question. ${A01} is an answer in words, {wave_year} comes from the context.'),
  hint: wording.optional().describe('How to answer; shown under the question.'),
  constraint: wording.optional().describe('What is said when the constraint is broken.'),
  required: wording.optional().describe('What is said when the answer is missing.'),
  unit: wording.optional().describe('The unit shown after a number.'),
  columns: z.record(z.string(), wording).optional().describe('Headings of the columns of a grid, by code.'),
})

const checkTexts = z.strictObject({ message: wording.describe('What is said when the check is raised.') })

const pieces = {
  sections: z.record(z.string(), sectionTexts).default({}).describe('By code of the section.'),
  groups: z.record(z.string(), groupTexts).default({}).describe('By code of the group.'),
  items: z.record(z.string(), itemTexts).default({}).describe('By code of the item, those of rosters too.'),
  checks: z.record(z.string(), checkTexts).default({}).describe('By code of the check.'),
}

/** texts/<language>.yaml of an instrument. */
export const textsSchema = z.strictObject({
  instrument: z.strictObject({
    title: wording.default(''),
    introduction: wording.optional(),
    definition: wording.optional().describe('What the central words mean; shown at the beginning.'),
  }),
  ...pieces,
})

/** instruments/parts/texts/<language>.yaml: the wording of parts, by part; `{parameter}` may stand in codes and texts. */
export const partTextsSchema = z.record(slug, z.strictObject(pieces))
