import type { Transaction } from 'kysely'
import type { StudiedAnswer } from '#contract'
import { profileOf } from '../../analysis/country-profile.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { openCountry, openWave } from '../findings/actions.ts'
import { besides, findStanding, isBy, refuseStale, toKept, type Written } from './actions.ts'
import { type FindRenderings, renderingsBeside } from './beside.ts'
import { openAnswersIn, type WrittenAnswer } from './open-answers.ts'
import { byAnswer, standingOf } from './standing.ts'
import { findRenderings, insertRendering, insertReview, type RenderingRow } from './store.ts'

type Db = Transaction<Tables>

export interface CountryOfWave {
  readonly wave: string
  readonly unit: string
}

interface Studied {
  readonly study: string
  readonly response: string
  readonly unit: { readonly code: string; readonly name: string }
  readonly wave: { readonly id: string; readonly title: string }
  /** What may be shown with the name of the administration. */
  readonly answers: readonly WrittenAnswer[]
  readonly rows: ReadonlyMap<string, readonly RenderingRow[]>
  readonly beside: FindRenderings
}

async function open(db: Db, place: CountryOfWave): Promise<Studied> {
  const wave = await openWave(db, place.wave)
  const country = await openCountry(db, wave, place.unit)
  if (country.sent === undefined) throw problem('not-found', 'This administration has not submitted.')
  const { unit, sent, form, submission } = country
  const { sections } = profileOf({ ...country, instrument: sent.instrument })
  const shown = new Set(
    sections.flatMap(({ items }) =>
      items.flatMap(({ item, row, missing }) => (missing === undefined ? [row ? `${item}/${row.code}` : item] : [])),
    ),
  )
  const { response } = submission
  const study = wave.study.id
  return {
    study,
    response,
    unit: { code: unit.code, name: unit.name },
    wave: { id: wave.summary.id, title: wave.summary.title },
    answers: openAnswersIn(form).filter(({ key }) => shown.has(key)),
    rows: byAnswer(await findRenderings(db, { study, responses: [response], side: 'research' })),
    beside: await renderingsBeside(db, study, [{ unit: unit.code, response, renderings: sent.renderings }]),
  }
}

/** The open answers one administration submitted, as far as it lets itself be named with them. */
export async function listStudied(db: Db, place: CountryOfWave, account: string) {
  const studied = await open(db, place)
  const { unit, wave, answers } = studied
  return { unit, wave, answers: answers.map((answer) => describe(studied, answer, account)) }
}

function describe({ rows, beside, unit }: Studied, answer: WrittenAnswer, account: string): StudiedAnswer {
  const { key, ...written } = answer
  const standing = standingOf(rows.get(key) ?? [], answer.sha256)
  const own = beside(unit.code, answer.item, answer.original).find(({ side }) => side === 'administration')
  const { suggested, ...rest } = besides(answer, standing, account)
  const language = own?.language ?? suggested
  return {
    ...written,
    ...rest,
    ...(language !== undefined && { suggested: language }),
    ...(own !== undefined && { administration: own }),
  }
}

/** Beside what the administration sent, never over it. */
export async function writeStudied(unit: Unit, place: CountryOfWave, written: Written): Promise<StudiedAnswer> {
  const { db } = unit
  const account = accountOf(unit)
  const studied = await open(db, place)
  const key = written.row === undefined ? written.item : `${written.item}/${written.row}`
  const answer = studied.answers.find((one) => one.key === key)
  if (answer === undefined) throw problem('not-found', 'There is no open answer here to render.')
  const rows = studied.rows.get(key) ?? []
  const { study, response } = studied
  const detail = { item: written.item, row: written.row ?? '', id: written.id }
  if (!rows.some(({ id }) => id === written.id)) {
    refuseStale(answer, rows, written)
    const { row = '', number, ...rest } = written
    const by = { study, response, account, name: unit.actor.name, side: 'research' } as const
    await insertRendering(db, by, { ...toKept(rest), row, number: number + 1 })
  }
  unit.audit({ action: 'rendering.written_by_research', study, response, detail })
  return describe(await open(db, place), answer, account)
}

export async function reviewStudied(unit: Unit, place: CountryOfWave, id: string): Promise<StudiedAnswer> {
  const { db } = unit
  const account = accountOf(unit)
  const studied = await open(db, place)
  const { answer, row } = findStanding(studied, id)
  const { study, response } = studied
  if (row.reviewed === null) {
    if (isBy(row, account)) throw problem('two-persons-needed', 'Whoever wrote a rendering does not review it.')
    await insertReview(db, { study, response, account, name: unit.actor.name, side: 'research' }, row.id, 'reviewed')
  }
  unit.audit({ action: 'rendering.reviewed_by_research', study, response, detail: { item: row.item, id } })
  return describe(await open(db, place), answer, account)
}

function accountOf({ actor: { account } }: Unit): string {
  if (account === undefined) throw problem('not-allowed')
  return account
}
