import { newId } from '../../database/identifier.ts'
import type { Database } from '../../database/plugin.ts'
import { inUnitOfWork, system, type Unit } from '../../database/unit-of-work.ts'
import { issueLink } from '../links/actions.ts'
import { offerForWave, readRegisters } from '../prefill/actions.ts'
import type { Demonstration, Door } from './actions.ts'
import { waveCodeOf } from './demonstration.ts'
import { findFocalPoints, findWaves, insertFollower, insertFollowingWave, takeTurn } from './store.ts'

const followed = 'AGY'
const code = `2027-${followed}`

/**
 * One wave that follows another, with one unit that submitted the first, so that earlier answers can be looked at; and for
 * the national questionnaire what registers know. Made once, after the first waves were answered; its door is opened anew at
 * every start. Nothing where the instrument was not released.
 */
export const openSecondWave = (database: Database, { study }: Demonstration): Promise<Door | undefined> =>
  inUnitOfWork(database, system, async (unit) => {
    await takeTurn(unit.db)
    unit.audit({ action: 'demonstration.second-wave', study })
    const waves = await findWaves(unit.db, study)
    const first = waves.find((wave) => wave.code === waveCodeOf(followed))
    if (first === undefined) return undefined
    const known = waves.find((wave) => wave.code === code)?.id
    const wave = known ?? (await makeWave(unit, study, first.id))
    const [one] = await findFocalPoints(unit.db, study, wave)
    if (one === undefined) return undefined
    if (known === undefined) await offerAll(unit, [wave, ...waves.map(({ id }) => id)])
    const { response, person } = one
    const linkToken = await issueLink(unit, { study, response, person })
    return { instrument: followed, unit: `${one.name}, second wave`, role: 'focal_point', linkToken }
  })

async function makeWave(unit: Unit, study: string, first: string): Promise<string> {
  const id = newId()
  await insertFollowingWave(unit.db, study, first, {
    id,
    code,
    year: 2027,
    referenceFrom: '2026-07-01',
    referenceTo: '2027-06-30',
  })
  const [one] = await findFocalPoints(unit.db, study, first)
  if (one === undefined) return id
  const name = `Respondent, ${one.name}`
  await insertFollower(unit.db, one, { wave: id, response: newId(), person: newId(), name })
  return id
}

async function offerAll(unit: Unit, waves: readonly string[]): Promise<void> {
  const registers = await readRegisters()
  for (const wave of waves) await offerForWave(unit, wave, registers)
}
