import type { Transaction } from 'kysely'
import type { UnitFieldwork, WaveFieldwork } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Actor, Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import {
  type Decision,
  findUnit,
  findUnits,
  findWave,
  insertDecision,
  updateDeadline,
  type WaveRow,
} from './coordinator-store.ts'
import { datesOf, toExtension, toLetter } from './seen.ts'
import {
  type Frame,
  findExtensions,
  findFrame,
  findLetters,
  insertLetter,
  type NewLetter,
  writeReadings,
} from './store.ts'

type Db = Transaction<Tables>

export interface UnitOfWave {
  readonly wave: string
  readonly unit: string
}

interface Coordinator {
  readonly account: string
  readonly name: string
}

function coordinatorOf({ account, name }: Actor): Coordinator {
  if (account === undefined) throw problem('not-found')
  return { account, name }
}

async function getWave(db: Db, id: string): Promise<WaveRow> {
  const wave = await findWave(db, id)
  if (wave === undefined) throw problem('not-found')
  return wave
}

interface Found {
  readonly wave: WaveRow
  readonly unit: { readonly code: string; readonly name: string }
  readonly frame: Frame
}

async function getUnit(db: Db, of: UnitOfWave): Promise<Found> {
  const wave = await getWave(db, of.wave)
  const found = await findUnit(db, wave, of.unit)
  const frame = found && (await findFrame(db, { study: wave.study, response: found.response }))
  if (found === undefined || frame === undefined) throw problem('not-found')
  return { wave, unit: { code: found.code, name: found.name }, frame }
}

const toWave = ({ wave, title, study_title }: WaveRow) => ({ id: wave, title, study: study_title })

export async function readWaveFieldwork(db: Db, actor: Actor, id: string): Promise<WaveFieldwork> {
  const by = coordinatorOf(actor)
  const wave = await getWave(db, id)
  const letters = await findLetters(db, { ...wave, response: undefined }, by)
  const units = await findUnits(db, wave, by.account)
  return {
    wave: toWave(wave),
    ...datesOf({ due: wave.due, extended: null }),
    units: units.map(({ code, name, state, revision, extended, open, unread }) => {
      const { due } = datesOf({ due: wave.due, extended })
      const started = state === 'draft' && revision === 0 ? 'not_started' : state
      return { code, name, state: started, ...(due !== undefined && { due }), extensionOpen: open, unread }
    }),
    letters: letters.map((row) => toLetter(row, by)),
  }
}

export async function readUnitFieldwork(db: Db, actor: Actor, of: UnitOfWave): Promise<UnitFieldwork> {
  const by = coordinatorOf(actor)
  const { wave, unit, frame } = await getUnit(db, of)
  const letters = await findLetters(db, frame, by)
  return {
    wave: toWave(wave),
    unit,
    ...datesOf(frame),
    extensions: (await findExtensions(db, frame)).map(toExtension),
    letters: letters.map((row) => toLetter(row, by)),
  }
}

/** Extensions that were granted stay; where the wave's own deadline is later now, that one counts. */
export async function setDeadline(unit: Unit, id: string, due: string): Promise<void> {
  const wave = await getWave(unit.db, id)
  await updateDeadline(unit.db, wave, due)
  unit.audit({ action: 'wave.deadline-set', study: wave.study, detail: { wave: wave.wave, due, before: wave.due } })
}

export async function writeToAll(unit: Unit, id: string, letter: NewLetter): Promise<void> {
  const wave = await getWave(unit.db, id)
  await insertLetter(unit.db, { ...wave, response: undefined }, coordinatorOf(unit.actor), letter)
  unit.audit({ action: 'letter.written-to-all', study: wave.study, detail: { wave: wave.wave, letter: letter.id } })
}

export async function writeToUnit(unit: Unit, of: UnitOfWave, letter: NewLetter): Promise<void> {
  const { frame } = await getUnit(unit.db, of)
  await insertLetter(unit.db, frame, coordinatorOf(unit.actor), letter)
  unit.audit({
    action: 'letter.written',
    study: frame.study,
    response: frame.response,
    detail: { letter: letter.id },
  })
}

export async function noteUnitReading(unit: Unit, of: UnitOfWave, letters: readonly string[]): Promise<void> {
  const { frame } = await getUnit(unit.db, of)
  const n = await writeReadings(unit.db, frame.study, coordinatorOf(unit.actor), letters)
  if (n === 0) throw problem('not-found')
  unit.audit({ action: 'letters.read', study: frame.study, response: frame.response, detail: { n } })
}

/** Decided once, and for good; whoever was declined may ask again. */
export async function decideExtension(unit: Unit, of: UnitOfWave, decision: Decision): Promise<void> {
  const { frame } = await getUnit(unit.db, of)
  const { number, until } = decision
  const asked = (await findExtensions(unit.db, frame)).find((one) => one.number === number)
  if (asked === undefined) throw problem('not-found')
  if (asked.decided_by !== null) throw problem('extension-decided')
  if (until !== undefined && frame.due !== null && until <= frame.due) {
    const fault = 'Name a day after the deadline of the wave.'
    throw problem('invalid-request', fault, [{ pointer: '/until', code: 'extension.too_early', message: fault }])
  }
  await insertDecision(unit.db, frame, coordinatorOf(unit.actor), decision)
  unit.audit({
    action: until === undefined ? 'extension.declined' : 'extension.granted',
    study: frame.study,
    response: frame.response,
    detail: { number, ...(until !== undefined && { until }) },
  })
}
