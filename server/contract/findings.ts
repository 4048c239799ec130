import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { shownRendering } from './renderings.ts'
import { instrumentHash } from './responses.ts'

const waveParams = z.object({ wave: z.uuid() })

/** A unit as findings name it: ISO 3166 alpha-3 in lower case and the short name. */
export const unitName = z.object({ code: z.string(), name: z.string() })
export type UnitName = z.infer<typeof unitName>

/** Why a unit has no valid value: one of the ten missing reasons, or it has not submitted at all. */
export const baseReason = z.enum([
  'not_asked',
  'logic_skip',
  'no_answer',
  'dont_know',
  'refused',
  'not_applicable',
  'not_available',
  'invalidated',
  'withheld',
  'suppressed',
  'no_response',
])
export type BaseReason = z.infer<typeof baseReason>

/** "n = valid of units", and every missing unit by reason. A unit whose name may not be shown is counted, not named. */
export const base = z.object({
  units: z.int(),
  valid: z.int(),
  missing: z.array(z.object({ reason: baseReason, count: z.int(), units: z.array(unitName) })),
  /** The base rule in force, by its code in the method notes. */
  rule: z.enum(['MR-F', 'MR-M', 'MR-X', 'MR-K', 'MR-S']),
})
export type Base = z.infer<typeof base>

const labelled = z.object({ code: z.string(), label: z.string() })

export const variableFinding = z.object({
  variable: z.string(),
  label: z.string(),
  measure: z.enum(['nominal', 'ordinal', 'interval', 'date', 'text']),
  unit: z.string(),
  part: z.object({
    row: labelled.optional(),
    column: labelled.optional(),
    option: labelled.optional(),
    rank: z.int().optional(),
  }),
  base,
  /** For nominal and ordinal variables: every code, also those nobody chose. */
  categories: z.array(z.object({ code: z.string(), label: z.string(), count: z.int(), units: z.array(unitName) })),
  /** For numbers, dates and texts: what each nameable unit answered. */
  values: z.array(
    z.object({
      unit: unitName,
      value: z.union([z.string(), z.number()]),
      /** Of open answers: the language they are in, and English beside them, by either side. */
      renderings: z.array(shownRendering).optional(),
    }),
  ),
  median: z.number().optional(),
})
export type VariableFinding = z.infer<typeof variableFinding>

export const finding = z.object({
  item: z.string(),
  section: z.string(),
  label: z.string(),
  rq: z.array(z.string()),
  kind: z.enum(['nominal', 'ordinal', 'set', 'grid', 'ranking', 'interval', 'date', 'text', 'records']),
  publication: z.enum(['public', 'aggregate_only', 'confidential']),
  wave: z.object({ id: z.uuid(), code: z.string(), title: z.string() }),
  instrument: z.object({ code: z.string(), version: z.string(), hash: instrumentHash }),
  synthetic: z.boolean(),
  /** What the disclosure step did, in plain sentences; empty when it changed nothing. */
  disclosure: z.array(z.string()),
  variables: z.array(variableFinding),
})
export type Finding = z.infer<typeof finding>

export const waveSummary = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  study: z.string(),
  synthetic: z.boolean(),
  instrument: z.object({ code: z.string(), version: z.string(), hash: instrumentHash }),
  referenceFrom: z.iso.date(),
  referenceTo: z.iso.date(),
  units: z.int(),
  submitted: z.int(),
})
export type WaveSummary = z.infer<typeof waveSummary>

export const listWaves = endpoint({
  method: 'GET',
  path: '/api/waves',
  summary: 'The waves there are',
  who: 'wave.read',
  returns: z.object({ waves: z.array(waveSummary) }),
  problems: [],
})

/** Per unit and research question: items asked, with a valid answer, with a declared missing reason. */
export const coverageCell = z.object({ rq: z.string(), applicable: z.int(), valid: z.int(), missing: z.int() })

export const coverage = z.object({
  wave: waveSummary,
  questions: z.array(z.object({ rq: z.string(), label: z.string(), items: z.int() })),
  units: z.array(
    z.object({
      unit: unitName,
      state: z.enum(['submitted', 'draft', 'not_started']),
      submittedAt: z.iso.datetime().optional(),
      cells: z.array(coverageCell),
    }),
  ),
})
export type Coverage = z.infer<typeof coverage>

export const readCoverage = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/coverage',
  summary: 'Country by research question: what has been answered',
  who: 'finding.read',
  params: waveParams,
  returns: coverage,
  problems: [],
})

export const countryProfile = z.object({
  wave: waveSummary,
  unit: unitName,
  state: z.enum(['submitted', 'draft', 'not_started']),
  receipt: z.object({ reference: z.string(), sha256: z.string(), submittedAt: z.iso.datetime() }).optional(),
  disclosure: z.array(z.string()),
  sections: z.array(
    z.object({
      section: z.string(),
      title: z.string(),
      items: z.array(
        z.object({
          item: z.string(),
          /** Roster row, with its label. */
          row: labelled.optional(),
          label: z.string(),
          rq: z.array(z.string()),
          inWords: z.string(),
          missing: baseReason.optional(),
          renderings: z.array(shownRendering).optional(),
        }),
      ),
    }),
  ),
})
export type CountryProfile = z.infer<typeof countryProfile>

export const readCountry = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/countries/:unit',
  summary: 'What one administration answered, in words',
  who: 'finding.read',
  params: z.object({ wave: z.uuid(), unit: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/) }),
  returns: countryProfile,
  problems: [],
})

const questionCode = z.string().regex(/^RQ[1-3]\.[1-6][a-e]?$/)

export const questionFindings = z.object({
  wave: waveSummary,
  rq: z.string(),
  label: z.string(),
  findings: z.array(finding),
})
export type QuestionFindings = z.infer<typeof questionFindings>

export const readQuestion = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/questions/:rq',
  summary: 'Every finding of one research question',
  who: 'finding.read',
  params: z.object({ wave: z.uuid(), rq: questionCode }),
  returns: questionFindings,
  problems: [],
})

export const readFinding = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/items/:item',
  summary: 'The finding of one item: counts per country, with base and missing',
  who: 'finding.read',
  params: z.object({ wave: z.uuid(), item: z.string().max(32) }),
  returns: finding,
  problems: [],
})

export const downloadFinding = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/items/:item/numbers.csv',
  summary: 'Exactly the numbers of one finding, as CSV',
  who: 'finding.read',
  params: z.object({ wave: z.uuid(), item: z.string().max(32) }),
  file: 'text/csv; charset=utf-8',
  problems: [],
})
