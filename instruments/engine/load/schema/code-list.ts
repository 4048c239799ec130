import { z } from 'zod'
import { slug, version, wording } from './words.ts'

const code = z.looseObject({
  code: slug.describe('The code: it stands in answers and files and never changes.'),
  value: z.number().optional().describe('The number statistical files use; the position when absent.'),
  exclusive: z.boolean().optional().describe('Choosing it excludes all other codes.'),
})

export const codeListSchema = z.strictObject({
  list: slug.describe('Name of the list; its file has the same name.'),
  version,
  ordered: z.boolean().optional().describe('true when the codes are in order (ordinal); nominal when absent.'),
  source: z.string().optional().describe('Where the classification comes from.'),
  codes: z.array(code).min(1).describe('The codes, in order. A code may carry further attributes.'),
})

/** instruments/code-lists/texts/<language>.yaml: titles and labels, by list. */
export const codeListTextsSchema = z.record(
  z.string(),
  z.strictObject({
    title: wording.describe('What the list is about.'),
    codes: z.record(z.string(), wording).describe('A label for each code.'),
    notes: z.record(z.string(), wording).optional().describe('What a code covers, where that needs saying.'),
  }),
)
