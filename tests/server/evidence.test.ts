import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { EvidenceItem, ProblemBody } from '#contract'
import { pdfOf } from '../fixtures/evidence/documents.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { addFile, addLink, cite, sha256Of } from '../support/evidence.ts'
import { addStaff } from '../support/people.ts'
import { colleague, enough, newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const law = pdfOf('law on social media')
const listed = async (by = sari): Promise<EvidenceItem[]> => (await by.send('GET', '/evidence')).json().evidence
const change = (by: Respondent, { id, version }: EvidenceItem, body: object) =>
  by.send('PATCH', `/evidence/${id}`, { version, ...body })
const problemOf = (reply: { statusCode: number; json(): unknown }) => {
  const { type, errors } = reply.json() as ProblemBody
  return [reply.statusCode, type.slice('/problems/'.length), ...(errors ?? []).map((error) => error.pointer)]
}
const history = async (id: string) =>
  (await server.owner.query('select what, content from evidence_event where evidence_id = $1 order by at, id', [id]))
    .rows

describe('evidence', () => {
  test('is a file or a link, with what is known of it', async () => {
    const file = await addFile(server, sari, law)
    expect(file).toMatchObject({
      title: 'Law on social media',
      level: 'administration',
      withdrawn: false,
      version: 1,
      mine: true,
      by: 'Sari',
      file: { name: 'law.pdf', sha256: sha256Of(law), bytes: law.length, type: 'application/pdf' },
      citations: [],
    })
    const link = {
      title: 'Circular',
      address: 'https://gov.example/7',
      issuer: 'Ministry',
      date: '2024-05',
      language: 'id',
    }
    const added = await sari.send('POST', '/evidence', { id: crypto.randomUUID(), level: 'public', ...link })
    expect(added.json()).toMatchObject({ ...link, level: 'public' })
    expect((await listed()).map((one) => one.title)).toEqual(['Law on social media', 'Circular'])
    const { bytes, mostBytes } = (await sari.send('GET', '/evidence')).json()
    expect([bytes, mostBytes]).toEqual([law.length, 250 * 1_048_576])
  })

  test('is added once, however often it is sent', async () => {
    const body = { id: crypto.randomUUID(), title: 'Circular', level: 'research', address: 'https://gov.example/7' }
    const replies = await Promise.all([1, 2, 3].map(() => sari.send('POST', '/evidence', body)))
    expect(replies.map((reply) => reply.json())).toEqual([replies[0]?.json(), replies[0]?.json(), replies[0]?.json()])
    expect(await listed()).toHaveLength(1)
  })

  const wrong: [what: string, body: object, pointer: string][] = [
    ['a title', { title: ' ' }, '/title'],
    ['a level that is known', { level: 'secret' }, '/level'],
    ['a date that exists', { date: '2024-13' }, '/date'],
    ['a day that exists', { date: '2023-02-29' }, '/date'],
    ['a web address', { address: 'javascript:alert(1)' }, '/address'],
    ['a web address with a host', { address: 'https://' }, '/address'],
    ['a file that was kept', { address: undefined, sha256: 'a'.repeat(64) }, '/sha256'],
    ['a file or an address, not both', { sha256: 'a'.repeat(64) }, ''],
    ['a file or an address, not neither', { address: undefined }, ''],
    ['nothing that is not known', { path: '/etc' }, '/path'],
  ]
  test.each(wrong)('needs %s', async (_what, body, pointer) => {
    const good = { id: crypto.randomUUID(), title: 'Circular', level: 'public', address: 'https://gov.example/7' }
    expect(problemOf(await sari.send('POST', '/evidence', { ...good, ...body }))).toEqual([
      422,
      'invalid-request',
      pointer,
    ])
    expect(await listed()).toEqual([])
  })

  test('of another response is not there', async () => {
    const { id, version } = await addLink(sari)
    const stranger = await newRespondent(server)
    expect(await listed(stranger)).toEqual([])
    expect((await stranger.send('PATCH', `/evidence/${id}`, { version, title: 'x' })).statusCode).toBe(404)
    expect((await cite(server, stranger, id, { item: 'A01', cited: true })).statusCode).toBe(404)
    expect((await stranger.send('GET', `/files/${sha256Of(law)}`)).statusCode).toBe(404)
  })
})

describe('what is said of evidence may change', () => {
  test('and what was said before stays in its history', async () => {
    const link = await addLink(sari)
    const changed = await change(sari, link, { title: 'Circular 7 of 2024', level: 'research', date: '2024' })
    expect(changed.json()).toMatchObject({ version: 2, title: 'Circular 7 of 2024', level: 'research', date: '2024' })
    const withdrawn = (await change(sari, changed.json(), { withdrawn: true })).json()
    const back = (await change(sari, withdrawn, { withdrawn: false, date: null })).json()
    expect([withdrawn.withdrawn, back.withdrawn, 'date' in back]).toEqual([true, false, false])
    const events = await history(link.id)
    expect(events.map((event) => event.what)).toEqual(['added', 'changed', 'withdrawn', 'restored'])
    expect(events.map((event) => event.content.title)).toEqual(['Circular 7', ...Array(3).fill('Circular 7 of 2024')])
  })

  test('by one person at a time', async () => {
    const link = await addLink(sari)
    const replies = await Promise.all(['One', 'Two'].map((title) => change(sari, link, { title })))
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
    expect(problemOf(replies.find((reply) => reply.statusCode === 409) as never)).toEqual([409, 'stale-evidence'])
  })

  test('by who added it and by the focal point', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    const siti = await colleague(server, sari, { role: 'contributor', name: 'Siti' })
    const link = await addLink(budi)
    expect((await listed(siti))[0]?.mine).toBe(false)
    expect(problemOf(await change(siti, link, { title: 'Mine' }))).toEqual([403, 'not-allowed'])
    expect((await change(budi, link, { title: 'Better' })).statusCode).toBe(200)
    expect((await change(sari, { ...link, version: 2 }, { level: 'public' })).statusCode).toBe(200)
  })

  test('not by a clearing officer, who reads it, and not once the response is submitted', async () => {
    const link = await addLink(sari)
    const officer = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
    expect(await listed(officer)).toHaveLength(1)
    expect((await change(officer, link, { title: 'x' })).statusCode).toBe(403)
    await sari.save(...enough)
    await sari.submit()
    expect(problemOf(await change(sari, link, { title: 'x' }))).toEqual([409, 'response-locked'])
    expect(problemOf(await cite(server, sari, link.id, { item: 'A01', cited: true }))).toEqual([409, 'response-locked'])
  })
})

describe('evidence is cited', () => {
  test('from many answers, with page or clause, each once', async () => {
    const { id } = await addLink(sari)
    await cite(server, sari, id, { item: 'A01', place: 'p. 12', cited: true })
    await cite(server, sari, id, { item: 'A01', place: 'pp. 12–14', cited: true })
    const { citations } = (await cite(server, sari, id, { item: 'B04_title', row: 'r1', cited: true })).json()
    expect(citations).toMatchObject([
      { item: 'A01', place: 'pp. 12–14', by: 'Sari' },
      { item: 'B04_title', row: 'r1', place: '' },
    ])
    const after = (await cite(server, sari, id, { item: 'A01', cited: false })).json()
    expect(after.citations).toHaveLength(1)
    await cite(server, sari, id, { item: 'A01', cited: false })
    const events = await history(id)
    expect(events.map((event) => event.what)).toEqual(['added', 'cited', 'cited', 'cited', 'uncited'])
  })

  test('from questions there are, and while it stands', async () => {
    const link = await addLink(sari)
    const refusals: [object, unknown[]][] = [
      [{ item: 'X99' }, [422, 'invalid-request', '/item']],
      [{ item: 'A01', row: 'r1' }, [422, 'invalid-request', '/row']],
      [{ item: 'B04_title' }, [422, 'invalid-request', '/row']],
    ]
    for (const [body, refusal] of refusals) {
      expect(problemOf(await cite(server, sari, link.id, { ...body, cited: true }))).toEqual(refusal)
    }
    await change(sari, link, { withdrawn: true })
    const late = await cite(server, sari, link.id, { item: 'A01', cited: true })
    expect(problemOf(late)).toEqual([409, 'stale-evidence'])
  })

  test('by contributors within their sections', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi', sections: ['B'] })
    const { id } = await addLink(budi)
    expect((await cite(server, budi, id, { item: 'B01', cited: true })).statusCode).toBe(200)
    expect(problemOf(await cite(server, budi, id, { item: 'A01', cited: true }))).toEqual([403, 'not-allowed'])
  })
})

test('what was done is on record with codes and counts, and never with titles', async () => {
  const link = await addLink(sari, { title: 'Secret circular' })
  await change(sari, link, { level: 'research' })
  await cite(server, sari, link.id, { item: 'A01', place: 'p. 3', cited: true })
  const { rows } = await server.owner.query(
    'select action, detail from audit_event where response_id = $1 order by id',
    [sari.response],
  )
  expect(rows).toEqual([
    { action: 'evidence.added', detail: { evidence: link.id, kind: 'link', level: 'administration' } },
    { action: 'evidence.changed', detail: { evidence: link.id, fields: ['level'] } },
    { action: 'evidence.cited', detail: { evidence: link.id, item: 'A01', repeated: false } },
  ])
})

describe('after submission', () => {
  let evidence: Record<'hidden' | 'shown' | 'off' | 'uncited' | 'withdrawn', EvidenceItem>
  let mei: Awaited<ReturnType<TestApp['as']>>
  const wave = () => `/api/waves/${server.world.wave}/evidence`

  beforeEach(async () => {
    const link = (title: string, level: 'administration' | 'public' | 'research') =>
      addLink(sari, { title, level, address: `https://gov.example/${title}` })
    evidence = {
      hidden: await addFile(server, sari, law, { title: 'Hidden title', name: 'hidden-name.pdf' }),
      shown: await addFile(server, sari, pdfOf('shown'), {
        title: 'Shown title',
        level: 'research',
        name: 'shown.pdf',
      }),
      off: await link('off', 'public'),
      uncited: await link('uncited', 'public'),
      withdrawn: await link('withdrawn', 'public'),
    }
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B01', value: 1 })
    await cite(server, sari, evidence.hidden.id, { item: 'A01', place: 'secret page', cited: true })
    await cite(server, sari, evidence.shown.id, { item: 'B01', place: 'p. 2', cited: true })
    // asked only where A01 is yes
    await cite(server, sari, evidence.off.id, { item: 'A02', cited: true })
    await cite(server, sari, evidence.withdrawn.id, { item: 'A01', cited: true })
    await change(sari, evidence.withdrawn, { withdrawn: true })
    mei = await server.as(server.world.mei)
  })

  const expected = () => [
    {
      id: evidence.hidden.id,
      kind: 'file',
      level: 'administration',
      sha256: sha256Of(law),
      citations: [{ item: 'A01' }],
    },
    {
      id: evidence.shown.id,
      kind: 'file',
      level: 'research',
      sha256: sha256Of(pdfOf('shown')),
      title: 'Shown title',
      name: 'shown.pdf',
      bytes: pdfOf('shown').length,
      type: 'application/pdf',
      citations: [{ item: 'B01', place: 'p. 2' }],
    },
  ]

  const studied = async () => {
    const responses: { evidence: { id: string }[] }[] = (await mei({ method: 'GET', url: wave() })).json().responses
    return responses.find((response) => response.evidence.some((one) => one.id === evidence.shown.id))
  }

  test('the submission carries what is cited on the path, and hides what is not disclosed', async () => {
    expect((await sari.submit()).statusCode).toBe(200)
    const text = (await sari.send('GET', '/submission.json')).body
    expect(JSON.parse(text).evidence).toEqual(expected())
    expect(text).not.toMatch(/Hidden title|hidden-name|secret page|gov\.example/)
  })

  test('the research team sees that there is evidence, and of it what is disclosed', async () => {
    expect(await studied()).toBeUndefined()
    expect((await mei({ method: 'GET', url: `${wave()}/${evidence.shown.id}/file` })).statusCode).toBe(404)
    await sari.submit()
    expect(await studied()).toMatchObject({ name: 'Indonesia', evidence: expected() })
    const file = await mei({ method: 'GET', url: `${wave()}/${evidence.shown.id}/file` })
    expect([file.statusCode, file.rawPayload.equals(pdfOf('shown'))]).toEqual([200, true])
    expect(file.headers['content-disposition']).toMatch(/^attachment/)
    for (const hidden of [evidence.hidden, evidence.off, evidence.uncited]) {
      expect((await mei({ method: 'GET', url: `${wave()}/${hidden.id}/file` })).statusCode).toBe(404)
    }
    const [{ n }] = (
      await server.owner.query(
        `select count(*)::int as n from audit_event where action = 'evidence.downloaded' and response_id = $1`,
        [sari.response],
      )
    ).rows
    expect(n).toBe(1)
  })

  test('neither the public nor a respondent sees the evidence of others', async () => {
    await sari.submit()
    const stranger = await server.as((await newRespondent(server)).actor)
    const sofia = await server.as(await addStaff(server.owner, { role: 'coordinator', name: `Sofia${Math.random()}` }))
    expect((await server.ask({ method: 'GET', url: wave() })).statusCode).toBe(401)
    expect((await stranger({ method: 'GET', url: wave() })).statusCode).toBe(403)
    expect((await sofia({ method: 'GET', url: wave() })).statusCode).toBe(200)
  })
})
