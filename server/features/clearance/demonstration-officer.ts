import { newId } from '../../database/identifier.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { findOfficerOf, insertOfficer } from './demonstration-store.ts'
import { type By, findPlanNumber, insertSteps, type Place } from './store.ts'

/** A made-up clearing officer and two steps: the focal point puts the answers together, the officer signs. */
export async function prepareOfficer(
  unit: Unit,
  focalPoint: Place & { person: string; name: string },
): Promise<string> {
  const known = await findOfficerOf(unit.db, focalPoint)
  if (known !== undefined) return known
  const officer = newId()
  const name = `Clearing officer, ${focalPoint.name}`
  await insertOfficer(unit.db, focalPoint, { person: officer, name })
  const by: By = { ...focalPoint, name: `Focal point, ${focalPoint.name}` }
  const steps = [
    {
      step: 1,
      title: 'Put together by the focal point',
      role: 'focal_point',
      person: null,
      personName: null,
      sections: [],
    },
    {
      step: 2,
      title: 'Cleared for the administration',
      role: 'clearing_officer',
      person: officer,
      personName: name,
      sections: [],
    },
  ] as const
  if ((await findPlanNumber(unit.db, focalPoint)) === 0) await insertSteps(unit.db, by, 1, steps)
  unit.audit({ action: 'demonstration.officer-named', study: focalPoint.study, response: focalPoint.response })
  return officer
}

export const findOfficer = (unit: Unit, place: Place): Promise<string | undefined> => findOfficerOf(unit.db, place)
