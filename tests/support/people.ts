import type pg from 'pg'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { newId } from '../../server/database/identifier.ts'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { hashToken, makeToken } from '../../server/http/session-cookie.ts'
import { hashOf, smallBundle, textOf } from './instrument.ts'

/** A study with two administrations, and the people the tests speak of. */
export interface World {
  readonly study: string
  readonly wave: string
  readonly instrument: string
  readonly philippines: string
  readonly laos: string
  /** Focal point of the Philippines. */
  readonly maria: Actor
  /** Contributor in Lao PDR. */
  readonly bounmy: Actor
  /** Researcher. */
  readonly mei: Actor
  /** Administrator. */
  readonly arun: Actor
}

export async function makeWorld(owner: pg.Pool, bundle: Bundle = smallBundle): Promise<World> {
  const study = newId()
  const wave = newId()
  const instrument = hashOf(bundle)
  const sql = (text: string, values: unknown[]) => owner.query(text, values)
  await sql('insert into study (id, code, title) values ($1, $2, $3)', [study, 'ASEAN', 'Social media practice'])
  await sql('insert into instrument_version (hash, code, version, bundle) values ($1, $2, $3, $4)', [
    instrument,
    bundle.instrument,
    bundle.version,
    textOf(bundle),
  ])
  await sql(
    `insert into wave (study_id, id, instrument_hash, code, title, year, reference_from, reference_to)
     values ($1, $2, $3, '2026', 'Wave 2026', 2026, '2025-07-01', '2026-06-30')`,
    [study, wave, instrument],
  )
  const open = (code: string, name: string, position: number) =>
    openResponse(owner, { study, wave, instrument }, { code, name, position })
  const philippines = await open('phl', 'Philippines', 0)
  const laos = await open('lao', 'Lao PDR', 1)
  return {
    study,
    wave,
    instrument,
    philippines,
    laos,
    maria: await addRespondent(owner, { study, response: philippines, role: 'focal_point', name: 'Maria' }),
    bounmy: await addRespondent(owner, { study, response: laos, role: 'contributor', name: 'Bounmy' }),
    mei: await addStaff(owner, { role: 'researcher', name: 'Mei' }),
    arun: await addStaff(owner, { role: 'administrator', name: 'Arun' }),
  }
}

interface Place {
  readonly study: string
  readonly wave: string
  readonly instrument: string
}

async function openResponse(owner: pg.Pool, place: Place, unit: { code: string; name: string; position: number }) {
  const unitId = newId()
  const response = newId()
  await owner.query(
    `insert into unit (study_id, id, kind, code, name, attributes, position) values ($1, $2, 'administration', $3, $4, $5, $6)`,
    [place.study, unitId, unit.code, unit.name, JSON.stringify({ iso3: unit.code.toUpperCase() }), unit.position],
  )
  await owner.query(
    'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
    [place.study, response, place.wave, unitId, place.instrument],
  )
  return response
}

interface NewRespondent {
  readonly study: string
  readonly response: string
  readonly role: 'focal_point' | 'contributor' | 'clearing_officer'
  readonly name: string
  readonly sections?: readonly string[]
}

export async function addRespondent(owner: pg.Pool, someone: NewRespondent): Promise<Actor> {
  const { study, response, role, name } = someone
  const person = newId()
  await owner.query('insert into person (id, name) values ($1, $2)', [person, name])
  await owner.query(
    'insert into membership (study_id, response_id, person_id, role, sections) values ($1, $2, $3, $4, $5)',
    [study, response, person, role, someone.sections ?? []],
  )
  return { role, name, person, study, response }
}

// nobody signs in with it: tests that sign in make their own account
const noPassword = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export async function addStaff(
  owner: pg.Pool,
  { role, name }: { role: 'coordinator' | 'researcher' | 'administrator'; name: string },
): Promise<Actor> {
  const account = newId()
  const email = `${name.toLowerCase()}@example.org`
  await owner.query('insert into account (id, email, name, role, password_phc) values ($1, $2, $3, $4, $5)', [
    account,
    email,
    name,
    role,
    noPassword,
  ])
  return { role, name, account }
}

/** A session as if they had signed in an instant ago; returns the cookie. */
export async function openSessionFor(owner: pg.Pool, actor: Actor): Promise<string> {
  const token = makeToken()
  await owner.query(
    `insert into session (token_hash, person_id, account_id, study_id, response_id, role, expires_at)
     values ($1, $2, $3, $4, $5, $6, now() + interval '8 hours')`,
    [hashToken(token), actor.person, actor.account, actor.study, actor.response, actor.role],
  )
  return token
}
