import type { Database } from '../../database/plugin.ts'
import { inReading, inUnitOfWork, system, type Unit } from '../../database/unit-of-work.ts'
import { findUnloaded, loadInstruments } from '../instruments/actions.ts'
import { type ReleasedBundle, readReleased } from '../instruments/released.ts'
import { issueLink, type Membership, withdrawLinks } from '../links/actions.ts'
import {
  chooseInstrument,
  demonstrationCode,
  demonstrationUnit,
  demonstrationWave,
  toParticipants,
  toStudy,
  toWave,
} from './demonstration.ts'
import { findFocalPoint, findStudy, findWave, insertParticipants, insertStudy, insertWave, takeTurn } from './store.ts'

/** Brings the database up to the released instruments of a folder; returns all of them. */
export async function loadReleased(database: Database, directory: string): Promise<ReleasedBundle[]> {
  const released = await readReleased(directory)
  const fresh = await inReading(database, system, (db) => findUnloaded(db, released))
  if (fresh.length > 0) await inUnitOfWork(database, system, (unit) => loadInstruments(unit, fresh))
  return released
}

export interface Demonstration {
  readonly study: string
  readonly wave: string
  /** Opens the questionnaire of the demonstration's respondent. */
  readonly linkToken: string
}

/** The synthetic study in which every role can be tried; made once, with a fresh link at every start. */
export async function ensureDemonstration(
  database: Database,
  released: readonly ReleasedBundle[],
): Promise<Demonstration | undefined> {
  const instrument = chooseInstrument(released)
  if (!instrument) return undefined
  return inUnitOfWork(database, system, async (unit) => {
    // two servers starting at once make one demonstration
    await takeTurn(unit.db)
    const { study, wave } = (await findDemonstration(unit)) ?? (await openDemonstration(unit, instrument))
    const linkToken = await issueLink(unit, await getRespondent(unit, study, wave))
    return { study, wave, linkToken }
  })
}

async function openDemonstration(unit: Unit, instrument: ReleasedBundle): Promise<{ study: string; wave: string }> {
  const study = toStudy()
  const wave = toWave(study.id, instrument)
  await insertStudy(unit.db, study)
  await insertWave(unit.db, wave)
  await insertParticipants(unit.db, wave, toParticipants(instrument))
  unit.audit({ action: 'demonstration.opened', study: study.id, detail: { instrument: instrument.hash } })
  return { study: study.id, wave: wave.id }
}

async function findDemonstration(unit: Unit): Promise<{ study: string; wave: string } | undefined> {
  const study = await findStudy(unit.db, demonstrationCode)
  if (!study) return undefined
  // somebody's real study may have taken the name
  if (!study.synthetic) throw new Error(`the study ${demonstrationCode} is not synthetic; start with DEMO=off`)
  const wave = await findWave(unit.db, study.id, demonstrationWave)
  if (!wave) throw new Error(`the study ${demonstrationCode} has no wave ${demonstrationWave}; start with DEMO=off`)
  return { study: study.id, wave: wave.id }
}

async function getRespondent(unit: Unit, study: string, wave: string): Promise<Membership> {
  const found = await findFocalPoint(unit.db, study, wave, demonstrationUnit)
  if (!found) throw new Error(`the demonstration has no focal point for ${demonstrationUnit}`)
  return found
}

/** DEMO=off: the demonstration's door is shut. Its rows stay, marked as synthetic. */
export async function closeDemonstration(database: Database): Promise<void> {
  await inUnitOfWork(database, system, async (unit) => {
    unit.audit({ action: 'demonstration.closed' })
    const study = await findStudy(unit.db, demonstrationCode)
    const found = study?.synthetic ? await findDemonstration(unit) : undefined
    if (found) await withdrawLinks(unit, await getRespondent(unit, found.study, found.wave))
  })
}
