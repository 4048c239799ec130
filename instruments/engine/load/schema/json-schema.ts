import { z } from 'zod'
import { codeListTextsSchema, writtenCodeListSchema } from './code-list.ts'
import { instrumentFileSchema, writtenSectionSchema } from './instrument.ts'
import { partSchema } from './part.ts'
import { scenarioSchema } from './scenario.ts'
import { partTextsSchema, writtenTextsSchema } from './texts.ts'

/** Every kind of file of a definition, with what it is for. */
const files = {
  instrument: { schema: instrumentFileSchema, title: 'instrument.yaml of an instrument' },
  section: { schema: writtenSectionSchema, title: 'A section of an instrument: sections/<code>.yaml' },
  texts: { schema: writtenTextsSchema, title: 'The wording of an instrument in one language: texts/<language>.yaml' },
  scenario: { schema: scenarioSchema, title: 'A golden path: scenarios/<name>.yaml' },
  'code-list': { schema: writtenCodeListSchema, title: 'A code list' },
  'code-list-texts': { schema: codeListTextsSchema, title: 'Titles and labels of code lists in one language' },
  part: { schema: partSchema, title: 'A part: groups that several instruments share' },
  'part-texts': { schema: partTextsSchema, title: 'The wording of parts in one language' },
} as const satisfies Record<string, { schema: z.ZodType; title: string }>

/** JSON Schema 2020-12 of each kind of file as a person writes it, by name. Editors complete and explain from it. */
export const languageSchemas = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(files).map(([name, { schema, title }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input', reused: 'inline' })
      return [name, { $schema, title, ...rest }]
    }),
  )
