import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { audits, refusal } from '../support/clearing.ts'
import { colleague, enough, newRespondent, type Respondent } from '../support/respondent.ts'
import { health, listed, member, move, open, researching, say, type Taking } from '../support/threads.ts'

let server: TestApp
/** Focal point of a response of her own, and two she asked. */
let sari: Respondent
let budi: Respondent
let citra: Respondent
let mei: Taking

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
  budi = await member(server, sari, 'Budi', { body: health, items: ['B01'] })
  citra = await member(server, sari, 'Citra', { body: 'Ministry of Trade' })
  mei = await researching(server, server.world.mei, sari.response)
})

const read = async (who: Taking, { id }: { readonly id: string }) => (await who.send('GET', `/threads/${id}`)).json()
const textsOf = (thread: { readonly written: readonly { readonly text?: string }[] }) =>
  thread.written.map(({ text }) => text)

describe('what is written', () => {
  test('is kept as it was typed, joiners and spaces without width included, in NFC', async () => {
    const khmer = 'ចំនួន\u200bមន្ត្រី\u200d។'
    const { id } = await open(budi, 'administration', { text: khmer })
    const decomposed = 'e\u0301'
    await say(sari, { id }, decomposed)
    expect(textsOf(await read(citra, { id }))).toEqual([khmer, 'é'])
  })

  test.each([
    ['nothing that could be read', ' \u200b\n', 422],
    ['4,000 characters', 'a'.repeat(4000), 200],
    ['one more', 'a'.repeat(4001), 422],
  ])('%s', async (_what, text, status) => {
    const thread = await open(budi, 'administration')
    expect((await say(sari, thread, text)).statusCode).toBe(status)
  })

  test('is there once, however often it was sent', async () => {
    const id = crypto.randomUUID()
    const thread = await open(budi, 'administration', { id })
    await open(budi, 'administration', { id })
    await say(sari, thread, 'Ours.', { id: sari.actor.person })
    expect((await say(sari, thread, 'Ours.', { id: sari.actor.person })).statusCode).toBe(200)
    expect(textsOf(await read(citra, thread))).toEqual(['Whose figure is this?', 'Ours.'])
    expect(await listed(citra)).toHaveLength(1)
  })

  test('is taken back by its author alone: the text goes, that there was one stays', async () => {
    const thread = await open(budi, 'administration')
    const path = `/threads/${thread.id}/messages/${thread.id}`
    expect(refusal(await sari.send('DELETE', path))).toBe('403 not-allowed')
    expect((await budi.send('DELETE', path)).statusCode).toBe(200)
    expect((await read(sari, thread)).written).toMatchObject([{ by: 'Budi', body: health, mentions: [] }])
    expect(textsOf(await read(sari, thread))).toEqual([undefined])
    const { rows } = await server.owner.query('select text from thread_message where id = $1', [thread.id])
    expect(rows).toEqual([{ text: '' }])
    expect(await audits(server, sari.response)).toContain('Budi thread.message_taken_back')
    expect((await budi.send('DELETE', path)).statusCode).toBe(200)
  })

  test('is about a question there is, or about the whole; the trail says neither which nor what', async () => {
    const unknown = { id: crypto.randomUUID(), item: 'X99', scope: 'administration', text: 'What?' }
    expect((await sari.send('POST', '/threads', unknown)).json().errors).toMatchObject([{ code: 'item.unknown' }])
    const { id } = await open(sari, 'ministry', { item: undefined, text: 'Secret plan' })
    const { rows } = await server.owner.query('select detail from audit_event where response_id = $1 and action = $2', [
      sari.response,
      'thread.opened',
    ])
    expect(rows).toEqual([{ detail: { thread: id } }])
    expect(await listed(budi)).toEqual([])
    const beyond = { id: crypto.randomUUID(), scope: 'administration', text: 'What of all?' }
    expect(refusal(await budi.send('POST', '/threads', beyond))).toBe('403 not-allowed')
    expect(refusal(await budi.send('POST', '/threads', { ...beyond, item: 'A04' }))).toBe('403 not-allowed')
  })
})

describe('a thread', () => {
  test('is resolved and opened again by anybody who reads it; nobody writes in between', async () => {
    const thread = await open(budi, 'administration')
    const resolve = (resolved: boolean) => citra.send('PUT', `/threads/${thread.id}/resolution`, { resolved })
    expect((await resolve(true)).json().resolved).toMatchObject({ by: 'Citra' })
    expect(refusal(await say(sari, thread, 'Late.'))).toBe('409 thread-resolved')
    expect((await resolve(false)).json().resolved).toBeUndefined()
    expect((await say(sari, thread, 'In time.')).statusCode).toBe(200)
  })

  test('stands in the list open ones first, the newest message before older ones', async () => {
    const first = await open(budi, 'administration', { text: 'first' })
    const second = await open(citra, 'administration', { text: 'second' })
    const third = await open(citra, 'administration', { text: 'third' })
    await citra.send('PUT', `/threads/${third.id}/resolution`, { resolved: true })
    await say(sari, first, 'again')
    expect((await listed(sari)).map(({ id }) => id)).toEqual([first.id, second.id, third.id])
  })

  test('begins in the list with its first words, cut between characters as people see them', async () => {
    const { id } = await open(budi, 'administration', { text: `${'ក្ដី'.repeat(300)}` })
    const [one] = await listed(sari)
    expect(one).toMatchObject({ id, label: 'What about B01?', beginning: `${'ក្ដី'.repeat(160)}…` })
  })

  test('is unread for each reader until they looked, and for its author once somebody answered', async () => {
    const thread = await open(budi, 'administration')
    const unread = async (who: Taking) => (await listed(who)).map((one) => one.unread)
    expect([await unread(budi), await unread(sari), await unread(citra)]).toEqual([[0], [1], [1]])
    await sari.send('PUT', `/threads/${thread.id}/look`, { until: 99 })
    await say(citra, thread, 'Ours.')
    expect([await unread(budi), await unread(sari), await unread(citra)]).toEqual([[1], [1], [1]])
    expect((await budi.send('GET', '/people')).json().unread).toBe(1)
    // a look that arrives late takes nothing back
    await budi.send('PUT', `/threads/${thread.id}/look`, { until: 2 })
    await budi.send('PUT', `/threads/${thread.id}/look`, { until: 1 })
    expect(await unread(budi)).toEqual([0])
    expect((await budi.send('GET', '/people')).json().unread).toBe(0)
  })

  test('names those who are meant, among those who read it', async () => {
    const thread = await open(budi, 'administration', { mentions: [citra.actor.person, budi.actor.person] })
    expect(thread.written[0]?.mentions).toEqual(['Citra'])
    expect((await listed(citra))[0]).toMatchObject({ mentioned: true, unread: 1 })
    expect((await listed(sari))[0]).toMatchObject({ mentioned: false, unread: 1 })
    await citra.send('PUT', `/threads/${thread.id}/look`, { until: 1 })
    expect((await listed(citra))[0]).toMatchObject({ mentioned: false, unread: 0 })
    const wrong = { id: crypto.randomUUID(), item: 'B01', scope: 'ministry', text: '?', mentions: [citra.actor.person] }
    expect((await budi.send('POST', '/threads', wrong)).json().errors).toMatchObject([{ code: 'mention.not_reading' }])
  })

  test('says before a word is written who would read it', async () => {
    const eka = await member(server, sari, 'Eka', { body: health, sections: ['B'] })
    const { ministry, administration } = (await budi.send('GET', '/thread-readers?item=B01')).json()
    const names = (readers: readonly { readonly name: string }[]) => readers.map(({ name }) => name)
    expect(names(ministry)).toEqual(['Budi', 'Eka'])
    expect(names(administration)).toEqual(['Budi', 'Citra', 'Eka', 'Sari'])
    expect((await read(eka, await open(budi, 'ministry'))).readers.map(({ name }: { name: string }) => name)).toEqual([
      'Budi',
      'Eka',
    ])
    // who names no ministry is of the focal point’s own office
    const dewi = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
    expect(names((await dewi.send('GET', '/thread-readers')).json().ministry)).toEqual(['Dewi', 'Sari'])
  })
})

describe('who reads it', () => {
  test('grows by its author while nobody else has written, also nothing that was taken back', async () => {
    const alone = await open(budi, 'ministry')
    expect(alone.wider).toEqual(['administration', 'research'])
    expect((await move(budi, alone, 'research')).json().scope).toBe('research')
    const shared = await open(budi, 'administration')
    const reply = await say(citra, shared, 'Not for them.')
    const { written } = reply.json()
    expect(refusal(await move(budi, shared, 'research'))).toBe('403 thread-of-others')
    await citra.send('DELETE', `/threads/${shared.id}/messages/${written[1].id}`)
    expect(refusal(await move(budi, shared, 'research'))).toBe('403 thread-of-others')
    expect(await read(budi, shared)).toMatchObject({ wider: [], notWider: 'others', narrower: ['ministry'] })
    expect(await read(citra, shared)).toMatchObject({ wider: [], notWider: 'author', narrower: [] })
  })

  test('shrinks for others at once, what they wrote included', async () => {
    const thread = await open(budi, 'administration')
    await say(citra, thread, 'Ours.')
    expect((await move(budi, thread, 'ministry')).statusCode).toBe(200)
    expect((await citra.send('GET', `/threads/${thread.id}`)).statusCode).toBe(404)
    expect(await audits(server, sari.response)).toContain('Budi thread.scope_changed')
  })

  test('is chosen on what was seen', async () => {
    const thread = await open(budi, 'research')
    await move(sari, thread, 'administration')
    expect(refusal(await move(budi, thread, 'ministry'))).toBe('409 stale-response')
  })

  test('does not grow under somebody who is just writing', async () => {
    const thread = await open(budi, 'ministry')
    const eka = await member(server, sari, 'Eka', { body: health })
    const writer = await server.owner.connect()
    try {
      await writer.query('begin')
      await writer.query(
        `insert into thread_message (study_id, response_id, id, thread_id, text, by_name, by_person)
         values ($1, $2, gen_random_uuid(), $3, 'Among us.', 'Eka', $4)`,
        [server.world.study, sari.response, thread.id, eka.actor.person],
      )
      const widening = move(budi, thread, 'research')
      const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      await expect.poll(async () => (await server.owner.query(waiting)).rowCount, { interval: 20 }).toBe(1)
      await writer.query('commit')
      expect(refusal(await widening)).toBe('403 thread-of-others')
    } finally {
      writer.release()
    }
  })
})

describe('the research team', () => {
  const ofWave = async (who: Taking) => {
    const reply = await (await server.as(who.actor))({ method: 'GET', url: `/api/waves/${server.world.wave}/threads` })
    return reply.json().responses.find((one: { response: string }) => one.response === sari.response)
  }

  test('reads before submission what was shared with it, without a name of anybody who wrote nothing', async () => {
    await sari.save({ item: 'B01', value: 7311 })
    await open(budi, 'administration')
    expect(await ofWave(mei)).toBeUndefined()
    const { id } = await open(budi, 'research', { mentions: [citra.actor.person] })
    expect(await ofWave(mei)).toMatchObject({ submitted: false, threads: [{ id, item: 'B01', by: 'Budi', unread: 1 }] })
    const reply = await mei.send('GET', `/threads/${id}`)
    expect(reply.json()).toMatchObject({ readers: [], narrower: [], wider: [] })
    expect(reply.body).not.toContain('7311')
    expect((await say(mei, { id }, 'Which year?')).json().written[1]).toMatchObject({ by: 'Mei', mine: true })
    expect((await read(budi, { id })).written[1].body).toBeUndefined()
  })

  test('opens threads itself once a response was submitted, and reads on after it', async () => {
    const wanted = { id: crypto.randomUUID(), item: 'B01', scope: 'research', text: 'Which year?' }
    expect(refusal(await mei.send('POST', '/threads', wanted))).toBe('409 not-submitted')
    await sari.save(...enough)
    const before = await open(budi, 'ministry')
    expect((await sari.submit()).statusCode).toBe(200)
    expect((await mei.send('POST', '/threads', { ...wanted, scope: 'ministry' })).statusCode).toBe(403)
    expect((await mei.send('POST', '/threads', wanted)).statusCode).toBe(200)
    expect(await read(sari, wanted)).toMatchObject({ by: 'Mei', narrower: [], wider: [] })
    expect((await say(sari, wanted, '2025.')).statusCode).toBe(200)
    expect((await read(budi, before)).written).toHaveLength(1)
  })

  test('finds no word of a thread in what was submitted, nor in an export', async () => {
    await sari.save(...enough)
    await open(budi, 'research', { text: 'A word between us: xylophone' })
    await sari.submit()
    const submission = await sari.send('GET', '/submission.json')
    expect(submission.statusCode).toBe(200)
    expect(submission.body).not.toContain('xylophone')
    const visit = await server.as(server.world.mei)
    const { wave } = server.world
    const { files } = (await visit({ method: 'GET', url: `/api/waves/${wave}/exports` })).json()
    const names: string[] = files.map((file: { readonly name: string }) => file.name)
    expect(names).toContain('responses.csv')
    for (const name of names.filter((one) => one.endsWith('.csv'))) {
      const file = await visit({
        method: 'GET',
        url: `/api/waves/${wave}/exports/files/${name}?purpose=to+look+for+it`,
      })
      expect([name, file.statusCode, file.body.includes('xylophone')]).toEqual([name, 200, false])
    }
  })
})
