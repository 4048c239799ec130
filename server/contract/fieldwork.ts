import { z } from 'zod'
import { endpoint } from './endpoint.ts'

// While a wave runs: deadlines, extensions, and letters between the research team and the administrations.

const responseParams = z.object({ response: z.uuid() })
const waveParams = z.object({ wave: z.uuid() })
const unitParams = z.object({ wave: z.uuid(), unit: z.string().min(1).max(100) })
const words = z.string().trim().min(1)

/** `leads`: focal points, reviewers and clearing officers; contributors read what is for everybody. */
const readers = z.enum(['leads', 'everybody'])

export const letter = z.object({
  id: z.uuid(),
  from: z.enum(['team', 'administration']),
  /** Written to every administration of the wave. */
  toAll: z.boolean(),
  readers,
  /** Plain text. */
  text: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  mine: z.boolean(),
  /** By whoever asks; what one wrote oneself counts as read. */
  read: z.boolean(),
})
export type Letter = z.infer<typeof letter>

export const extension = z.object({
  number: z.int(),
  wishedOn: z.iso.date(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Absent while it is open. */
  decision: z
    .object({
      /** Absent: declined. */
      grantedOn: z.iso.date().optional(),
      note: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    })
    .optional(),
})
export type Extension = z.infer<typeof extension>

const dates = {
  today: z.iso.date(),
  /** Until when answers are asked for, extension included; it locks nothing. Absent: the wave has no deadline. */
  due: z.iso.date().optional(),
  /** The wave's own deadline, where an extension goes beyond it. */
  before: z.iso.date().optional(),
}

const written = z.object({
  ...dates,
  extensions: z.array(extension),
  /** Oldest first. */
  letters: z.array(letter),
})

/** One response in its wave; extensions are empty for contributors. */
export const fieldwork = written.extend({
  /** In which formats this server gives out the whole questionnaire. */
  papers: z.array(z.enum(['html', 'pdf', 'docx'])),
  /** What whoever reads this was asked for, by whom and until when; absent for who leads the response from the start. */
  asked: z
    .object({
      by: z.string(),
      message: z.string(),
      /** Both empty: the whole response. */
      sections: z.array(z.string()),
      items: z.array(z.string()),
      due: z.iso.date().optional(),
    })
    .optional(),
})
export type Fieldwork = z.infer<typeof fieldwork>

export const readFieldwork = endpoint({
  method: 'GET',
  path: '/api/responses/:response/fieldwork',
  summary: 'The deadline of a response, extensions asked for, and the letters one may read',
  who: 'fieldwork.read',
  params: responseParams,
  returns: fieldwork,
  problems: [],
})

export const askForExtension = endpoint({
  method: 'POST',
  path: '/api/responses/:response/extensions',
  summary: 'Ask the research team for more time; one request at a time, and every one stays on record',
  who: 'extension.ask',
  params: responseParams,
  body: z.strictObject({ until: z.iso.date(), reason: words.max(2000) }),
  problems: ['no-deadline', 'extension-open', 'response-locked'],
})

const newLetter = z.strictObject({
  /** Chosen by who writes: sent twice, it is written once. */
  id: z.uuid(),
  text: words.max(5000),
  readers,
})

export const writeLetter = endpoint({
  method: 'POST',
  path: '/api/responses/:response/letters',
  summary: 'Write to the research team in the name of the administration',
  who: 'letter.write',
  params: responseParams,
  body: newLetter,
  problems: [],
})

const reading = z.strictObject({ letters: z.array(z.uuid()).min(1).max(1000) })

export const noteReading = endpoint({
  method: 'POST',
  path: '/api/responses/:response/readings',
  summary: 'Say which letters one has read',
  who: 'fieldwork.read',
  params: responseParams,
  body: reading,
  problems: ['not-found'],
})

const unitInWave = z.object({
  code: z.string(),
  name: z.string(),
  state: z.enum(['not_started', 'draft', 'submitted']),
  due: z.iso.date().optional(),
  /** It asked for more time and has no answer yet. */
  extensionOpen: z.boolean(),
  /** Letters of the administration that whoever asks has not read. */
  unread: z.int(),
})
export type UnitInWave = z.infer<typeof unitInWave>

export const waveFieldwork = z.object({
  wave: z.object({ id: z.uuid(), title: z.string(), study: z.string() }),
  ...dates,
  units: z.array(unitInWave),
  /** To all of the wave; oldest first. */
  letters: z.array(letter),
})
export type WaveFieldwork = z.infer<typeof waveFieldwork>

export const readWaveFieldwork = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/fieldwork',
  summary: 'How far each administration of a wave is, who asked for more time, and who wrote',
  who: 'fieldwork.run',
  params: waveParams,
  returns: waveFieldwork,
  problems: [],
})

export const setDeadline = endpoint({
  method: 'PUT',
  path: '/api/waves/:wave/deadline',
  summary: 'Set the day until which a wave asks for answers',
  who: 'fieldwork.run',
  params: waveParams,
  body: z.strictObject({ due: z.iso.date() }),
  problems: [],
})

export const writeToAll = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/letters',
  summary: 'Write to every administration of a wave',
  who: 'fieldwork.run',
  params: waveParams,
  body: newLetter,
  problems: [],
})

export const unitFieldwork = written.extend({
  wave: z.object({ id: z.uuid(), title: z.string(), study: z.string() }),
  unit: z.object({ code: z.string(), name: z.string() }),
})
export type UnitFieldwork = z.infer<typeof unitFieldwork>

export const readUnitFieldwork = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/units/:unit/fieldwork',
  summary: 'What one administration and the research team wrote and decided',
  who: 'fieldwork.run',
  params: unitParams,
  returns: unitFieldwork,
  problems: [],
})

export const writeToUnit = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/units/:unit/letters',
  summary: 'Write to one administration',
  who: 'fieldwork.run',
  params: unitParams,
  body: newLetter,
  problems: [],
})

export const noteUnitReading = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/units/:unit/readings',
  summary: 'Say which letters of an administration one has read',
  who: 'fieldwork.run',
  params: unitParams,
  body: reading,
  problems: ['not-found'],
})

export const decideExtension = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/units/:unit/extensions/:number/decision',
  summary: 'Grant an extension until a day, or decline it with a note; for good',
  who: 'fieldwork.run',
  params: unitParams.extend({ number: z.coerce.number().int().min(1) }),
  body: z
    .strictObject({ until: z.iso.date().optional(), note: z.string().trim().max(2000).default('') })
    .refine(({ until, note }) => until !== undefined || note !== '', { path: ['note'], message: 'Say why.' }),
  problems: ['extension-decided'],
})
