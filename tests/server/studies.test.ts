import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { closeDemonstration, ensureDemonstration, loadReleased } from '../../server/features/studies/actions.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { hashOf, smallBundle, textOf } from '../support/instrument.ts'

const national: Bundle = { ...smallBundle, instrument: 'NAT', version: '1.9.0' }
const newer: Bundle = { ...national, version: '1.10.0' }

let t: TestApp
let folder = ''
beforeAll(async () => {
  t = await testApp()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mufakat-released-'))
  return () => rm(folder, { recursive: true })
})
afterAll(() => t.close())

async function release(bundles: readonly Bundle[], sha256?: string): Promise<void> {
  const entries = bundles.map((bundle) => ({
    instrument: bundle.instrument,
    version: bundle.version,
    file: `${bundle.instrument.toLowerCase()}@${bundle.version}.json`,
    sha256: sha256 ?? hashOf(bundle),
  }))
  for (const [index, { file }] of entries.entries())
    await writeFile(join(folder, file), textOf(bundles[index] as Bundle))
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(entries))
}

describe('released instruments', () => {
  test('a folder without releases is no fault', async () => {
    expect(await loadReleased(t.database, folder)).toEqual([])
  })

  test('are loaded once and read by their hash for ever', async () => {
    await release([national, newer])
    await loadReleased(t.database, folder)
    await loadReleased(t.database, folder)
    const mei = await t.as(t.world.mei)
    const reply = await mei({ method: 'GET', url: `/api/instruments/${hashOf(newer)}` })
    expect(reply.json()).toEqual(newer)
    expect(reply.headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect((await mei({ method: 'GET', url: `/api/instruments/${'0'.repeat(64)}` })).statusCode).toBe(404)
  })

  test('a bundle that is not what the manifest says is refused by name', async () => {
    await release([national], '0'.repeat(64))
    await expect(loadReleased(t.database, folder)).rejects.toThrow(/^nat@1\.9\.0\.json is not what manifest\.json says/)
  })

  test('a released version with other content is refused by name', async () => {
    await release([{ ...national, missing: [] }])
    await expect(loadReleased(t.database, folder)).rejects.toThrow(/NAT 1\.9\.0 was released before with other content/)
  })
})

describe('the demonstration', () => {
  const open = async () => {
    await release([national, newer])
    return ensureDemonstration(t.database, await loadReleased(t.database, folder))
  }
  const inspect = (token = '') => t.ask({ method: 'POST', url: '/api/links/inspect', payload: { token } })

  test('is made once, on the newest version, by two servers starting together', async () => {
    const [one, two] = await Promise.all([open(), open()])
    expect(one?.study).toBe(two?.study)
    const { rows } = await t.owner.query(
      `select s.synthetic, w.instrument_hash, count(*)::int as responses, min(r.state) as state
       from study s join wave w on w.study_id = s.id join response r on r.wave_id = w.id where s.code = 'DEMO' group by 1, 2`,
    )
    expect(rows).toEqual([{ synthetic: true, instrument_hash: hashOf(newer), responses: 2, state: 'draft' }])
    const units = await t.owner.query(
      `select u.code, u.name, u.attributes from unit u join study s on s.id = u.study_id where s.code = 'DEMO' order by u.position`,
    )
    expect(units.rows[0]).toEqual({
      code: 'lao',
      name: 'Lao PDR',
      attributes: {
        iso2: 'LA',
        iso3: 'LAO',
        languages: ['lo-LA'],
        levels: ['l1_national', 'l2_province_state_region'],
      },
    })
  })

  test('has a link for the Philippines that says it is synthetic; a new start replaces it', async () => {
    const first = await open()
    expect((await inspect(first?.doors[0]?.linkToken)).json()).toMatchObject({
      administration: 'Philippines',
      synthetic: true,
    })
    const second = await open()
    expect((await inspect(first?.doors[0]?.linkToken)).json().type).toBe('/problems/link-revoked')
    expect((await inspect(second?.doors[0]?.linkToken)).statusCode).toBe(200)
  })

  test('switched off, its link opens nothing', async () => {
    const demonstration = await open()
    await closeDemonstration(t.database)
    expect((await inspect(demonstration?.doors[0]?.linkToken)).json().type).toBe('/problems/link-revoked')
  })

  test('never takes over a real study of that name', async () => {
    await t.owner.query(`update study set synthetic = false where code = 'DEMO'`)
    await expect(open()).rejects.toThrow('is not synthetic')
    await closeDemonstration(t.database)
  })
})
