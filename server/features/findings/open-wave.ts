import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { WaveSummary } from '#contract'
import type { FrameUnit } from '../../analysis/outcome.ts'
import type { Tables } from '../../database/tables.ts'
import { problem } from '../../problems.ts'
import { type FrameRow, findFrame, findWave, findWaves, type WaveRow } from './store.ts'

/** A wave as a request finds it: its frame and which submissions there are, without their content. */
export interface OpenWave {
  readonly study: { readonly id: string; readonly code: string }
  readonly year: number
  readonly summary: WaveSummary
  readonly frame: readonly WaveUnit[]
  /** Names exactly this set of submissions in exactly this frame: equal keys, equal findings. */
  readonly key: string
}

export interface WaveUnit extends FrameUnit {
  readonly iso3: string
  readonly state: 'submitted' | 'draft' | 'not_started'
  readonly submission?: {
    readonly response: string
    readonly number: number
    readonly reference: string
    readonly sha256: string
    /** The version it was submitted on. */
    readonly instrument: string
    readonly submittedAt: string
  }
}

export async function listWaves(db: Transaction<Tables>): Promise<WaveSummary[]> {
  return (await findWaves(db)).map(toSummary)
}

export async function openWave(db: Transaction<Tables>, id: string): Promise<OpenWave> {
  const wave = await findWave(db, id)
  if (!wave) throw problem('not-found', 'There is no such wave.')
  const frame = (await findFrame(db, wave)).map(toUnit)
  const summary = {
    ...toSummary(wave),
    units: frame.length,
    submitted: frame.filter(({ submitted }) => submitted).length,
  }
  const content = JSON.stringify([method, summary, frame])
  const key = createHash('sha256').update(content).digest('hex')
  return { study: { id: wave.study_id, code: wave.study_code }, year: wave.year, summary, frame, key }
}

/** Counted up when the same submissions come to other findings, so that nobody keeps the old ones. */
const method = 1

const toSummary = (wave: WaveRow): WaveSummary => ({
  id: wave.id,
  code: wave.code,
  title: wave.title,
  study: wave.study_title,
  synthetic: wave.synthetic,
  instrument: { code: wave.instrument_code, version: wave.version, hash: wave.hash },
  referenceFrom: wave.reference_from,
  referenceTo: wave.reference_to,
  units: Number(wave.units ?? 0),
  submitted: Number(wave.submitted ?? 0),
})

function toUnit(row: FrameRow): WaveUnit {
  const { code, name, response, number, reference, sha256, hash, submitted_at: at } = row
  const unit = { code, name, iso3: row.iso3 ?? '' }
  if (number === null || !reference || !sha256 || !hash || !at) {
    return { ...unit, submitted: false, state: row.revision > 0 ? 'draft' : 'not_started' }
  }
  const submission = { response, number, reference, sha256, instrument: hash, submittedAt: at.toISOString() }
  return { ...unit, submitted: true, state: 'submitted', submission }
}
