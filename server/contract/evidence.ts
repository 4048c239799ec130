import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { storedFile } from './responses.ts'

const responseParams = z.object({ response: z.uuid() })
const evidenceParams = z.object({ response: z.uuid(), evidence: z.uuid() })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Who may know more than that there is evidence: the administration alone, the research team too, everybody. */
export const disclosureLevel = z.enum(['administration', 'research', 'public'])

export type DisclosureLevel = z.infer<typeof disclosureLevel>

const isDate = (text: string): boolean => {
  const whole = `${text}-01-01`.slice(0, 10)
  const moment = new Date(`${whole}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(whole)
}

/** A year, a month or a day: `2024`, `2024-05`, `2024-05-17`. */
const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .refine(isDate, { message: 'This date does not exist.' })

const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]+\S*$/i.test(text) && URL.canParse(text)

const webAddress = z
  .string()
  .trim()
  .max(2_000)
  .refine(isWebAddress, { message: 'Give a whole web address; it begins with https:// or http://.' })

const details = {
  title: z.string().trim().min(1).max(300),
  issuer: z.string().trim().max(300),
  date: partialDate.nullable(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .nullable(),
  level: disclosureLevel,
  note: z.string().trim().max(2_000),
} as const

export const citation = z.object({
  item: z.string(),
  row: z.string().optional(),
  /** Page or clause. */
  place: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})

export const evidenceItem = z.object({
  id: z.uuid(),
  version: z.int(),
  title: z.string(),
  issuer: z.string(),
  date: z.string().optional(),
  language: z.string().optional(),
  level: disclosureLevel,
  note: z.string(),
  withdrawn: z.boolean(),
  file: storedFile.optional(),
  address: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  /** May this person change it: they added it, or are the focal point. */
  mine: z.boolean(),
  citations: z.array(citation),
})

export type EvidenceItem = z.infer<typeof evidenceItem>
export type Citation = z.infer<typeof citation>

export const listEvidence = endpoint({
  method: 'GET',
  path: '/api/responses/:response/evidence',
  summary: 'The evidence of a response, what cites it, and how much room its files take',
  who: 'evidence.read',
  params: responseParams,
  returns: z.object({ evidence: z.array(evidenceItem), bytes: z.int(), mostBytes: z.int() }),
  problems: [],
})

export const addEvidence = endpoint({
  method: 'POST',
  path: '/api/responses/:response/evidence',
  summary: 'Add a kept file or a web address as evidence; sending it twice adds it once',
  who: 'evidence.add',
  params: responseParams,
  body: z
    .strictObject({
      id: z.uuid(),
      ...details,
      issuer: details.issuer.optional(),
      date: details.date.optional(),
      language: details.language.optional(),
      note: details.note.optional(),
      sha256: sha256.optional(),
      address: webAddress.optional(),
    })
    .refine((body) => (body.sha256 === undefined) !== (body.address === undefined), {
      message: 'Give either a file or a web address.',
    }),
  returns: evidenceItem,
  problems: ['response-locked', 'quota-reached'],
})

export const changeEvidence = endpoint({
  method: 'PATCH',
  path: '/api/responses/:response/evidence/:evidence',
  summary: 'Change what is said of evidence, its level of disclosure, or withdraw it; every state stays on record',
  who: 'evidence.add',
  params: evidenceParams,
  body: z
    .strictObject({ version: z.int().min(1), ...details, withdrawn: z.boolean() })
    .partial()
    .required({ version: true }),
  returns: evidenceItem,
  problems: ['response-locked', 'stale-evidence'],
})

export const citeEvidence = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/evidence/:evidence/citations',
  summary: 'Cite evidence from an answer, with the page or clause, or take the citation back',
  who: 'evidence.add',
  params: evidenceParams,
  body: z.strictObject({
    item: z.string().regex(/^[A-Z][A-Za-z0-9_]{0,31}$/),
    row: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .optional(),
    place: z.string().trim().max(200).default(''),
    cited: z.boolean(),
  }),
  returns: evidenceItem,
  problems: ['response-locked', 'quota-reached'],
})

/** What a submission says of its evidence: names and addresses only where they are disclosed. */
export const submittedEvidence = z.object({
  id: z.uuid(),
  kind: z.enum(['file', 'link']),
  level: disclosureLevel,
  sha256: z.string().optional(),
  title: z.string().optional(),
  issuer: z.string().optional(),
  date: z.string().optional(),
  language: z.string().optional(),
  note: z.string().optional(),
  address: z.string().optional(),
  name: z.string().optional(),
  bytes: z.int().optional(),
  type: z.string().optional(),
  citations: z.array(z.object({ item: z.string(), row: z.string().optional(), place: z.string().optional() })),
})

export type SubmittedEvidence = z.infer<typeof submittedEvidence>

export const listSubmittedEvidence = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/evidence',
  summary: 'The evidence of the newest submission of each response, as far as it is disclosed to the research team',
  who: 'evidence.study',
  params: z.object({ wave: z.uuid() }),
  returns: z.object({
    responses: z.array(
      z.object({
        unit: z.string(),
        name: z.string(),
        reference: z.string(),
        evidence: z.array(submittedEvidence),
      }),
    ),
  }),
  problems: [],
})

export const readSubmittedEvidence = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/evidence/:evidence/file',
  summary: 'A file that was submitted as evidence and is disclosed to the research team, as an attachment',
  who: 'evidence.study',
  params: z.object({ wave: z.uuid(), evidence: z.uuid() }),
  file: 'application/octet-stream',
  problems: [],
})
