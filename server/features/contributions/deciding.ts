import type { DecidedContribution, Mutation, MutationResult, ProblemError } from '#contract'
import { type Answer, answerInWords, type DeclarableMissing, parseKey } from '#engine'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type Author, keyOf, lockDraft, lookAtResponse, saveAnswers } from '../responses/actions.ts'
import { labels } from '../versions/earlier.ts'
import { placedAll, standingOf } from './actions.ts'
import { newRecords, type Placed } from './comparison.ts'
import { findById, findPart, insertDecisions, type NewDecision } from './store.ts'
import type { Standing } from './understanding.ts'

export interface Decision {
  readonly id: string
  readonly decision: 'take' | 'decline'
  readonly version?: number | undefined
  readonly reason?: string | undefined
}

interface Asked extends Placed {
  readonly decision: Decision
}

/**
 * Takes contributions over exactly as a respondent's own changes would be saved, each only where the answer that was seen
 * still stands, or declines them. What was taken over before is told again and not done again.
 */
export async function decide(
  unit: Unit,
  author: Author,
  decisions: readonly Decision[],
): Promise<DecidedContribution[]> {
  const { db } = unit
  await lockDraft(unit, author)
  const held = await lookAtResponse(db, author)
  const standing = await standingOf(db, held)
  const asked = await findAsked(unit, author, standing, decisions)
  refuseOutOfScope(asked, await findPart(db, author))
  const open = asked.filter(({ row }) => row.state !== 'taken')
  const takes = open.filter(({ decision, answer }) => decision.decision === 'take' && answer !== undefined)
  const declines = open.filter(({ decision, row }) => decision.decision === 'decline' && row.state !== 'declined')
  const versions = new Map(held.answers.map((answer) => [keyOf(answer), answer.version]))
  const results = await save(unit, author, { standing, takes, versions })
  const taken = takes.filter(({ row }) => isSaved(results.get(row.id)))
  await insertDecisions(db, author, [...taken.map(toDecision('taken')), ...declines.map(toDecision('declined'))])
  unit.audit({
    action: 'contributions.decided',
    study: author.study,
    response: author.response,
    detail: {
      taken: taken.length,
      declined: declines.length,
      conflicts: takes.length - taken.length,
      items: [...new Set([...taken, ...declines].map(({ key }) => parseKey(key).item))],
    },
  })
  return asked.map((one) => outcomeOf(one, results.get(one.row.id), standing, versions))
}

const isSaved = (result: MutationResult | undefined): boolean =>
  result?.status === 'saved' || result?.status === 'replayed'

const toDecision =
  (state: NewDecision['state']) =>
  ({ row, decision }: Asked): NewDecision => ({
    id: row.id,
    number: Number(row.decisions) + 1,
    state,
    reason: decision.reason,
  })

async function findAsked(
  unit: Unit,
  author: Author,
  standing: Standing,
  decisions: readonly Decision[],
): Promise<Asked[]> {
  const byId = new Map(decisions.map((decision) => [decision.id.toLowerCase(), decision]))
  const rows = await findById(unit.db, author, [...byId.keys()])
  if (rows.length < byId.size) throw problem('not-found', 'There is no such contribution to this response.')
  const all = new Map((await placedAll(unit.db, standing, rows)).map((one) => [one.row.id, one]))
  return Array.from(byId, ([id, decision]) => {
    const one = all.get(id)
    if (one === undefined) throw problem('not-found')
    return { ...one, decision }
  })
}

/** Deciding about an answer is answering: only in the part somebody was asked for. */
function refuseOutOfScope(asked: readonly Asked[], part: readonly string[] | null): void {
  if (part === null) return
  const errors = asked.flatMap(({ key }, at): ProblemError[] => {
    const { item } = parseKey(key)
    if (part.includes(item)) return []
    const message = 'This question is not in the part you were asked to fill in.'
    return [{ pointer: `/decisions/${at}/id`, code: 'item.out_of_scope', item, message }]
  })
  if (errors.length > 0) throw problem('not-allowed', 'You were asked for another part of this response.', errors)
}

interface Takeover {
  readonly standing: Standing
  readonly takes: readonly Asked[]
  readonly versions: ReadonlyMap<string, number>
}

/** Results by the id of the contribution, which is the id of the change too: it can be saved once and no more. */
async function save(
  unit: Unit,
  author: Author,
  { standing, takes, versions }: Takeover,
): Promise<Map<string, MutationResult>> {
  if (takes.length === 0) return new Map()
  const { instrument, answers } = standing
  const changes = takes.map(
    ({ row, key, answer, decision }): Mutation => ({
      ...parseKey(key),
      ...toChange(answer),
      id: row.id,
      base: decision.version ?? row.base,
    }),
  )
  // an answer in a record that is not there yet brings the record with it
  const sound = takes.filter(({ key, row, decision }) => (versions.get(key) ?? 0) === (decision.version ?? row.base))
  const records = newRecords(
    instrument,
    answers,
    sound.map(({ key }) => key),
  ).map(
    ({ roster, rows }): Mutation => ({
      id: crypto.randomUUID(),
      item: roster,
      base: versions.get(roster) ?? 0,
      value: [...rows],
    }),
  )
  const request = { instrument: instrument.hash, mutations: [...records, ...changes], strict: true as const }
  const { results } = await saveAnswers(unit, { ...author, origin: 'import' }, request)
  return new Map(results.map((result) => [result.id, result]))
}

const toChange = (answer: Answer | undefined): Pick<Mutation, 'value' | 'missing'> =>
  answer !== undefined && 'missing' in answer
    ? { missing: answer.missing as DeclarableMissing }
    : { value: answer?.value as NonNullable<Mutation['value']> }

function outcomeOf(
  { row, key, answer, decision }: Asked,
  result: MutationResult | undefined,
  { instrument, answers }: Standing,
  versions: ReadonlyMap<string, number>,
): DecidedContribution {
  const { language } = labels(instrument)
  const words = (given: Answer | undefined): string =>
    given === undefined ? '' : answerInWords(instrument, key, given, language)
  const version = result?.version ?? versions.get(key) ?? 0
  if (row.state === 'taken' || isSaved(result)) {
    return { id: row.id, outcome: 'taken', version, current: words(row.state === 'taken' ? answers[key] : answer) }
  }
  const stands = { id: row.id, version, current: words(answers[key]) }
  if (decision.decision === 'decline') return { ...stands, outcome: 'declined' }
  return { ...stands, outcome: answer === undefined ? 'invalid' : 'conflict' }
}
