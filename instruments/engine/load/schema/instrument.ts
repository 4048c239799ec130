import { z } from 'zod'
import { item } from './item.ts'
import {
  declarable,
  expression,
  instrumentCode,
  itemCode,
  language,
  placeCode,
  publication,
  severity,
  slug,
  version,
} from './words.ts'

const check = z.strictObject({
  check: placeCode,
  severity,
  when: expression.describe('The check is raised when this is true.'),
  items: z.array(itemCode).min(1).describe('The items it concerns; it is shown at the first that is asked.'),
})

/** An item, or a column of a grid as B10/status. */
const followed = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9_]{0,19}(\/[a-z][a-z0-9_]{0,31})?$/, 'an item is written B10, a column of a grid B10/status')

/** What becomes of the codes of one list: the code that follows each, several after a split, or nothing. */
const followedCodes = z.record(slug, z.union([slug, z.array(slug).min(1), z.null()]))

const follows = z
  .strictObject({
    version: version.describe('The released version this one follows.'),
    items: z
      .record(followed, z.union([followed, z.null()]))
      .optional()
      .describe(
        'Items, or columns as B10/status, that got another code (old: new) or are no longer asked (old: null).',
      ),
    codes: z
      .record(slug, followedCodes)
      .optional()
      .describe('By code list: codes that were renamed, split (old: [new, new]) or dropped (old: null).'),
    same_meaning: z
      .array(z.string().min(1))
      .optional()
      .describe('Items, columns or list/code whose wording changed and whose meaning did not.'),
  })
  .describe('How this version follows an earlier one.')

/** The head of an instrument, after composition. */
export const instrumentSchema = z.strictObject({
  instrument: instrumentCode,
  version,
  unit: z
    .union([slug, z.array(slug).min(1)])
    .describe("What kind of unit answers, or several kinds; unit('kind') says which one it is."),
  languages: z.array(language).min(1).describe('Languages it is worded in; the first is the one others fall back to.'),
  missing: z.array(declarable).describe('Missing reasons a respondent may declare, unless an item narrows them.'),
  sections: z.array(placeCode).min(1).describe('The sections in order; each has a file in sections/.'),
  checks: z.array(check).default([]).describe('Checks across items, raised when their condition is true.'),
  follows: follows.optional(),
})

/** What an instrument that is derived from another says instead of, or beside, the above. */
export const variantMembers = {
  variant_of: instrumentCode.describe('The instrument this one is derived from.'),
  keep: z
    .array(z.string().min(1))
    .min(1)
    .describe('Codes of sections, groups, items or checks of that instrument; everything else is left out.'),
  change: z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .optional()
    .describe('By code of a section, group or item: settings that are other here; null takes a setting away.'),
}

/** instrument.yaml of a variant, as it is written: what it does not say is as in the instrument it is derived from. */
export const variantSchema = instrumentSchema
  .partial({ unit: true, languages: true, missing: true, sections: true })
  .extend(variantMembers)

/** instrument.yaml as it is written, derived or not. */
export const instrumentFileSchema = z.union([instrumentSchema, variantSchema])

export const groupSchema = z.strictObject({
  group: placeCode,
  relevant: expression.optional().describe('The group is asked only when this is true.'),
  items: z.array(item).min(1).describe('The items, in order. One group is one page on screen.'),
})

const sectionMembers = {
  section: placeCode,
  publication: publication.default('public').describe('How answers of this section may be published.'),
  relevant: expression.optional().describe('The section is asked only when this is true.'),
}

/** A section after composition: its parts are written out. */
export const sectionSchema = z.strictObject({ ...sectionMembers, groups: z.array(groupSchema).min(1) })

/** A place in a section where the groups of a part are put in. */
export const partUse = z
  .strictObject({
    part: slug.describe('The part whose groups stand here; a file in instruments/parts.'),
    with: z.record(slug, z.unknown()).optional().describe('A value for each parameter of the part.'),
  })
  .describe('The groups of a part, with its parameters filled in.')

/** sections/<code>.yaml as it is written. */
export const writtenSectionSchema = z.strictObject({
  ...sectionMembers,
  groups: z
    .array(z.union([groupSchema, partUse]))
    .min(1)
    .describe('The groups, in order; `part` and `with` put in the groups of a part.'),
})
