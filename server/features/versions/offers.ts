import type { Transaction } from 'kysely'
import type { WaveVersions } from '#contract'
import { changeInWords, differences, mapFaults } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { countResponses, findOffers, findWave, insertOffer } from './store.ts'

type Db = Transaction<Tables>

/** The versions of a wave, from the one it began with to the newest that is offered. */
export async function listVersions(db: Db, id: string): Promise<WaveVersions> {
  const wave = await findWave(db, id)
  if (!wave) throw problem('not-found', 'There is no such wave.')
  const counts = new Map((await countResponses(db, wave.study, id)).map((row) => [row.hash, row]))
  const offers = await findOffers(db, wave.study, id)
  const listed = [{ hash: wave.hash }, ...offers]
  const versions = await Promise.all(
    listed.map(async (one, at) => {
      const instrument = await getOpenedInstrument(db, one.hash)
      const before = listed[at - 1]
      const { instrument: code, version, languages } = instrument.bundle
      const changes =
        before === undefined
          ? []
          : differences(await getOpenedInstrument(db, before.hash), instrument, languages[0] ?? 'en').map(changeInWords)
      const { draft = 0, submitted = 0 } = counts.get(one.hash) ?? {}
      return {
        code,
        version,
        hash: one.hash,
        ...('at' in one && { offeredAt: one.at.toISOString(), offeredBy: one.by }),
        responses: { draft, submitted },
        changes,
      }
    }),
  )
  return { versions }
}

/** Offers a newer version to the responses of a wave. Each moves when its focal point says so, and stays until then. */
export async function offerVersion(unit: Unit, id: string, hash: string): Promise<WaveVersions> {
  const { db, actor } = unit
  const wave = await findWave(db, id)
  if (!wave) throw problem('not-found', 'There is no such wave.')
  const offers = await findOffers(db, wave.study, id)
  const last = offers.at(-1)?.hash ?? wave.hash
  const known = hash === wave.hash || offers.some((offer) => offer.hash === hash)
  if (!known) {
    const [from, to] = [await getOpenedInstrument(db, last), await getOpenedInstrument(db, hash)]
    requireMap(mapFaults(from, to))
    const { name: by, account } = actor
    await insertOffer(db, { study: wave.study, wave: id, number: offers.length + 1, hash, by, account })
  }
  const action = known ? 'version.offered_again' : 'version.offered'
  unit.audit({ action, study: wave.study, detail: { wave: id, from: last, to: hash } })
  return listVersions(db, id)
}

/** Refuses a version that leaves open what becomes of answers, and says at which items and codes. */
export function requireMap(faults: ReturnType<typeof mapFaults>): void {
  if (faults.length === 0) return
  const errors = faults.map(({ code, place, message }) => ({
    pointer: `/follows/${place.replaceAll('/', '~1')}`,
    code,
    message,
  }))
  const detail =
    faults.length === 1 ? faults[0]?.message : `${faults.length} items and codes need to say what follows them.`
  throw problem('map-required', detail, errors)
}
