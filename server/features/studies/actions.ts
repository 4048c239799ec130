import type { Database } from '../../database/plugin.ts'
import { inReading, inUnitOfWork, system, type Unit } from '../../database/unit-of-work.ts'
import { findOfficer, prepareOfficer } from '../clearance/actions.ts'
import { findUnloaded, loadInstruments } from '../instruments/actions.ts'
import { type ReleasedBundle, readReleased } from '../instruments/released.ts'
import { issueLink, type Membership, withdrawLinks } from '../links/actions.ts'
import {
  chooseInstruments,
  deadlineFrom,
  demonstrationCode,
  toParticipants,
  toStudy,
  toWave,
  waveCodeOf,
} from './demonstration.ts'
import { isAnswered, isCleared, isDoor } from './demonstration-units.ts'
import {
  type FocalPoint,
  findFocalPoints,
  findStudy,
  findWaves,
  giveDeadlines,
  insertParticipants,
  insertStudy,
  insertWave,
  takeTurn,
} from './store.ts'

/** Brings the database up to the released instruments of a folder; returns all of them. */
export async function loadReleased(database: Database, directory: string): Promise<ReleasedBundle[]> {
  const released = await readReleased(directory)
  const fresh = await inReading(database, system, (db) => findUnloaded(db, released))
  if (fresh.length > 0) await inUnitOfWork(database, system, (unit) => loadInstruments(unit, fresh))
  return released
}

/** A unit of the demonstration that waits for answers, and the link that opens its questionnaire. */
export interface Door {
  readonly instrument: string
  readonly unit: string
  /** Who enters by it. */
  readonly role: 'focal_point' | 'clearing_officer'
  readonly linkToken: string
}

export interface Demonstration {
  readonly study: string
  readonly doors: readonly Door[]
  /** Units whose answers are made up. */
  readonly answered: readonly FocalPoint[]
}

/** The synthetic study in which every role and instrument can be tried; made once, with fresh links at every start. */
export async function ensureDemonstration(
  database: Database,
  released: readonly ReleasedBundle[],
): Promise<Demonstration | undefined> {
  const instruments = chooseInstruments(released)
  if (instruments.length === 0) return undefined
  return inUnitOfWork(database, system, async (unit) => {
    // two servers starting at once make one demonstration
    await takeTurn(unit.db)
    const study = await getStudy(unit)
    const waves = await findWaves(unit.db, study)
    const doors: Door[] = []
    const beside: Door[] = []
    const answered: FocalPoint[] = []
    for (const instrument of instruments) {
      const wave = waves.find(({ code }) => code === waveCodeOf(instrument.code))?.id
      const all = await findFocalPoints(unit.db, study, wave ?? (await openWave(unit, study, instrument)))
      for (const one of all) {
        if (isDoor(one, all)) doors.push({ instrument: instrument.code, ...(await openDoor(unit, one)) })
        else if (isAnswered(one)) answered.push(one)
        else if (isCleared(one)) beside.push(...(await openCleared(unit, instrument.code, one)))
      }
    }
    await giveDeadlines(unit.db, study, deadlineFrom(new Date()))
    return { study, doors: [...doors, ...beside], answered }
  })
}

/** An administration that clears in two steps, with the links of both who take part. */
async function openCleared(unit: Unit, instrument: string, one: FocalPoint): Promise<Door[]> {
  const officer = await prepareOfficer(unit, one)
  const linkToken = await issueLink(unit, { ...membershipOf(one), person: officer })
  return [
    { instrument, ...(await openDoor(unit, one)) },
    { instrument, unit: one.name, role: 'clearing_officer', linkToken },
  ]
}

const openDoor = async (unit: Unit, one: FocalPoint) => ({
  unit: one.name,
  role: 'focal_point' as const,
  linkToken: await issueLink(unit, membershipOf(one)),
})

const membershipOf = ({ study, response, person }: FocalPoint): Membership => ({ study, response, person })

async function getStudy(unit: Unit): Promise<string> {
  const known = await findStudy(unit.db, demonstrationCode)
  // somebody's real study may have taken the name
  if (known && !known.synthetic) {
    throw new Error(`the study ${demonstrationCode} is not synthetic; start with DEMO=off`)
  }
  if (known) return known.id
  const study = toStudy()
  await insertStudy(unit.db, study)
  unit.audit({ action: 'demonstration.opened', study: study.id })
  return study.id
}

async function openWave(unit: Unit, study: string, instrument: ReleasedBundle): Promise<string> {
  const wave = toWave(study, instrument)
  await insertWave(unit.db, wave)
  await insertParticipants(unit.db, wave, toParticipants(instrument))
  unit.audit({ action: 'demonstration.wave-opened', study, detail: { instrument: instrument.hash } })
  return wave.id
}

/** DEMO=off: the demonstration's doors are shut. Its rows stay, marked as synthetic. */
export async function closeDemonstration(database: Database): Promise<void> {
  await inUnitOfWork(database, system, async (unit) => {
    unit.audit({ action: 'demonstration.closed' })
    const study = await findStudy(unit.db, demonstrationCode)
    if (!study?.synthetic) return
    for (const wave of await findWaves(unit.db, study.id)) {
      for (const one of await findFocalPoints(unit.db, study.id, wave.id)) {
        await withdrawLinks(unit, membershipOf(one))
        const officer = await findOfficer(unit, one)
        if (officer !== undefined) await withdrawLinks(unit, { ...membershipOf(one), person: officer })
      }
    }
  })
}
