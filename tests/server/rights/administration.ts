import type { OpenAlternative } from '#contract'
import { newId } from '../../../server/database/identifier.ts'
import type { Actor } from '../../../server/database/unit-of-work.ts'
import { pdfOf } from '../../fixtures/evidence/documents.ts'
import type { TestApp } from '../../support/app.ts'
import { readIn } from '../../support/contributions.ts'
import { ask } from '../../support/delegation.ts'
import { addFile, addLink, cite, sender } from '../../support/evidence.ts'
import { addRespondent, openSessionFor } from '../../support/people.ts'
import { type Respondent, respondent } from '../../support/respondent.ts'
import type { Person } from './cast.ts'
import { converse, type Said } from './conversation.ts'
import { beyond, outside, shared } from './marks.ts'
import { filledIn } from './questionnaire.ts'

/** Every name that a request may give of something inside a response. */
export interface Names extends Said {
  readonly response: string
  readonly unit: string
  /** A colleague who was asked and has not come yet. */
  readonly person: string
  readonly evidence: string
  readonly sha256: string
  /** Of that file, in digits. */
  readonly bytes: string
  readonly upload: string
  readonly mutation: string
  /** A colleague who may answer everything. */
  readonly contributor: string
  /** The personal link of the one who has not come. */
  readonly token: string
  /** Of A04 and of B01. */
  readonly alternatives: readonly [string, string]
  readonly contributions: readonly [string, string]
}

/** An administration with something in every drawer; all words that people wrote in it hold its mark. */
export interface Administration {
  readonly mark: string
  readonly focal: Respondent
  readonly officer: Respondent
  readonly contributor: Respondent
  readonly actors: Readonly<Partial<Record<Person, Actor>>>
  /** Session cookies. */
  readonly cookies: Readonly<Partial<Record<Person, string>>>
  readonly names: Names
}

async function openFrame(server: TestApp, mark: string, code: string): Promise<Respondent> {
  const { study, wave, instrument } = server.world
  const [unit, response] = [newId(), newId()]
  await server.owner.query(
    "insert into unit (study_id, id, kind, code, name) values ($1, $2, 'administration', $3, $4)",
    [study, unit, code, `Republic of ${code}`],
  )
  await server.owner.query(
    'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
    [study, response, wave, unit, instrument],
  )
  const actor = await addRespondent(server.owner, {
    study,
    response,
    role: 'focal_point',
    name: `${shared(mark)} Sari`,
  })
  return respondent(server, actor)
}

async function gather(server: TestApp, mark: string, focal: Respondent) {
  const asked = (role: string, part: object = {}) =>
    ask(
      server,
      focal,
      { ...part, message: `${mark} please` },
      { name: `${mark} ${role}`, email: `${crypto.randomUUID()}@${mark}.example`, role, body: `${mark} ministry` },
    )
  const people = {
    alternate: await asked('focal_point'),
    contributor: await asked('contributor'),
    'contributor of A': await asked('contributor', { sections: ['A'] }),
    'contributor of B01': await asked('contributor', { items: ['B01'] }),
    reviewer: await asked('reviewer'),
    'clearing officer': await asked('clearing_officer'),
    withdrawn: await asked('contributor'),
  } as const
  const actors: Partial<Record<Person, Actor>> = { 'focal point': focal.actor }
  const cookies: Partial<Record<Person, string>> = { 'focal point': await openSessionFor(server.owner, focal.actor) }
  for (const [name, { respondent: one }] of Object.entries(people)) {
    actors[name as Person] = one.actor
    cookies[name as Person] = await openSessionFor(server.owner, one.actor)
  }
  await focal.send('DELETE', `/people/${people.withdrawn.person}`)
  const waiting = await focal.send('POST', '/people', {
    name: `${mark} Wayan`,
    email: `wayan@${mark}.example`,
    role: 'contributor',
  })
  return { people, waiting: waiting.json(), actors, cookies }
}

/** Answers, what lost against them, what does not fit, what a file proposes. */
async function fill(server: TestApp, mark: string, focal: Respondent, contributor: Respondent) {
  const mutation = crypto.randomUUID()
  const words = { item: 'A04', value: outside(mark) }
  await focal.save(
    { id: mutation, ...words },
    { item: 'A01', value: 'yes' },
    { item: 'A02', value: 'line' },
    { item: 'B01', value: 12 },
    { item: 'B04', value: ['r1'] },
    { item: 'B04_title', row: 'r1', value: beyond(mark) },
  )
  await contributor.save({ item: 'A04', value: `${outside(mark)} lost` }, { item: 'B01', value: 13 })
  await contributor.save({ item: 'A02', value: outside(mark), base: 1 })
  await focal.save({ item: 'B01', value: `${mark} many`, base: 1 })
  const alternatives: readonly OpenAlternative[] = (await focal.read()).alternatives ?? []
  const read = await readIn(server, focal, await filledIn(focal, { A04: `${outside(mark)} proposed`, B01: 40 }))
  const of = (all: readonly { item: string; id: string }[], item: string) =>
    all.find((one) => one.item === item)?.id ?? ''
  return {
    mutation,
    alternatives: [of(alternatives, 'A04'), of(alternatives, 'B01')],
    contributions: [of(read.contributions, 'A04'), of(read.contributions, 'B01')],
  } as const
}

async function document(server: TestApp, mark: string, focal: Respondent, contributor: Respondent) {
  const details = { title: `${mark} law`, note: `${mark} note`, issuer: `${mark} office` }
  const file = await addFile(server, focal, pdfOf(`${mark} clause`), {
    ...details,
    level: 'research',
    name: `${mark}.pdf`,
  })
  const link = await addLink(contributor, { ...details, address: `https://${mark}.example/law`, level: 'public' })
  await cite(server, focal, file.id, { item: 'A01', cited: true, place: `${mark} p. 4` })
  await cite(server, focal, link.id, { item: 'B01', cited: true, place: `${mark} p. 7` })
  const upload = (await (await sender(server, focal)).begin(`${mark} scan.pdf`, pdfOf(`${mark} scan`))).json().id
  return { evidence: file.id, sha256: file.file?.sha256 ?? '', bytes: String(file.file?.bytes), upload }
}

export async function makeAdministration(server: TestApp, mark: string, code: string): Promise<Administration> {
  const focal = await openFrame(server, mark, code)
  const { people, waiting, actors, cookies } = await gather(server, mark, focal)
  const contributor = people.contributor.respondent
  const filled = await fill(server, mark, focal, contributor)
  const documented = await document(server, mark, focal, contributor)
  const said = await converse(server, mark, focal, contributor)
  await people['contributor of B01'].respondent.send('POST', '/returns', { outcome: 'cannot', note: `${mark} because` })
  await focal.send('POST', '/looks', { until: '2026-11-22T00:00:00Z' })
  return {
    mark,
    focal,
    officer: people['clearing officer'].respondent,
    contributor,
    actors,
    cookies,
    names: {
      response: focal.response,
      unit: code,
      contributor: people.contributor.person,
      ...waiting,
      ...filled,
      ...documented,
      ...said,
    },
  }
}
