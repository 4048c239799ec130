import type { DraftText, Mutation, OpenAlternative, StoredAnswer } from '#contract'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { closeAlternatives, findAlternative, findDraftTexts, findOpenAlternatives } from './alternatives-store.ts'
import type { Author } from './author.ts'
import { saveAnswers } from './saving.ts'
import { findPart, lockGround } from './store.ts'

type Db = Unit['db']

export interface Choice {
  readonly id: string
  readonly version: number
  readonly choice: 'standing' | 'alternative' | 'other'
  readonly value?: Mutation['value']
  readonly missing?: Mutation['missing']
  readonly cleared?: true | undefined
  readonly reopenClearance?: true | undefined
}

export interface Resolved {
  readonly revision: number
  readonly current?: StoredAnswer
  readonly alternatives: OpenAlternative[]
}

/**
 * A person chooses: what stands, the alternative, or a third value, which is saved as any change is. It holds only for
 * the answer that was seen: when that changed meanwhile, both are to be looked at again.
 */
export async function resolveAlternative(unit: Unit, author: Author, id: string, choice: Choice): Promise<Resolved> {
  const { db } = unit
  const found = await findAlternative(db, author, id)
  if (found === undefined) throw problem('not-found')
  const target = { id: choice.id, item: found.item, ...(found.row !== '' && { row: found.row }) }
  const ground = await lockGround(db, author, [target])
  if (!ground) throw problem('not-found')
  if (!isAskedOf(ground.part, found)) throw problem('not-allowed', 'You were asked for another part of this response.')
  // as it is now that nobody else can choose
  const open = await findAlternative(db, author, id)
  if (open?.resolution === choice.id.toLowerCase()) return repeated(unit, author, id, target)
  if (ground.state !== 'draft') throw problem('response-locked')
  const stood = ground.answers[0]?.version ?? 0
  if (open?.state !== 'open' || stood !== choice.version) {
    throw problem('stale-response', 'This answer was changed or chosen meanwhile. Look at both again, then choose.')
  }
  await save(unit, author, ground.hash, { ...target, ...givenBy(choice, open) }, choice)
  const state = choice.choice === 'standing' ? 'dismissed' : 'chosen'
  await closeAlternatives(db, author, { ids: [id], state, resolution: choice.id })
  const detail = { item: found.item, choice: choice.choice }
  unit.audit({ action: 'alternative.resolved', study: author.study, response: author.response, detail })
  return resolved(db, author, target)
}

const isAskedOf = (part: readonly string[] | null, { item }: { readonly item: string }): boolean =>
  part === null || part.includes(item)

type Given = Pick<Mutation, 'value' | 'missing' | 'cleared'>

/** The change that the choice comes to: what stands is confirmed by being saved again. */
function givenBy(choice: Choice, { value, missing }: { value: unknown; missing: string | null }): Given {
  if (choice.choice === 'other') {
    const { value: other, missing: reason, cleared } = choice
    return {
      ...(other !== undefined && { value: other }),
      ...(reason !== undefined && { missing: reason }),
      ...(cleared === true && { cleared }),
    }
  }
  if (missing !== null) return { missing: missing as NonNullable<Mutation['missing']> }
  return value === null ? { cleared: true } : { value: value as NonNullable<Mutation['value']> }
}

async function save(
  unit: Unit,
  author: Author,
  instrument: string,
  change: Omit<Mutation, 'base'>,
  { choice, version, reopenClearance }: Choice,
): Promise<void> {
  if (choice === 'standing') return
  const mutations = [{ ...change, base: version }]
  await saveAnswers(unit, author, { instrument, mutations, strict: true, reopenClearance })
}

async function repeated(unit: Unit, author: Author, id: string, target: Target): Promise<Resolved> {
  const detail = { alternative: id }
  unit.audit({ action: 'alternative.resolved_again', study: author.study, response: author.response, detail })
  return resolved(unit.db, author, target)
}

type Target = Pick<Mutation, 'id' | 'item' | 'row'>

async function resolved(db: Db, author: Author, target: Target): Promise<Resolved> {
  const ground = await lockGround(db, author, [target])
  if (!ground) throw problem('not-found')
  const [current] = ground.answers
  const open = await findOpenAlternatives(db, author)
  const alternatives = open.filter((one) => isAskedOf(ground.part, one))
  return { revision: ground.revision, ...(current && { current }), alternatives }
}

/** What anybody typed into the part somebody works on and could not be kept as an answer. */
export async function listDraftTexts(db: Db, author: Author): Promise<DraftText[]> {
  const { part } = await findPart(db, author, author.person)
  const texts = await findDraftTexts(db, author)
  return texts.filter((one) => isAskedOf(part, one))
}
