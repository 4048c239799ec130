import type { Transaction } from 'kysely'
import type { AnswerFileFault, ContributionList, ReadAnswerFile } from '#contract'
import { parseKey } from '#engine'
import type { FileFault, Proposal } from '../../../instruments/exchange/answers/proposal.ts'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, type HeldResponse, keyOf, lockDraft, lookAtResponse, toAnswers } from '../responses/actions.ts'
import { labels } from '../versions/earlier.ts'
import { compare, isSame, type Placed, placed } from './comparison.ts'
import { faultInWords } from './fault-words.ts'
import type { HandedIn } from './reading.ts'
import {
  type ContributionRow,
  findOfFile,
  findOpen,
  findPart,
  insertContributions,
  type NewContribution,
  supersede,
} from './store.ts'
import { type Standing, understand } from './understanding.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

/** Keeps what a file proposes and does not stand already. The same file, handed in again, adds nothing. */
export async function contributeFile(unit: Unit, author: Author, file: HandedIn): Promise<ReadAnswerFile> {
  const { db } = unit
  await lockDraft(unit, author)
  const held = await lookAtResponse(db, author)
  const standing = await standingOf(db, held)
  const { instrument, answers } = standing
  const { kind } = file.filled
  const understood = await understand(db, file.filled, standing)
  const part = await findPart(db, author)
  const { within, outside } = withinScope(understood.proposals, standing, part)
  const fresh = within.filter(({ key, answer }) => answers[key] === undefined || !isSame(answer, answers[key]))
  const versions = new Map(held.answers.map((answer) => [keyOf(answer), answer.version]))
  const source = { kind, name: file.name, sha256: file.sha256, instrument: instrument.hash }
  await insertContributions(
    db,
    author,
    source,
    fresh.map((one) => toNew(one, versions.get(one.key) ?? 0)),
  )
  await supersede(
    db,
    author,
    file.sha256,
    within.map(({ key }) => toColumns(key)),
  )
  const faults = [...understood.faults, ...outside]
  unit.audit({
    action: 'contributions.proposed',
    study: author.study,
    response: author.response,
    detail: {
      file: file.sha256,
      kind,
      proposed: fresh.length,
      same: within.length - fresh.length,
      faults: faults.length,
      items: [...new Set(fresh.map(({ key }) => parseKey(key).item))],
    },
  })
  const rows = await findOfFile(db, author, file.sha256)
  return {
    ...compare(await placedAll(db, standing, rows), standing, held.answers),
    file: { name: file.name, sha256: file.sha256, kind },
    instrument: { code: instrument.bundle.instrument, version: instrument.bundle.version, hash: instrument.hash },
    warnings: [...understood.warnings],
    same: within.length - fresh.length,
    faults: faults.map((fault) => toFault(fault, standing)),
  }
}

const toColumns = (key: string) => {
  const { item, row = '' } = parseKey(key)
  return { item, row }
}

const toNew = ({ key, answer, place }: Proposal, base: number): NewContribution => ({
  id: newId(),
  ...toColumns(key),
  ...('missing' in answer ? { missing: answer.missing } : { value: answer.value }),
  place,
  base,
})

/** What somebody was not asked for is told, and not kept. */
function withinScope(proposals: readonly Proposal[], { answers }: Standing, part: readonly string[] | null) {
  if (part === null) return { within: proposals, outside: [] }
  const isAsked = ({ key }: Proposal): boolean => part.includes(parseKey(key).item)
  const outside = proposals
    .filter(
      (one) => !isAsked(one) && !(answers[one.key] !== undefined && isSame(one.answer, answers[one.key] ?? one.answer)),
    )
    .map(({ key, place }): FileFault => ({ code: 'item.out_of_scope', key, place, params: {} }))
  return { within: proposals.filter(isAsked), outside }
}

function toFault(fault: FileFault, { instrument }: Standing): AnswerFileFault {
  const { key, code, place } = fault
  const { item, row } = key === undefined ? { item: undefined, row: undefined } : parseKey(key)
  return {
    code,
    ...(item !== undefined && { item }),
    ...(row !== undefined && { row }),
    label: item === undefined ? '' : labels(instrument).label(item),
    place,
    message: faultInWords(fault),
  }
}

/** Contributions nobody has decided about yet. */
export async function listContributions(db: Db, place: Place): Promise<ContributionList> {
  const held = await lookAtResponse(db, place)
  const standing = await standingOf(db, held)
  return compare(await placedAll(db, standing, await findOpen(db, place)), standing, held.answers)
}

export async function standingOf(db: Db, { locked, context, answers }: HeldResponse): Promise<Standing> {
  return { instrument: await getOpenedInstrument(db, locked.hash), context, answers: toAnswers(answers) }
}

export async function placedAll(db: Db, { instrument }: Standing, rows: readonly ContributionRow[]): Promise<Placed[]> {
  const all: Placed[] = []
  for (const row of rows) {
    const made =
      row.instrument_hash === instrument.hash ? instrument : await getOpenedInstrument(db, row.instrument_hash)
    all.push(placed(row, instrument, made))
  }
  return all
}
