import type { Transaction } from 'kysely'
import type { OpenAnswer } from '#contract'
import { evaluate } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, lockDraft, lookAtResponse, toAnswers } from '../responses/actions.ts'
import { openAnswersIn, type WrittenAnswer } from './open-answers.ts'
import { suggestedLanguage } from './script-suggestion.ts'
import { byAnswer, type Standing, standingOf, toRendering } from './standing.ts'
import { findPart, findRenderings, insertRendering, insertReview, type RenderingRow } from './store.ts'

type Db = Transaction<Tables>

/** What is written about one answer, as it was sent. */
export interface Written {
  readonly id: string
  readonly item: string
  readonly row?: string | undefined
  readonly sha256: string
  readonly number: number
  readonly language: string
  readonly text: string
  readonly method: 'person' | 'machine'
  readonly machine: string
}

interface Opened {
  readonly answers: readonly WrittenAnswer[]
  readonly rows: ReadonlyMap<string, readonly RenderingRow[]>
  /** Items whoever asks may write; null: all. */
  readonly part: readonly string[] | null
  readonly isDraft: boolean
}

/** The open answers of a response as whoever asks reads it, each with its renderings. */
export async function listRenderings(db: Db, author: Author, mayWrite: boolean): Promise<OpenAnswer[]> {
  const opened = await open(db, author)
  return opened.answers.map((answer) => describe(opened, answer, author, mayWrite))
}

async function open(db: Db, author: Author): Promise<Opened> {
  const { study, response } = author
  const { locked, answers, context } = await lookAtResponse(db, author)
  const instrument = await getOpenedInstrument(db, locked.hash)
  const form = evaluate(instrument, toAnswers(answers), context)
  const rows = await findRenderings(db, { study, responses: [response], side: 'administration' })
  return {
    answers: openAnswersIn(form),
    rows: byAnswer(rows),
    part: await findPart(db, author),
    isDraft: locked.state === 'draft',
  }
}

function describe(opened: Opened, answer: WrittenAnswer, author: Author, writes: boolean): OpenAnswer {
  const { key: _key, label: _label, ...written } = answer
  const standing = standingOf(opened.rows.get(answer.key) ?? [], answer.sha256)
  const isOwn = opened.part === null || opened.part.includes(answer.item)
  return {
    ...written,
    ...besides(answer, standing, author.person),
    mayWrite: writes && opened.isDraft && isOwn,
  }
}

/** `me`: the person or account that asks. */
export function besides({ original }: WrittenAnswer, { number, current, earlier }: Standing, me: string) {
  const suggested = earlier?.language ?? suggestedLanguage(original)
  return {
    ...(suggested !== undefined && { suggested }),
    number,
    ...(current !== undefined && { rendering: { ...toRendering(current), mine: isBy(current, me) } }),
    ...(earlier !== undefined && { earlier: toRendering(earlier) }),
  }
}

export const isBy = ({ person, account }: RenderingRow, me: string): boolean => person === me || account === me

const keyOf = ({ item, row }: Pick<Written, 'item' | 'row'>): string => (row === undefined ? item : `${item}/${row}`)

/** Names a language, or renders exactly the wording that was seen. Sent twice it is written once. */
export async function writeRendering(unit: Unit, author: Author, written: Written): Promise<OpenAnswer> {
  const { db } = unit
  await lockDraft(unit, author)
  const opened = await open(db, author)
  const { answer, rows } = findAnswer(opened, written)
  const { study, response } = author
  if (rows.some((row) => row.id === written.id)) {
    unit.audit({ action: 'rendering.written_again', study, response })
    return describe(opened, answer, author, true)
  }
  refuseStale(answer, rows, written)
  if (opened.part !== null && !opened.part.includes(answer.item)) throw problem('not-allowed')
  const { row = '', number, ...rest } = written
  await insertRendering(db, { ...author, side: 'administration' }, { ...toKept(rest), row, number: number + 1 })
  unit.audit({ action: 'rendering.written', study, response, detail: { item: answer.item, row, id: written.id } })
  return describe(await open(db, author), answer, author, true)
}

/** What a machine is called is kept of machines only. */
export const toKept = <W extends Pick<Written, 'method' | 'machine'>>(written: W): W => ({
  ...written,
  machine: written.method === 'machine' ? written.machine : '',
})

function findAnswer({ answers, rows }: Pick<Opened, 'answers' | 'rows'>, written: Pick<Written, 'item' | 'row'>) {
  const key = keyOf(written)
  const answer = answers.find((one) => one.key === key)
  if (answer === undefined) throw problem('not-found', 'There is no open answer here to render.')
  return { answer, rows: rows.get(key) ?? [] }
}

/** Neither of a wording that has changed nor over a rendering that was not seen. */
export function refuseStale(
  { sha256 }: WrittenAnswer,
  rows: readonly RenderingRow[],
  seen: Pick<Written, 'sha256' | 'number'>,
): void {
  if (sha256 !== seen.sha256)
    throw problem('stale-response', 'The answer was changed meanwhile; read its present wording.')
  if ((rows.at(-1)?.number ?? 0) !== seen.number)
    throw problem('stale-response', 'Somebody else rendered this answer meanwhile; read theirs first.')
}

/** Somebody other than the author says that it was reviewed; the focal point then approves it. */
export async function reviewRendering(
  unit: Unit,
  author: Author,
  id: string,
  decision: 'reviewed' | 'approved',
): Promise<OpenAnswer> {
  const { db, actor } = unit
  await lockDraft(unit, author)
  const opened = await open(db, author)
  const { answer, row } = findStanding(opened, id)
  const { study, response } = author
  const said = decision === 'reviewed' ? row.reviewed : row.approved
  if (said === null) {
    if (isBy(row, author.person)) throw problem('two-persons-needed', 'Whoever wrote a rendering does not review it.')
    if (decision === 'approved' && actor.role !== 'focal_point') throw problem('not-allowed')
    if (decision === 'approved' && row.reviewed === null)
      throw problem('stale-response', 'Nobody has reviewed this rendering yet.')
    await insertReview(db, { ...author, side: 'administration' }, row.id, decision)
  }
  unit.audit({ action: `rendering.${decision}`, study, response, detail: { item: row.item, row: row.row, id } })
  return describe(await open(db, author), answer, author, true)
}

/** The rendering with this id, while it is the one that stands. */
export function findStanding({ answers, rows }: Pick<Opened, 'answers' | 'rows'>, id: string) {
  for (const answer of answers) {
    const of = rows.get(answer.key) ?? []
    if (!of.some((one) => one.id === id.toLowerCase())) continue
    const row = standingOf(of, answer.sha256).current
    if (row === undefined || row.id !== id.toLowerCase() || row.text === '')
      throw problem('stale-response', 'Another rendering stands meanwhile, or the answer was changed.')
    return { answer, row }
  }
  throw problem('not-found', 'There is no rendering of this kind here.')
}
