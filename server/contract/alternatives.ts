import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { problemError } from './problem.ts'
import { missingReason, storedAnswer } from './stored-answer.ts'

/**
 * What somebody gave while somebody else changed the same answer. It stands beside the answer until a person has chosen,
 * and until then the response is not submitted. Neither value nor missing reason: the answer was taken away.
 */
export const openAlternative = z.object({
  id: z.uuid(),
  item: z.string(),
  row: z.string().optional(),
  value: z.json().optional(),
  missing: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
})

export type OpenAlternative = z.infer<typeof openAlternative>

export const resolveAlternative = endpoint({
  method: 'POST',
  path: '/api/responses/:response/alternatives/:alternative/resolution',
  summary: 'Choose between two values of one answer, or give a third; sending it twice changes nothing more',
  who: 'response.answer',
  params: z.object({ response: z.uuid(), alternative: z.uuid() }),
  body: z
    .strictObject({
      /** Of this choice, the same whenever it is sent again. */
      id: z.uuid(),
      /** The version of the answer that was seen beside the alternative; 0: none stood. */
      version: z.int().min(0),
      choice: z.enum(['standing', 'alternative', 'other']),
      value: z.json().optional(),
      missing: missingReason.optional(),
      cleared: z.literal(true).optional(),
      /** Said by a focal point who was told that this change reopens clearance. */
      reopenClearance: z.literal(true).optional(),
    })
    .refine(
      (body) =>
        [body.value !== undefined, body.missing !== undefined, body.cleared === true].filter(Boolean).length ===
        (body.choice === 'other' ? 1 : 0),
      { message: 'Give exactly one of value, missing or cleared with the choice “other”, and none otherwise.' },
    ),
  returns: z.object({
    revision: z.int(),
    /** The answer that stands now. */
    current: storedAnswer.optional(),
    /** What is still to be chosen. */
    alternatives: z.array(openAlternative),
  }),
  problems: ['response-locked', 'stale-response', 'clearance-open', 'reopens-clearance'],
})

/** What was typed and does not fit its question: kept as it was typed, and never an answer. */
export const draftText = z.object({
  id: z.uuid(),
  item: z.string(),
  row: z.string().optional(),
  typed: z.json().optional(),
  missing: z.string().optional(),
  errors: z.array(problemError),
  by: z.string(),
  at: z.iso.datetime(),
})

export type DraftText = z.infer<typeof draftText>

export const listDraftTexts = endpoint({
  method: 'GET',
  path: '/api/responses/:response/draft-texts',
  summary: 'What was typed into this response and could not be kept as an answer, the newest first',
  who: 'response.answer',
  params: z.object({ response: z.uuid() }),
  returns: z.array(draftText),
  problems: [],
})
