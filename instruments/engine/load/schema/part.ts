import { z } from 'zod'
import { contextNames, rowName } from '../context-names.ts'
import { slug } from './words.ts'

const notParameters = [rowName, ...contextNames]

const parameter = slug.refine(
  (name) => !notParameters.includes(name),
  'this name already stands for something in texts',
)

const named = z.string().min(1)
const partItem = z.looseObject({ item: named.describe('Code of the item, as {p}01.') })
const partGroup = z.looseObject({
  group: named.describe('Code of the group, as {p}_severity.'),
  items: z.array(partItem).min(1).describe('Ordinary items in which {parameter} stands for a value.'),
})

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
  groups: z.array(partGroup).min(1).describe('Ordinary groups in which {parameter} stands for a value.'),
})
