import type { Transaction } from 'kysely'
import type { Colleague, People, ProblemError } from '#contract'
import type { Instrument } from '#engine'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { issueLink, withdrawLinks } from '../links/actions.ts'
import { type Author, holdResponse, lookAtResponse } from '../responses/actions.ts'
import { unreadThreads } from '../threads/actions.ts'
import { type Asked, toAsked, toColleague } from './colleague.ts'
import { contextItems } from './context-items.ts'
import {
  findAsked,
  findChanges,
  findColleagues,
  findLook,
  findReturns,
  holdsStep,
  insertMember,
  insertReturn,
  markAskedAgain,
  markWithdrawn,
  type Part,
  updatePart,
  writeLook,
} from './store.ts'

type Db = Transaction<Tables>

/** Who works on the response, and what others changed since whoever asks last looked. */
export async function readPeople(db: Db, author: Author, leads: boolean): Promise<People> {
  const at = new Date()
  const { locked } = await lookAtResponse(db, author)
  const instrument = await getOpenedInstrument(db, locked.hash)
  const since = await findLook(db, author)
  const counts = new Map<string, number>()
  for (const { item, n } of await findChanges(db, author, since)) {
    const section = instrument.items.get(item)?.section.code
    if (section !== undefined) counts.set(section, (counts.get(section) ?? 0) + n)
  }
  return {
    people: await everybody(db, author, leads),
    changes: instrument.sections.flatMap(({ code }) => {
      const n = counts.get(code)
      return n === undefined ? [] : [{ section: code, n }]
    }),
    unread: await unreadThreads(db, author),
    ...(since !== undefined && { since: since.toISOString() }),
    at: at.toISOString(),
  }
}

async function everybody(db: Db, author: Author, leads: boolean): Promise<Colleague[]> {
  const returns = new Map((await findReturns(db, author)).map((one) => [one.person, one]))
  const here = await findColleagues(db)
  if (!leads) return here.map((row) => toColleague(row, author, returns.get(row.person)))
  const asked = new Map((await findAsked(db, author)).map((row) => [row.person, row]))
  const gone = Array.from(asked.values()).filter((row) => row.withdrawn_at !== null)
  return [...here, ...gone].map((row) => {
    const known = asked.get(row.person)
    const returned = returns.get(row.person)
    return known === undefined ? toColleague(row, author, returned) : toAsked(known, author, returned)
  })
}

export interface AskedPart {
  readonly sections: readonly string[]
  readonly items: readonly string[]
  readonly readsAll: boolean
  readonly due?: string | undefined
  readonly message: string
}

export interface NewPerson extends AskedPart {
  readonly name: string
  readonly email: string
  readonly role: Colleague['role']
  readonly body: string
}

export interface PersonalLink {
  readonly person: string
  readonly token: string
}

/** Asks somebody for the response or a part of it; the token is known now and never again. */
export async function askPerson(unit: Unit, author: Author, given: NewPerson): Promise<PersonalLink> {
  const { db } = unit
  const hash = await heldDraft(db, author)
  const same = (await findAsked(db, author)).find((one) => one.email?.toLowerCase() === given.email.toLowerCase())
  if (same !== undefined) {
    const message = `${same.name} has this address and is on the list. Change what they are asked for, or renew their link.`
    throw problem('invalid-request', message, [{ pointer: '/email', code: 'person.asked', message }])
  }
  const part = partOf(await getOpenedInstrument(db, hash), given, given.role)
  const person = newId()
  const { name, email, role, body } = given
  await insertMember(db, author, { person, name, email, role, body, ...part })
  audit(unit, author, 'person.asked', { person, role, sections: part.sections, items: part.items, due: part.due })
  return { person, token: await issueLink(unit, { ...author, person }) }
}

/** The questionnaire of a draft, held until the end of the transaction; clearance may be under way. */
async function heldDraft(db: Db, author: Author): Promise<string> {
  const { locked } = await holdResponse(db, author)
  if (locked.state !== 'draft') throw problem('response-locked')
  return locked.hash
}

/** The part with what it depends on; every fault is told at once. */
function partOf(instrument: Instrument, given: AskedPart, role: Colleague['role']): Part {
  const sections = new Set(given.sections)
  const items = new Set(given.items)
  const faults: ProblemError[] = []
  const fault = (pointer: string, code: string, message: string) => faults.push({ pointer, code, message })
  for (const [at, code] of given.sections.entries()) {
    if (instrument.sections.every((section) => section.code !== code)) {
      fault(`/sections/${at}`, 'section.unknown', `There is no section ${code}.`)
    }
  }
  for (const [at, code] of given.items.entries()) {
    const item = instrument.items.get(code)
    if (item === undefined) fault(`/items/${at}`, 'item.unknown', `There is no question ${code}.`)
    else if (item.roster !== undefined) {
      fault(`/items/${at}`, 'item.in_roster', `${code} is asked for with ${item.roster.code}, its list.`)
    }
  }
  if (role !== 'contributor' && role !== 'reviewer' && sections.size + items.size > 0) {
    fault('/role', 'role.whole', 'This role is for the whole response.')
  }
  if (faults.length > 0) throw problem('invalid-request', undefined, faults)
  const whole = sections.size + items.size === 0
  const spelledOut = Array.from(instrument.items.values()).filter(
    ({ code, section, roster }) => sections.has(section.code) || items.has(roster?.code ?? code),
  )
  const context = whole ? [] : contextItems(instrument, new Set(spelledOut.map(({ code }) => code)))
  const { readsAll, due, message } = given
  return { sections: [...sections], items: [...items], context, readsAll: whole || readsAll, due, message }
}

/** Asks the same person for another part; what they saved stays. */
export async function changePart(unit: Unit, author: Author, person: string, given: AskedPart): Promise<void> {
  const hash = await heldDraft(unit.db, author)
  const asked = await theirs(unit, author, person)
  const part = partOf(await getOpenedInstrument(unit.db, hash), given, asked.role)
  await updatePart(unit.db, author, asked.person, part)
  const detail = { person: asked.person, sections: part.sections, items: part.items, due: part.due }
  audit(unit, author, 'person.asked_otherwise', detail)
}

/** A fresh link in place of the earlier one, also for somebody who was withdrawn. */
export async function renewLink(unit: Unit, author: Author, id: string): Promise<PersonalLink> {
  const { person, withdrawn_at } = await theirs(unit, author, id)
  if (withdrawn_at !== null) {
    await markAskedAgain(unit.db, author, person)
    audit(unit, author, 'person.asked_again', { person })
  }
  return { person, token: await issueLink(unit, { ...author, person }) }
}

/** The link and every session of it end at once; what was saved stays. */
export async function withdrawPerson(unit: Unit, author: Author, id: string): Promise<void> {
  const { person } = await theirs(unit, author, id)
  if (await holdsStep(unit.db, author, person)) {
    throw problem('not-allowed', 'This person holds a step of clearance. Plan the steps without them first.')
  }
  await withdrawLinks(unit, { ...author, person })
  await markWithdrawn(unit.db, author, person)
  audit(unit, author, 'person.withdrawn', { person })
}

export async function returnWork(
  unit: Unit,
  author: Author,
  { outcome, note }: { readonly outcome: 'done' | 'cannot'; readonly note: string },
): Promise<void> {
  await insertReturn(unit.db, author, newId(), outcome, note)
  audit(unit, author, 'work.returned', { outcome })
}

export async function noteLook(unit: Unit, author: Author, until: string): Promise<void> {
  // a clock ahead of ours would hide changes to come
  const at = new Date(Math.min(Date.now(), Date.parse(until)))
  await writeLook(unit.db, author, at)
  audit(unit, author, 'changes.seen', { until: at.toISOString() })
}

/** Whom a focal point may change: everybody they asked, and never themselves or the first focal point. */
async function theirs(unit: Unit, author: Author, person: string): Promise<Asked> {
  const asked = (await findAsked(unit.db, author)).find((one) => one.person === person.toLowerCase())
  if (asked === undefined) throw problem('not-found')
  if (asked.person === author.person || (asked.role === 'focal_point' && !asked.alternate)) {
    throw problem('not-allowed', 'Only the research team changes who leads a response.')
  }
  return asked
}

/** Codes and names of nobody: who they are stands in the list of people. */
const audit = (unit: Unit, { study, response }: Author, action: string, detail: Readonly<Record<string, unknown>>) =>
  unit.audit({ action, study, response, detail })
