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
          code: z.string().optional(),
          name: z.string().optional(),
          attributes: z.record(z.string(), attribute).optional().describe("What unit('…') yields, `kind` among it."),
        })
        .optional(),
      wave: z
        .strictObject({
          code: z.string().optional(),
          title: z.string().optional(),
          year: z.int().optional(),
          referenceFrom: date.optional(),
          referenceTo: date.optional(),
        })
        .optional(),
    })
    .optional()
    .describe('Who answers, when, and in which wave.'),
  answers: z
    .record(z.string(), z.unknown())
    .describe('By item, or item/row in a roster: a value, or { missing: dont_know }.'),
  form: z.unknown().optional().describe('What came out; written by `npm run instrument -- record`.'),
})

export type WrittenScenario = z.output<typeof scenarioSchema>
