/**
 * Many people pressing the button at once: 50 submissions in parallel for each of 200 responses. Counts what must be one
 * (submissions, receipts) and says how fast it went; `npm run chaos -- submissions` ends with an error where it is not one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { attachEmbedded } from '../../server/database/embedded/index.ts'
import { newId } from '../../server/database/identifier.ts'
import { ownerPool } from '../../server/database/plugin.ts'
import { smallInstrument } from '../../tests/fixtures/instruments/small.ts'
import { addRespondent, makeWorld, openSessionFor } from '../../tests/support/people.ts'
import { serveFrom } from '../../tests/support/served.ts'

const responses = Number(process.argv[2] ?? 200)
const together = 50
const agent = new Agent({ keepAlive: true, maxSockets: together })

interface Focal {
  readonly response: string
  readonly headers: Readonly<Record<string, string>>
}

function ask(address: string, method: string, path: string, { headers }: Focal, body: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, address), {
      method,
      agent,
      headers: { ...headers, 'content-type': 'application/json' },
    })
    sent.on('error', reject)
    sent.on('response', async (reply) => {
      const text = Buffer.concat(await reply.toArray()).toString()
      if (reply.statusCode === 200) return resolve(text)
      // asked to come again: as a browser would
      if (reply.statusCode === 503 || reply.statusCode === 429) {
        await sleep(200)
        return resolve(ask(address, method, path, { headers, response: '' }, body))
      }
      return reject(new Error(`${reply.statusCode} ${text}`))
    })
    sent.end(JSON.stringify(body))
  })
}

const dataDir = await mkdtemp(join(tmpdir(), 'mufakat-bench-'))
const { process: server, address } = await serveFrom(dataDir, { DEMO: 'off', TRUST_PROXY: 'on', LOG_LEVEL: 'fatal' })
try {
  const database = await attachEmbedded({ dataDir })
  const owner = ownerPool(database.connection)
  const { study, wave, instrument } = await makeWorld(owner, smallInstrument)

  const open = async (at: number): Promise<Focal> => {
    const [unit, response] = [newId(), newId()]
    await owner.query("insert into unit (study_id, id, kind, code, name) values ($1, $2, 'agency', $3, 'Agency')", [
      study,
      unit,
      `a${at}`,
    ])
    await owner.query(
      'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
      [study, response, wave, unit, instrument],
    )
    const actor = await addRespondent(owner, { study, response, role: 'focal_point', name: `Focal point ${at}` })
    // each from an address of its own, as ministries are: the limit per address stays as it is
    const headers = {
      cookie: `s=${await openSessionFor(owner, actor)}`,
      'x-forwarded-for': `198.51.${at >> 8}.${at & 255}`,
    }
    const values = { A01: 'yes', A02: 'line', B01: 12 }
    const mutations = Object.entries(values).map(([item, value]) => ({ id: crypto.randomUUID(), item, base: 0, value }))
    await ask(address, 'PATCH', `/api/responses/${response}/answers`, { response, headers }, { instrument, mutations })
    return { response, headers }
  }

  const times: number[] = []
  const receipts = new Map<string, ReadonlySet<string>>()
  const start = performance.now()
  for (let at = 0; at < responses; at += 1) {
    const focal = await open(at)
    const body = { instrument, revision: 1, attestation: { name: 'Officer', title: 'Director' } }
    const replies = await Promise.all(
      Array.from({ length: together }, async () => {
        const begun = performance.now()
        const reply = await ask(address, 'POST', `/api/responses/${focal.response}/submissions`, focal, body)
        times.push(performance.now() - begun)
        return reply
      }),
    )
    receipts.set(focal.response, new Set(replies))
  }
  const seconds = (performance.now() - start) / 1_000
  const { rows } = await owner.query(
    'select count(*)::int as submissions, count(distinct response_id)::int as submitted from submission',
  )
  await owner.end()
  const [{ submissions, submitted }] = rows
  const alike = [...receipts.values()].filter((all) => all.size === 1).length
  times.sort((a, b) => a - b)
  const ms = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1)
  console.log(`${responses} responses × ${together} at once in ${seconds.toFixed(1)} s: ${times.length} replies`)
  console.log(
    `submissions: ${submissions} for ${submitted} responses; one receipt for all who asked: ${alike} of ${responses}`,
  )
  console.log(`latency: median ${ms(0.5)} ms, p95 ${ms(0.95)} ms, most ${ms(1)} ms`)
  if (submissions !== responses || submitted !== responses || alike !== responses) process.exitCode = 1
} finally {
  agent.destroy()
  server.kill('SIGTERM')
  await Promise.race([new Promise((resolve) => server.once('exit', resolve)), sleep(20_000)])
  await rm(dataDir, { recursive: true, force: true })
}
