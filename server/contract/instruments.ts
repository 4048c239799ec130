import { z } from 'zod'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { endpoint } from './endpoint.ts'
import { instrumentHash } from './responses.ts'

const bundle = z.custom<Bundle>((value) => typeof value === 'object' && value !== null)
const instrumentParams = z.object({ hash: instrumentHash })

export const readInstrument = endpoint({
  method: 'GET',
  path: '/api/instruments/:hash',
  summary: 'A released instrument; its content never changes, so it may be kept for ever',
  who: 'instrument.read',
  params: instrumentParams,
  returns: bundle,
  problems: [],
})

export const instrumentSummary = z.object({
  code: z.string(),
  version: z.string(),
  title: z.string(),
  /** Kinds of unit it asks. */
  units: z.array(z.string()),
  languages: z.array(z.string()),
  sections: z.int(),
  items: z.int(),
})
export type InstrumentSummary = z.infer<typeof instrumentSummary>

export const releasedInstrument = instrumentSummary.extend({ hash: instrumentHash, releasedAt: z.iso.datetime() })
export type ReleasedInstrument = z.infer<typeof releasedInstrument>

export const listInstruments = endpoint({
  method: 'GET',
  path: '/api/instruments',
  summary: 'Every released version of every instrument',
  who: 'instrument.list',
  returns: z.object({ instruments: z.array(releasedInstrument) }),
  problems: [],
})

/** What an import or a check says about one place of a file. */
export const importNotice = z.object({
  /** `refused`: not taken over; `fault`: must be mended before a release; `changed`, `noted`: to know. */
  severity: z.enum(['refused', 'fault', 'changed', 'noted']),
  rule: z.string(),
  /** Where people find it: `survey!F7`, `line 12`; empty for the whole file. */
  place: z.string(),
  message: z.string(),
})
export type ImportNotice = z.infer<typeof importNotice>

export const importedInstrument = z.object({
  format: z.enum(['xlsform', 'limesurvey', 'surveyjs']),
  notices: z.array(importNotice),
  /** Absent when too little could be read to show anything. */
  bundle: bundle.optional(),
  summary: instrumentSummary.optional(),
  /** SHA-256 that this content would be released under. */
  hash: instrumentHash.optional(),
  /** True when it can be released as it is. */
  releasable: z.boolean(),
})
export type ImportedInstrument = z.infer<typeof importedInstrument>

const fileName = z.string().min(1).max(200)
const mostBytes = 10_485_760

export const previewInstrument = endpoint({
  method: 'POST',
  path: '/api/instruments/preview',
  summary: 'What a questionnaire file (XLSForm, LimeSurvey, SurveyJS) would become; nothing is kept',
  who: 'instrument.release',
  query: z.strictObject({ name: fileName }),
  returns: importedInstrument,
  problems: ['unreadable-file', 'too-large', 'unsupported-media-type'],
  bodyLimit: mostBytes,
})

/** `hash` is the one the preview gave, so that what is released is what was seen. */
export const releaseInstrument = endpoint({
  method: 'POST',
  path: '/api/instruments',
  summary: 'Release a questionnaire file as a version that never changes again',
  who: 'instrument.release',
  query: z.strictObject({ name: fileName, hash: instrumentHash }),
  returns: releasedInstrument,
  problems: [
    'unreadable-file',
    'too-large',
    'unsupported-media-type',
    'not-releasable',
    'version-taken',
    'map-required',
  ],
  bodyLimit: mostBytes,
})

export const downloadXlsForm = endpoint({
  method: 'GET',
  path: '/api/instruments/:hash/xlsform.xlsx',
  summary: 'A released instrument as an XLSForm workbook, complete enough to be imported again',
  who: 'instrument.list',
  params: instrumentParams,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  problems: [],
})
