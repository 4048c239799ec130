import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Prefill } from '#contract'
import {
  decide,
  nextResponse,
  offer,
  offered,
  type PrefillApp,
  prefillApp,
  prefills,
  states,
  submitted,
} from '../../support/prefill.ts'
import { standing } from '../../support/versions.ts'

let server: PrefillApp
beforeAll(async () => {
  server = await prefillApp()
})
afterAll(() => server.close())

const everything = ['A01', 'A02', 'A03', 'A04', 'B01', 'B03', 'B04', 'B04_title/r1', 'B04_title/r2', 'B04_year/r1']

describe('what was submitted in the wave before', () => {
  test('is offered with its source, is no answer, and is counted at the door', async () => {
    const sari = await offered(server)
    const all = await prefills(sari)
    expect(all.map(({ item, row }) => (row === undefined ? item : `${item}/${row}`)).sort()).toEqual(everything)
    expect(all.find(({ item }) => item === 'A02')).toMatchObject({
      section: 'A',
      label: 'What about A02?',
      state: 'offered',
      inWords: 'The option line',
      source: {
        kind: 'wave',
        wave: { code: '2026', title: 'Wave 2026' },
        reference: expect.stringMatching(/^SML-2026-/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        instrument: { version: '1.0.0' },
      },
    } satisfies { [K in keyof Prefill]?: unknown })
    const opened = await sari.read()
    // what stands in records waits until the records are confirmed
    expect([opened.answers, opened.revision, opened.earlier]).toEqual([[], 0, 7])
  })

  test('is offered once, whatever was decided meanwhile', async () => {
    const sari = await offered(server)
    const before = await prefills(sari)
    await decide(sari, 'no_longer_applies', 'A02')
    expect(await offer(server)).toMatchObject({ offered: 0, broken: 0 })
    expect((await prefills(sari)).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect((await states(sari)).A02).toBe('no_longer_applies')
  })

  test('is offered to nobody while it is not there: no submission, another unit, a reopened response', async () => {
    const other = await submitted(server)
    await server.owner.query(
      "set session_replication_role = replica; update response set state = 'draft', submitted_at = null where id = '" +
        other.response +
        "'; set session_replication_role = default",
    )
    const sari = await nextResponse(server, other)
    await offer(server)
    expect(await prefills(sari)).toEqual([])
    expect('earlier' in (await sari.read())).toBe(false)
  })
})

describe('a person decides', () => {
  test('confirmed, it is an answer like any other, and a confirmation is taken back', async () => {
    const sari = await offered(server)
    expect((await decide(sari, 'confirm', 'A01', 'A04', 'B03')).json().passed).toEqual([])
    expect(standing(await sari.read())).toEqual({
      A01: { value: 'yes' },
      A04: { missing: 'refused' },
      B03: { value: { national: { extent: 'all', units: 3 } } },
    })
    expect((await sari.read()).earlier).toBe(4)
    const { rows } = await server.owner.query('select distinct origin, by_name from answer where response_id = $1', [
      sari.response,
    ])
    expect(rows).toEqual([{ origin: 'carried_over', by_name: 'Sari' }])
    await decide(sari, 'undo', 'A04')
    expect(standing(await sari.read())).not.toHaveProperty('A04')
    expect(await states(sari)).toMatchObject({ A01: 'confirmed', A04: 'offered', B03: 'confirmed', A02: 'offered' })
  })

  test('doing it twice does it once', async () => {
    const sari = await offered(server)
    await decide(sari, 'confirm', 'A01')
    const { revision } = await sari.read()
    for (const again of ['confirm', 'confirm'] as const) await decide(sari, again, 'A01')
    expect((await sari.read()).revision).toBe(revision)
    const { rows } = await server.owner.query('select decision from prefill_decision where response_id = $1', [
      sari.response,
    ])
    expect(rows).toEqual([{ decision: 'confirmed' }])
  })

  test('answered otherwise, before or after, it is changed: nothing that stands is overwritten or taken away', async () => {
    const sari = await offered(server)
    await sari.save({ item: 'A02', value: 'zalo' })
    expect(await states(sari)).toMatchObject({ A02: 'changed' })
    const passed = (await decide(sari, 'confirm', 'A02')).json().passed
    expect(passed).toHaveLength(1)
    await decide(sari, 'confirm', 'B01')
    await sari.save({ item: 'B01', value: 13, base: 1 })
    expect((await decide(sari, 'undo', 'B01')).json().passed).toHaveLength(1)
    expect(standing(await sari.read())).toEqual({ A02: { value: 'zalo' }, B01: { value: 13 } })
    expect((await prefills(sari)).find(({ item }) => item === 'B01')).toMatchObject({ state: 'changed', current: '13' })
  })

  test('put aside, it is no answer, waits no longer, and can be taken up again', async () => {
    const sari = await offered(server)
    await decide(sari, 'no_longer_applies', 'A01')
    expect([(await states(sari)).A01, (await sari.read()).earlier, (await sari.read()).answers]).toEqual([
      'no_longer_applies',
      6,
      [],
    ])
    await decide(sari, 'undo', 'A01')
    expect((await states(sari)).A01).toBe('offered')
  })

  test('what stands in records waits for them, and comes with them', async () => {
    const sari = await offered(server)
    expect(await states(sari)).toMatchObject({ B04: 'offered', 'B04_title/r1': 'offered, waits' })
    expect((await decide(sari, 'confirm', 'B04_title/r1')).json().passed).toHaveLength(1)
    expect((await decide(sari, 'confirm', 'B04', 'B04_title/r1')).json().passed).toEqual([])
    expect(standing(await sari.read())).toEqual({
      B04: { value: ['r1', 'r2'] },
      'B04_title/r1': { value: 'Circular 4' },
    })
    const all = await prefills(sari)
    expect(all.find(({ item }) => item === 'B04')?.inWords).toBe('Circular 4\nDecree 9')
    expect(all.filter(({ row }) => row === 'r2')).toMatchObject([{ record: 'Decree 9', state: 'offered' }])
  })

  test('records of their own are never mixed with earlier ones of the same name', async () => {
    const sari = await offered(server)
    await sari.save({ item: 'B04', value: ['r1'] })
    expect(await states(sari)).toMatchObject({ B04: 'changed', 'B04_title/r1': 'offered, waits' })
    expect((await decide(sari, 'confirm', 'B04', 'B04_title/r1', 'B04_year/r1')).json().passed).toHaveLength(3)
    expect(standing(await sari.read())).toEqual({ B04: { value: ['r1'] } })
  })

  test('a response that was submitted takes no decision', async () => {
    const sari = await offered(server)
    await decide(sari, 'confirm', 'A01', 'A02', 'B01')
    expect((await sari.submit()).statusCode).toBe(200)
    const late = await decide(sari, 'confirm', 'A03')
    expect([late.statusCode, late.json().type]).toEqual([409, '/problems/response-locked'])
  })
})
