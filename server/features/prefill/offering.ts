import type { Transaction } from 'kysely'
import type { PrefillTally } from '#contract'
import { type Answer, type Answers, type Context, type Instrument, keyText, type MissingReason } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { offersFromRegisters } from './from-registers.ts'
import { type EarlierSubmission, offersFromWave } from './from-wave.ts'
import type { NewOffer } from './offer.ts'
import type { Register } from './registers.ts'
import { findEarlierSubmission, findTargets, findVersion, findWave, type TargetRow } from './sources-store.ts'
import { insertOffers } from './store.ts'

type Db = Transaction<Tables>

/**
 * Offers every draft of a wave what its unit submitted in the newest earlier wave of the same instrument, and what registers
 * say of it. What was offered before stays as it is, whatever was decided about it. `wave` is an id, or `STUDY/CODE`.
 */
export async function offerForWave(unit: Unit, wave: string, registers: readonly Register[]): Promise<PrefillTally> {
  const found = await findWave(unit.db, wave)
  if (found === undefined) throw problem('not-found', 'There is no such wave.')
  const targets = await findTargets(unit.db, found.id)
  const tally = { responses: targets.length, offered: 0, broken: 0 }
  for (const target of targets) {
    const offers = await offersFor(unit.db, target, registers)
    if (offers.length === 0) continue
    const kept = await insertOffers(unit.db, target, target.hash, offers)
    tally.offered += kept.offered
    tally.broken += kept.broken
  }
  unit.audit({ action: 'prefill.offered', study: found.study, detail: { wave: found.id, ...tally } })
  return tally
}

async function offersFor(db: Db, target: TargetRow, registers: readonly Register[]): Promise<readonly NewOffer[]> {
  const instrument = await getOpenedInstrument(db, target.hash)
  const { unit_kind: kind, unit_code: code, attributes } = target
  const known = offersFromRegisters(registers, instrument, { kind, code, attributes })
  const earlier = await earlierSubmission(db, target)
  if (earlier === undefined) return known
  const chain = await chainTo(db, instrument, earlier.source.hash)
  const own = offersFromWave(chain, earlier, contextOf(target))
  const said = new Set(own.map(({ key }) => key))
  // the administration's own word goes before a register's
  return [...own, ...known.filter(({ key }) => !said.has(key))]
}

async function earlierSubmission(db: Db, target: TargetRow): Promise<EarlierSubmission | undefined> {
  const row = await findEarlierSubmission(db, target)
  if (row === undefined) return undefined
  const { wave_code: code, wave_title: title, reference, sha256, hash, as_of: asOf } = row
  const source = { kind: 'wave' as const, wave: { code, title }, reference, sha256, hash, asOf }
  return { source, answers: countedAnswers(row.canonical) }
}

interface Submitted {
  readonly answers: readonly {
    readonly item: string
    readonly row?: string
    readonly value?: unknown
    readonly missing?: MissingReason
    readonly onPath: boolean
  }[]
}

/** Answers off the path said nothing then, and say nothing now. */
const countedAnswers = (canonical: string): Answers =>
  Object.fromEntries(
    (JSON.parse(canonical) as Submitted).answers.flatMap(
      ({ item, row, value, missing, onPath }): [string, Answer][] => {
        if (!onPath || (value === undefined && missing === undefined)) return []
        const key = keyText(row === undefined ? { item } : { item, row })
        return [[key, missing === undefined ? { value } : { missing }]]
      },
    ),
  )

const longestChain = 20

/** The versions from the one something was said in to the one that asks, as each says that it follows the other. */
async function chainTo(db: Db, instrument: Instrument, hash: string): Promise<readonly Instrument[]> {
  const chain = [instrument]
  for (let first = instrument; first.hash !== hash; ) {
    const { follows, instrument: code } = first.bundle
    const before = follows && (await findVersion(db, code, follows.version))
    // versions that do not follow one another are compared as they are
    if (before === undefined || chain.length === longestChain) return [await getOpenedInstrument(db, hash), instrument]
    first = await getOpenedInstrument(db, before)
    chain.unshift(first)
  }
  return chain
}

const contextOf = (target: TargetRow): Context => ({
  language: 'en',
  today: new Date().toISOString().slice(0, 10),
  unit: {
    code: target.unit_code,
    name: target.unit_name,
    attributes: { ...target.attributes, kind: target.unit_kind },
  },
  wave: {
    code: target.wave_code,
    title: target.wave_title,
    year: target.year,
    referenceFrom: target.reference_from,
    referenceTo: target.reference_to,
  },
})
