import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CountryProfile, Finding, StudiedAnswer } from '#contract'
import { type Actor, inReading } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { refusal } from '../support/clearing.ts'
import { write } from '../support/delegation.ts'
import { addStaff } from '../support/people.ts'
import { khmer, openAnswer, render, review } from '../support/renderings.ts'
import { colleague, enough, newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent
let lin: Actor
let country: string

// one response, submitted once: what follows only adds to it
beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sari = await newRespondent(server)
  lin = await addStaff(server.owner, { role: 'researcher', name: 'Lin' })
  const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
  await sari.save(...enough, { item: 'A04', value: 'An earlier wording' })
  await render(sari, 'Of the earlier wording')
  await sari.save({ item: 'A04', value: khmer, base: 1 })
  await render(budi, 'The ministry informs on Facebook.')
  await review(sari)
  expect((await sari.submit()).statusCode).toBe(200)
  const { rows } = await server.owner.query(
    'select u.code from response r join unit u on u.id = r.unit_id where r.id = $1',
    [sari.response],
  )
  country = `/api/waves/${server.world.wave}/countries/${rows[0].code}`
})
afterAll(() => server.close())

const as = async (actor: Actor, method: 'GET' | 'POST', url: string, payload?: object) =>
  (await server.as(actor))({ method, url, ...(payload !== undefined && { payload }) })

const studied = async (actor: Actor = server.world.mei): Promise<StudiedAnswer> =>
  (await as(actor, 'GET', `${country}/renderings`)).json().answers[0]

const written = async (text: string, more: object = {}) => {
  const { item, sha256, number } = await studied()
  return { id: crypto.randomUUID(), item, sha256, number, language: 'km', text, ...more }
}

test('a submission takes along what renders its own wording, and its SHA-256 is of all of it', async () => {
  const { rows } = await server.owner.query('select canonical, sha256 from submission where response_id = $1', [
    sari.response,
  ])
  const [{ canonical, sha256 }] = rows
  expect(createHash('sha256').update(canonical).digest('hex')).toBe(sha256)
  expect(JSON.parse(canonical).renderings).toMatchObject([
    {
      item: 'A04',
      language: 'km',
      text: 'The ministry informs on Facebook.',
      status: 'reviewed',
      by: 'Budi',
      reviewedBy: 'Sari',
      sha256: createHash('sha256').update(khmer).digest('hex'),
    },
  ])
})

test('after submission nobody of the administration writes any more', async () => {
  expect(await openAnswer(sari)).toMatchObject({ mayWrite: false })
})

test('research writes beside the administration, another researcher reviews, and findings show both', async () => {
  const before = await as(server.world.mei, 'GET', `/api/waves/${server.world.wave}/items/A04`)
  const first = await written('The ministry informs people on Facebook.')
  expect((await as(server.world.mei, 'POST', `${country}/renderings`, first)).statusCode).toBe(200)
  expect((await as(server.world.mei, 'POST', `${country}/renderings`, first)).json().number).toBe(1)
  const reviews = `${country}/renderings/${first.id}/reviews`
  expect(refusal(await as(server.world.mei, 'POST', reviews, { decision: 'reviewed' }))).toBe('403 two-persons-needed')
  expect((await as(lin, 'POST', reviews, { decision: 'reviewed' })).json()).toMatchObject({
    administration: { text: 'The ministry informs on Facebook.', side: 'administration' },
    rendering: { text: 'The ministry informs people on Facebook.', status: 'reviewed', reviewedBy: 'Lin' },
  })
  const sides = [
    ['administration', 'The ministry informs on Facebook.', 'reviewed'],
    ['research', 'The ministry informs people on Facebook.', 'reviewed'],
  ]
  const shown = (list: CountryProfile['sections'][number]['items'][number]['renderings']) =>
    list?.map(({ side, text, status }) => [side, text, status])
  const profile: CountryProfile = (await as(server.world.mei, 'GET', country)).json()
  const line = profile.sections.flatMap(({ items }) => items).find(({ item }) => item === 'A04')
  expect(shown(line?.renderings)).toEqual(sides)
  const after = await as(server.world.mei, 'GET', `/api/waves/${server.world.wave}/items/A04`)
  expect(shown((after.json() as Finding).variables[0]?.values[0]?.renderings)).toEqual(sides)
  // what was read before is not taken for what stands now
  expect(after.headers.etag).not.toBe(before.headers.etag)
})

test('a wording that is not the submitted one and a rendering that was not seen are refused', async () => {
  const other = await written('x', { sha256: '0'.repeat(64) })
  expect(refusal(await as(lin, 'POST', `${country}/renderings`, other))).toBe('409 stale-response')
  const late = await written('x', { number: 7 })
  expect(refusal(await as(lin, 'POST', `${country}/renderings`, late))).toBe('409 stale-response')
  expect(refusal(await as(server.world.arun, 'GET', `${country}/renderings`))).toBe('403 not-allowed')
  expect(refusal(await as(sari.actor, 'GET', `${country}/renderings`))).toBe('403 not-allowed')
})

// SQL as somebody who got past every check of the server
const forged = (side: string, person: string | undefined, account: string | undefined, item = 'A04') =>
  sql`insert into rendering (study_id, response_id, id, item, side, number, language, text, original_sha256, by_name,
      by_person, by_account)
    values (${server.world.study}, ${sari.response}, ${crypto.randomUUID()}, ${item}, ${side}, 99, 'km', 'forged',
      ${'a'.repeat(64)}, 'x', ${person ?? null}, ${account ?? null})`

test('the database: each side reads and writes its own, and nothing is changed afterwards', async () => {
  const { mei, maria } = server.world
  const seen = (actor: Actor) =>
    inReading(server.database, actor, (db) => db.selectFrom('rendering').select('side').distinct().execute())
  expect(await seen(mei)).toEqual([{ side: 'research' }])
  expect(await seen(sari.actor)).toEqual([{ side: 'administration' }])
  for (const actor of [maria, server.world.arun, { role: 'coordinator', name: 'x', account: lin.account } as Actor])
    expect(await seen(actor)).toEqual([])
  const refused = { code: '42501' }
  await expect(write(server, mei, forged('administration', sari.actor.person, undefined))).rejects.toMatchObject(
    refused,
  )
  await expect(write(server, mei, forged('research', undefined, lin.account))).rejects.toMatchObject(refused)
  await expect(write(server, sari.actor, forged('administration', sari.actor.person, undefined))).rejects.toMatchObject(
    refused,
  )
  await expect(write(server, maria, forged('administration', maria.person, undefined))).rejects.toMatchObject(refused)
  await expect(server.owner.query("update rendering set text = ''")).rejects.toMatchObject({
    constraint: 'rendering_is_append_only',
  })
})

test('the database: nobody reviews their own, and a contributor approves nothing', async () => {
  const review = (actor: Actor, decision: string, of: string) =>
    write(
      server,
      actor,
      sql`insert into rendering_review (study_id, response_id, rendering_id, decision, by_name, by_person)
        select study_id, response_id, id, ${decision}, 'x', ${actor.person ?? null} from rendering where id = ${of}`,
    )
  const tari = await newRespondent(server)
  const budi = await colleague(server, tari, { role: 'contributor', name: 'Budi' })
  await tari.save({ item: 'A04', value: khmer })
  const { id } = (await render(tari, 'Words')).json().rendering
  const refused = { code: '42501' }
  await expect(review(tari.actor, 'reviewed', id)).rejects.toMatchObject(refused)
  await expect(review(budi.actor, 'approved', id)).rejects.toMatchObject(refused)
  expect(await review(budi.actor, 'reviewed', id)).toBe(1)
})
