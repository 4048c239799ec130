import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instrumentHash } from './responses.ts'

const responseParams = z.object({ response: z.uuid() })
const mostDecisions = 500

/** Where an earlier answer comes from, and as of which day. */
export const prefillSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('wave'),
    wave: z.object({ code: z.string(), title: z.string() }),
    /** The submission it was said in. */
    reference: z.string(),
    sha256: z.string(),
    instrument: z.object({ version: z.string(), hash: instrumentHash }),
    /** The day of that submission. */
    asOf: z.iso.date(),
  }),
  z.object({
    kind: z.literal('register'),
    register: z.string(),
    entries: z.array(
      z.object({
        entry: z.string(),
        /** The document it is taken from. */
        source: z.string(),
        certainty: z.enum(['verified_primary', 'verified_secondary']),
        asOf: z.iso.date(),
      }),
    ),
    /** The latest day of its entries. */
    asOf: z.iso.date(),
  }),
])
export type PrefillSource = z.infer<typeof prefillSource>

/**
 * `offered`: nobody has decided, and nothing stands. `confirmed`: it stands exactly as it was offered. `changed`: another
 * answer stands. `no_longer_applies`: put aside by a person. `broken`: the question changed; it can be read and not confirmed.
 */
export const prefillState = z.enum(['offered', 'confirmed', 'changed', 'no_longer_applies', 'broken'])
export type PrefillState = z.infer<typeof prefillState>

export const prefill = z.object({
  id: z.uuid(),
  item: z.string(),
  row: z.string().optional(),
  /** What the record of a roster is called, or its code. */
  record: z.string().optional(),
  section: z.string(),
  label: z.string(),
  state: prefillState,
  /** It stands in a record of this roster, which has to be confirmed first. */
  waits: z.string().optional(),
  inWords: z.string(),
  /** What stands instead, in words. */
  current: z.string().optional(),
  source: prefillSource,
  offeredAt: z.iso.datetime(),
  /** Why it cannot be confirmed: a name that the page words, and what exactly changed, in words. */
  broken: z.object({ reason: z.string(), why: z.string() }).optional(),
  decided: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
})
export type Prefill = z.infer<typeof prefill>

export const prefillList = z.object({
  sections: z.array(z.object({ section: z.string(), title: z.string() })),
  prefills: z.array(prefill),
})
export type PrefillList = z.infer<typeof prefillList>

const languageQuery = z.strictObject({ language: z.string().max(35).optional() })

export const listPrefills = endpoint({
  method: 'GET',
  path: '/api/responses/:response/prefills',
  summary: 'Earlier answers that are offered, each with its source, its day and what became of it',
  who: 'prefill.read',
  params: responseParams,
  query: languageQuery,
  returns: prefillList,
  problems: [],
})

/** `undo` takes back a confirmation, as long as the answer stands as it was confirmed, or a putting aside. */
export const prefillDecision = z.strictObject({
  id: z.uuid(),
  decision: z.enum(['confirm', 'no_longer_applies', 'undo']),
})
export type PrefillDecision = z.infer<typeof prefillDecision>

export const decidePrefills = endpoint({
  method: 'POST',
  path: '/api/responses/:response/prefills/decisions',
  summary: 'Confirm earlier answers, put them aside, or take that back; doing it twice does it once',
  who: 'prefill.decide',
  params: responseParams,
  query: languageQuery,
  body: z.strictObject({ decisions: z.array(prefillDecision).min(1).max(mostDecisions) }),
  returns: prefillList.extend({
    /** Those nothing was done about, because something else had happened to them meanwhile. */
    passed: z.array(z.uuid()),
  }),
  problems: ['response-locked', 'clearance-open'],
})

/** How many responses were looked at, and how many earlier answers they were offered. */
export const prefillTally = z.object({ responses: z.int(), offered: z.int(), broken: z.int() })
export type PrefillTally = z.infer<typeof prefillTally>

export const offerPrefills = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/prefills',
  summary: 'Offer the drafts of a wave what was said earlier; what was offered before is not offered again',
  who: 'prefill.offer',
  params: z.object({ wave: z.uuid() }),
  returns: prefillTally,
  problems: [],
})
