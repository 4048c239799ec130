import { z } from 'zod'
import { language } from './words.ts'

const date = z.iso.date()
const attribute = z.union([z.string(), z.number(), z.array(z.string())])

/** scenarios/<name>.yaml: answers in, form out. What the context leaves out has a default. */
export const scenarioSchema = z.strictObject({
  scenario: z.string().min(1).describe('One sentence: who answers, and what this shows.'),
  context: z
    .strictObject({
      language: language.optional(),
      today: date.optional().describe('The day on which it is answered.'),
      unit: z
        .strictObject({
          code: z.string().optional().describe('Code of the unit in the frame.'),
          name: z.string().optional().describe('Its name, as {administration} in texts.'),
          attributes: z.record(z.string(), attribute).optional().describe("What unit('…') yields, `kind` among it."),
        })
        .optional()
        .describe('The unit that answers.'),
      wave: z
        .strictObject({
          code: z.string().optional().describe('Code of the wave.'),
          title: z.string().optional().describe('Its title, as {wave_title} in texts.'),
          year: z.int().optional().describe("Its year, as wave('year')."),
          referenceFrom: date.optional().describe('First day of the reference period.'),
          referenceTo: date.optional().describe('Last day of the reference period.'),
        })
        .optional()
        .describe('The wave it is answered in.'),
    })
    .optional()
    .describe('Who answers, when, and in which wave.'),
  answers: z
    .record(z.string(), z.unknown())
    .describe('By item, or item/row in a roster: a value, or { missing: dont_know }.'),
  form: z.unknown().optional().describe('What came out; written by `npm run instrument -- record`.'),
})

export type WrittenScenario = z.output<typeof scenarioSchema>
