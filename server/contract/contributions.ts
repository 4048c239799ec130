import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instrumentHash } from './responses.ts'

const responseParams = z.object({ response: z.uuid() })
const mostBytes = 10_485_760
const mostDecisions = 500

/**
 * How a contribution stands to the answer it is about: nothing stands yet, another answer stands, the same stands already,
 * the question is not asked with the answers as they are, or the questionnaire cannot take it.
 */
const standing = z.enum(['new', 'different', 'same', 'off_path', 'invalid'])

export const contribution = z.object({
  id: z.uuid(),
  item: z.string(),
  row: z.string().optional(),
  /** What the record of a roster is called, or its number. */
  record: z.string().optional(),
  section: z.string(),
  label: z.string(),
  standing,
  /** What stands, in words; empty while nothing does. */
  current: z.string(),
  /** The version of the answer that stands, to decide on; 0: none. */
  version: z.int(),
  proposed: z.string(),
  /** What the questionnaire has to say about it once it stood. */
  findings: z.array(z.string()),
  source: z.enum(['person', 'word', 'excel']),
  file: z.object({ name: z.string(), sha256: z.string() }).optional(),
  /** Where in the file: `C!F17`, or `C02_title, record r1`. */
  place: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['open', 'taken', 'declined', 'superseded']),
  decided: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string().optional() }).optional(),
})
export type Contribution = z.infer<typeof contribution>

export const contributionList = z.object({
  sections: z.array(z.object({ section: z.string(), title: z.string() })),
  contributions: z.array(contribution),
})
export type ContributionList = z.infer<typeof contributionList>

/** Something in a file that could not be understood; nothing was guessed. */
export const answerFileFault = z.object({
  code: z.string(),
  item: z.string().optional(),
  row: z.string().optional(),
  label: z.string(),
  place: z.string(),
  message: z.string(),
})
export type AnswerFileFault = z.infer<typeof answerFileFault>

export const readAnswerFile = contributionList.extend({
  file: z.object({ name: z.string(), sha256: z.string(), kind: z.enum(['word', 'excel']) }),
  instrument: z.object({ code: z.string(), version: z.string(), hash: instrumentHash }),
  /** What to know before taking anything over. */
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  /** Answers of the file that stand already. */
  same: z.int(),
  faults: z.array(answerFileFault),
})
export type ReadAnswerFile = z.infer<typeof readAnswerFile>

export const downloadAnswers = endpoint({
  method: 'GET',
  path: '/api/responses/:response/answers.xlsx',
  summary: 'The questionnaire as a workbook with what stands, to be filled in and handed in again',
  who: 'response.read',
  params: responseParams,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  problems: [],
})

export const uploadAnswers = endpoint({
  method: 'POST',
  path: '/api/responses/:response/contributions/files',
  summary: 'Hand in a filled Word document or workbook: each answer in it becomes a contribution; no answer changes',
  who: 'contribution.make',
  params: responseParams,
  query: z.strictObject({ name: z.string().min(1).max(200) }),
  returns: readAnswerFile,
  problems: ['unreadable-file', 'foreign-file', 'response-locked', 'too-large', 'temporarily-unavailable'],
  bodyLimit: mostBytes,
})

export const listContributions = endpoint({
  method: 'GET',
  path: '/api/responses/:response/contributions',
  summary: 'Contributions nobody has decided about yet, beside what stands',
  who: 'contribution.read',
  params: responseParams,
  returns: contributionList,
  problems: [],
})

/** `version` is the one of the answer that was seen beside it; when another stands meanwhile, nothing is overwritten. */
export const contributionDecision = z.strictObject({
  id: z.uuid(),
  decision: z.enum(['take', 'decline']),
  version: z.int().min(0).optional(),
  reason: z.string().trim().min(1).max(2000).optional(),
})
export type ContributionDecision = z.input<typeof contributionDecision>

export const decidedContribution = z.object({
  id: z.uuid(),
  /** `conflict`: another answer stands than the one that was seen. `invalid`: the questionnaire cannot take it. */
  outcome: z.enum(['taken', 'declined', 'conflict', 'invalid']),
  /** The answer that stands now. */
  version: z.int(),
  current: z.string(),
})
export type DecidedContribution = z.infer<typeof decidedContribution>

export const decideContributions = endpoint({
  method: 'POST',
  path: '/api/responses/:response/contributions/decisions',
  summary: 'Take contributions over as answers, or decline them; deciding the same again changes nothing',
  who: 'contribution.make',
  params: responseParams,
  body: z.strictObject({ decisions: z.array(contributionDecision).min(1).max(mostDecisions) }),
  returns: z.object({ results: z.array(decidedContribution) }),
  problems: ['response-locked', 'not-found'],
  bodyLimit: 262_144,
})
