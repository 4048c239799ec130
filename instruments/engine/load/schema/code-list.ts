import { z } from 'zod'
import { slug, version, wording } from './words.ts'

const code = z.looseObject({
  code: slug.describe('The code: it stands in answers and files and never changes.'),
  value: z.number().optional().describe('The number statistical files use; the position when absent.'),
  exclusive: z.boolean().optional().describe('Choosing it excludes all other codes.'),
})

const members = {
  list: slug.describe('Name of the list; its file has the same name.'),
  version,
  ordered: z.boolean().optional().describe('true when the codes are in order (ordinal); nominal when absent.'),
  source: z.string().optional().describe('Where the classification comes from.'),
}

const codes = z.array(code).min(1).describe('The codes, in order. A code may carry further attributes.')

/** A code list, what it takes from another written out. */
export const codeListSchema = z.strictObject({ ...members, codes })

/** instruments/code-lists/<list>.yaml as it is written. */
export const writtenCodeListSchema = z.union([
  codeListSchema,
  z.strictObject({
    ...members,
    of: slug.describe('The list whose codes are taken; codes of its own follow them.'),
    keep: z.array(slug).min(1).optional().describe('Only these codes of that list; all of them when absent.'),
    codes: codes.optional(),
  }),
])

/** instruments/code-lists/texts/<language>.yaml: titles and labels, by list. */
export const codeListTextsSchema = z.record(
  z.string(),
  z.strictObject({
    title: wording.describe('What the list is about.'),
    codes: z.record(z.string(), wording).describe('A label for each code.'),
    notes: z.record(z.string(), wording).optional().describe('What a code covers, where that needs saying.'),
  }),
)
