import { z } from 'zod'
import { slug } from './words.ts'

const notParameters = ['row', 'administration', 'wave_title', 'wave_year', 'reference_period']

const parameter = slug.refine(
  (name) => !notParameters.includes(name),
  'this name already stands for something in texts',
)

/**
 * A part as it is written: groups in which `{parameter}` stands for a value. What the groups look like is judged
 * where the part is used, with its parameters filled in.
 */
export const partSchema = z.strictObject({
  part: slug.describe('Name of the part; its file has the same name.'),
  parameters: z
    .array(parameter)
    .default([])
    .describe('Names that stand in braces in the groups and texts of this part.'),
  groups: z
    .array(
      z.looseObject({ group: z.string().min(1), items: z.array(z.looseObject({ item: z.string().min(1) })).min(1) }),
    )
    .min(1)
    .describe('Ordinary groups in which {parameter} stands for a value.'),
})
