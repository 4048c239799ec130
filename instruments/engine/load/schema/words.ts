import { z } from 'zod'

/** The small words of the language: codes, versions, severities. Each says what it is, for editors and for faults. */

export const itemCode = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9_]{0,19}$/, 'an item code is a capital letter, then letters, digits and _, at most 20')
  .describe('Code of an item: a capital letter, then letters, digits and _, at most 20 characters. It never changes.')

export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, 'a code is a small letter, then small letters, digits and _, at most 32')
  .refine((code) => code !== 'constructor', 'this word has a meaning of its own in programs and cannot be a code')
  .describe('A code: a small letter, then small letters, digits and _, at most 32 characters.')

export const placeCode = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9_]{0,31}$/, 'this code is a capital letter, then letters, digits and _, at most 32')
  .describe('Code of a section, group or check: a capital letter, then letters, digits and _, at most 32 characters.')

export const instrumentCode = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9]{0,15}(-[A-Z0-9]{1,15})?$/,
    'an instrument code is capital letters and digits, as NAT or NAT-NG',
  )
  .describe('Code of the instrument, as NAT or NAT-NG. Its folder has the same name in small letters.')

export const version = z
  .string()
  .regex(/^\d+\.\d+\.\d+$/, 'a version is three numbers, as 1.0.0')
  .describe('Three numbers, as 1.0.0. A released version never changes; a change needs a higher one.')

export const expression = z
  .string()
  .min(1)
  .max(10_000)
  .describe("An expression in XLSForm syntax, as ${B01} = 'yes' or selected(${A06}, 'none').")

export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is a BCP 47 tag, as en, km or zh-Hans')
  .describe('A language as a BCP 47 tag, as en, km or zh-Hans; its texts stand in texts/<language>.yaml.')

export const severity = z
  .enum(['blocker', 'error', 'warning', 'information'])
  .describe('blocker stops a submission; error and warning ask for a look; information only tells.')

export const publication = z
  .enum(['public', 'aggregate_only', 'confidential'])
  .describe('public: by name; aggregate_only: only in totals of several units; confidential: never.')

export const declarable = z
  .enum(['dont_know', 'refused', 'not_applicable', 'not_available'])
  .describe('A missing reason that a respondent may declare instead of a value.')

export const wording = z.string().min(1)
