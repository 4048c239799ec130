import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StoredAnswer } from '#contract'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { smallNext } from '../fixtures/versions/small-next.ts'
import { faultsOf } from '../support/app.ts'
import { hashOf } from '../support/instrument.ts'
import { colleague, newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'
import {
  accept,
  answers,
  earlier,
  goBack,
  keyOf,
  moved,
  newer,
  older,
  readOffer,
  saveOn,
  standing,
  submitOn,
  type VersionsApp,
  versionsApp,
  versionsOf,
} from '../support/versions.ts'

let server: VersionsApp
let sari: Respondent

beforeAll(async () => {
  server = await versionsApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

describe('offering a newer version', () => {
  test('is for coordinators, and nobody is moved by it', async () => {
    expect((await server.offer(newer, server.world.mei)).statusCode).toBe(403)
    expect((await server.offer(newer, sari.actor)).statusCode).toBe(403)
    expect((await sari.read()).versions).toBeUndefined()
    const offered = await server.offer(newer)
    expect(offered.json().versions).toMatchObject([
      { version: '1.0.0', hash: older, changes: [] },
      { version: '1.1.0', hash: newer, offeredBy: 'Sofia', responses: { draft: 0, submitted: 0 } },
    ])
    expect(offered.json().versions[1].changes).toContain('A04 “What about A04?” is no longer asked.')
    expect(await sari.read()).toMatchObject({ instrument: older, versions: 'offered' })
    expect((await server.offer(newer)).json().versions).toHaveLength(2)
  })

  test('is refused with a list where it is not said what becomes of answers', async () => {
    const careless: Bundle = {
      ...smallNext,
      version: '1.2.0',
      follows: { version: '1.1.0' },
      codeLists: smallInstrument.codeLists,
    }
    await server.release(careless)
    const refused = await server.offer(hashOf(careless))
    expect([refused.statusCode, refused.json().type]).toEqual([409, '/problems/map-required'])
    expect(faultsOf(refused)).toContain('/follows/platform~1facebook_page code.removed')
    const unrelated: Bundle = { ...smallNext, version: '2.0.0' }
    await server.release(unrelated)
    expect(faultsOf(await server.offer(hashOf(unrelated)))).toEqual(['/follows/SML version.not_followed'])
    expect((await server.offer('0'.repeat(64))).statusCode).toBe(404)
  })
})

describe('moving', () => {
  test('is seen first: what is kept, what to look at again, what is set aside', async () => {
    await sari.save(...answers)
    const { offer: seen } = await readOffer(sari)
    expect(seen?.instrument.version).toBe('1.1.0')
    expect(Object.fromEntries((seen?.answers ?? []).map((one) => [keyOf(one), [one.outcome, one.reason]]))).toEqual({
      A01: ['kept', 'same'],
      A02: ['look', 'code_split'],
      A03: ['kept', 'recoded'],
      A04: ['set_aside', 'item_removed'],
      B01: ['look', 'retyped'],
      B02_day: ['kept', 'renamed'],
      B03: ['look', 'code_removed'],
      B04: ['kept', 'same'],
      'B04_title/r1': ['kept', 'same'],
      'B04_year/r1': ['set_aside', 'item_removed'],
    })
    const split = seen?.answers.find((one) => one.item === 'A02')
    expect([split?.before, split?.after]).toEqual(['The option facebook', ''])
    // looking moves nothing
    expect(await sari.read()).toMatchObject({ instrument: older, revision: 1 })
  })

  test('keeps, recodes, marks and sets aside, and loses nothing', async () => {
    await sari.save(...answers)
    expect(await moved(sari)).toMatchObject({ number: 1, kept: 5, look: 3, setAside: 2, by: 'Sari' })
    const after = await sari.read()
    expect(after).toMatchObject({ instrument: newer, revision: 2, versions: 'moved' })
    expect(standing(after)).toEqual({
      A01: { value: 'yes' },
      A02: { look: 'code_split' },
      A03: { value: ['line', 'x_twitter'] },
      B01: { value: '12', look: 'retyped' },
      B02_day: { value: '2026-02-28' },
      B03: { value: { national: { extent: 'all', units: 3 } }, look: 'code_removed' },
      B04: { value: ['r1'] },
      'B04_title/r1': { value: 'Circular 4' },
    })
    const aside = await earlier(sari)
    expect(aside.map((one) => [keyOf(one), one.inWords]).sort()).toEqual([
      ['A02', 'The option facebook'],
      ['A04', 'a word in our own'],
      ['B01', '12'],
      ['B03', expect.stringContaining('The option village')],
      ['B04_year/r1', '2019'],
    ])
  })

  test('happens once, however often it is asked for', async () => {
    await sari.save(...answers)
    const { revision } = await sari.read()
    const [first, second] = await Promise.all([accept(sari, revision), accept(sari, revision)])
    expect([first.statusCode, second.statusCode]).toEqual([200, 200])
    expect(first.json()).toEqual(second.json())
    const { rows } = await server.owner.query('select number from response_move where response_id = $1', [
      sari.response,
    ])
    expect(rows).toEqual([{ number: 1 }])
  })

  test('is refused when answers changed since it was looked at, so that what is accepted is what was seen', async () => {
    await sari.save(...answers)
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    const { revision } = await readOffer(sari)
    await budi.save({ item: 'A01', value: 'no', base: 1 })
    const refused = await accept(sari, revision)
    expect([refused.statusCode, refused.json().type]).toEqual([409, '/problems/stale-response'])
    expect(await sari.read()).toMatchObject({ instrument: older })
  })

  test('is the focal point’s to decide, of a draft, to the version that is offered', async () => {
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    const officer = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
    expect((await accept(budi)).statusCode).toBe(403)
    expect((await accept(officer)).statusCode).toBe(403)
    expect((await readOffer(officer)).offer?.instrument.version).toBe('1.1.0')
    const elsewhere = await sari.send('POST', '/moves', { instrument: 'a'.repeat(64), revision: 0 })
    expect([elsewhere.statusCode, elsewhere.json().type]).toEqual([409, '/problems/not-offered'])
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B01', value: 1 })
    expect((await sari.submit()).statusCode).toBe(200)
    const late = await accept(sari)
    expect([late.statusCode, late.json().type]).toEqual([409, '/problems/response-locked'])
    expect(await readOffer(sari)).not.toHaveProperty('offer')
  })

  test('waits while clearance is under way: what is being cleared keeps its questions', async () => {
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B01', value: 1 })
    const { revision } = await sari.read()
    const asked = await sari.send('POST', '/clearance/requests', { instrument: older, revision })
    expect(asked.statusCode).toBe(200)
    const refused = await accept(sari)
    expect([refused.statusCode, refused.json().type]).toEqual([409, '/problems/clearance-open'])
    expect(await sari.read()).toMatchObject({ instrument: older })
  })

  test('racing with saves leaves every value standing or among the earlier answers', async () => {
    await sari.save(...answers)
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    const { revision } = await sari.read()
    const [move, ...saves] = await Promise.all([
      accept(sari, revision),
      ...Array.from({ length: 6 }, (_, at) => budi.save({ item: 'B02', base: 1, value: `2025-01-0${at + 1}` })),
    ])
    const statuses = saves.map((reply) => resultsOf(reply)[0]?.status)
    expect(statuses.filter((status) => status === 'saved')).toHaveLength(1)
    // what came before the move conflicts, what came after it is kept beside
    expect(statuses.filter((status) => status === 'conflict' || status === 'set-aside')).toHaveLength(5)
    const after = await sari.read()
    const won = `2025-01-0${statuses.indexOf('saved') + 1}`
    expect([200, 409]).toContain(move?.statusCode)
    const key = move?.statusCode === 200 ? 'B02_day' : 'B02'
    expect(standing(after)[key]).toMatchObject({ value: won })
    const beside = statuses.filter((status) => status === 'set-aside').length
    expect((await earlier(sari)).filter(({ reason }) => reason === 'conflict')).toHaveLength(beside)
  })

  test('a mark is gone once the answer is confirmed or changed, and a submission says which are left', async () => {
    await sari.save(...answers)
    await moved(sari)
    const versions = versionsOf(await sari.read())
    const at = (item: string) => ({ item, base: versions[item] ?? 0 })
    await saveOn(
      sari,
      newer,
      { ...at('B01'), value: '12' },
      { ...at('A02'), value: 'facebook_group' },
      { ...at('A06'), value: 'no' },
    )
    const after = standing(await sari.read())
    expect(after).toMatchObject({ A02: { value: 'facebook_group' }, B01: { value: '12' } })
    expect([after['A02'], after['B01']].some((one) => one !== undefined && 'look' in one)).toBe(false)
    const receipt = await submitOn(sari, newer, 'B03')
    expect(receipt.json()).toMatchObject({ instrument: { version: '1.1.0' } })
    const content = (await sari.send('GET', '/submission.json')).json()
    const looks = content.answers.flatMap((one: StoredAnswer) => (one.look === undefined ? [] : [[one.item, one.look]]))
    expect(looks).toEqual([['B03', 'code_removed']])
  })
})

describe('going back', () => {
  test('is possible until submission: what stood before stands again, and what was typed since is kept', async () => {
    await sari.save(...answers)
    const before = standing(await sari.read())
    const { number } = await moved(sari)
    await saveOn(sari, newer, { item: 'A06', value: 'yes' }, { item: 'A01', base: 1, value: 'no' })
    const back = await goBack(sari, number)
    expect(back.json()).toMatchObject({ number: 2, from: { version: '1.1.0' }, to: { version: '1.0.0' } })
    const after = await sari.read()
    expect(after).toMatchObject({ instrument: older, versions: 'offered' })
    expect(standing(after)).toEqual(before)
    // what the move had set aside stands again and is not among them
    const typed = await earlier(sari)
    expect(typed.map((one) => [one.item, one.inWords]).sort()).toEqual([
      ['A01', 'The option no'],
      ['A06', 'The option yes'],
    ])
    const { rows } = await server.owner.query(
      "select value from answer_event where response_id = $1 and item = 'A01' order by version",
      [sari.response],
    )
    expect(rows.map((row) => row.value)).toEqual(['yes', 'no', 'yes'])
    // twice is once
    expect((await goBack(sari, number)).json()).toEqual(back.json())
    // and there again
    expect(await moved(sari)).toMatchObject({ number: 3, kept: 5, look: 3, setAside: 2 })
  })

  test('is over with the submission, and only the last move is taken back', async () => {
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B02', value: '2026-01-01' })
    const { number } = await moved(sari)
    expect((await goBack(sari, 9)).statusCode).toBe(404)
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    expect((await goBack(budi, number)).statusCode).toBe(403)
    await saveOn(sari, newer, { item: 'A06', value: 'no' }, { item: 'B01', value: 'three' })
    expect((await submitOn(sari, newer)).statusCode).toBe(200)
    expect((await goBack(sari, number)).json().type).toBe('/problems/response-locked')
  })

  test('what is typed on the version that was left and arrives later is carried back', async () => {
    await sari.save(...answers)
    const { number } = await moved(sari)
    const onNewer = versionsOf(await sari.read())
    await goBack(sari, number)
    const late = await saveOn(
      sari,
      newer,
      { item: 'B02_day', base: onNewer['B02_day'] ?? 0, value: '2024-12-24' },
      { item: 'A06', value: 'yes' },
    )
    expect(resultsOf(late).map(({ status }) => status)).toEqual(['saved', 'set-aside'])
    expect(late.json().instrument).toBe(older)
    expect(standing(await sari.read())['B02']).toEqual({ value: '2024-12-24' })
  })
})
