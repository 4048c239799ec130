/** What a durable, audited, row-secured save of one answer costs: CPU of server and database per save, and saves a second. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenedResponse } from '#contract'
import type { Bundle, ItemDefinition } from '../../instruments/engine/definition/bundle.ts'
import { attachEmbedded } from '../../server/database/embedded/index.ts'
import { newId } from '../../server/database/identifier.ts'
import { ownerPool } from '../../server/database/plugin.ts'
import { addRespondent, openSessionFor } from '../../tests/support/people.ts'
import { serveFrom } from '../../tests/support/served.ts'

const connections = 16
const seconds = Number(process.argv[2] ?? 10)
const agent = new Agent({ keepAlive: true, maxSockets: connections })

interface Writer {
  readonly headers: Readonly<Record<string, string>>
  readonly response: string
  readonly instrument: string
  readonly item: string
  version: number
}

function ask<T>(address: string, method: string, path: string, headers: Writer['headers'], body?: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, address), {
      method,
      agent,
      headers: { ...headers, 'content-type': 'application/json' },
    })
    sent.on('error', reject)
    sent.on('response', async (reply) => {
      const text = Buffer.concat(await reply.toArray()).toString()
      if (reply.statusCode === 200) resolve(JSON.parse(text))
      else reject(new Error(`${reply.statusCode} ${text}`))
    })
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** One untouched response for each connection, beside the demonstration's. */
async function openResponses(dataDir: string): Promise<{ response: string; cookie: string }[]> {
  const database = await attachEmbedded({ dataDir })
  const owner = ownerPool(database.connection)
  const { rows: waves } = await owner.query('select study_id as study, id, instrument_hash as hash from wave limit 1')
  const [wave] = waves
  const open = async (_: unknown, at: number) => {
    const [unit, response] = [newId(), newId()]
    const name = `Agency ${at}`
    await owner.query("insert into unit (study_id, id, kind, code, name) values ($1, $2, 'agency', $3, $4)", [
      wave.study,
      unit,
      `a${at}`,
      name,
    ])
    await owner.query(
      'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
      [wave.study, response, wave.id, unit, wave.hash],
    )
    const actor = await addRespondent(owner, { study: wave.study, response, role: 'focal_point', name })
    return { response, cookie: `s=${await openSessionFor(owner, actor)}` }
  }
  const opened = await Promise.all(Array.from({ length: connections }, open))
  await owner.end()
  return opened
}

const textItems = (bundle: Bundle): string[] =>
  bundle.sections
    .flatMap((section) => section.groups.flatMap((group) => group.items))
    .filter((item: ItemDefinition) => item.type === 'text' || item.type === 'long_text')
    .map(({ item }) => item)

async function makeWriters(address: string, dataDir: string): Promise<Writer[]> {
  const responses = await openResponses(dataDir)
  return Promise.all(
    responses.map(async ({ response, cookie }, at): Promise<Writer> => {
      // each from an address of its own, as ministries are: the limit per address stays as it is
      const headers = { cookie, 'x-forwarded-for': `198.51.100.${at + 1}` }
      const { instrument } = await ask<OpenedResponse>(address, 'GET', `/api/responses/${response}`, headers)
      const bundle = await ask<Bundle>(address, 'GET', `/api/instruments/${instrument}`, headers)
      const items = textItems(bundle)
      return { headers, response, instrument, item: items[at % items.length] ?? '', version: 0 }
    }),
  )
}

async function save(address: string, writer: Writer): Promise<void> {
  const { response, instrument, item, version: base, headers } = writer
  const value = `Circular ${base + 1} of the Ministry of Information`
  const mutations = [{ id: crypto.randomUUID(), item, base, value }]
  const path = `/api/responses/${response}/answers`
  const saved = await ask<{ results: { status: string; version: number }[] }>(address, 'PATCH', path, headers, {
    instrument,
    mutations,
  })
  const [result] = saved.results
  if (result?.status !== 'saved') throw new Error(`not saved: ${JSON.stringify(saved)}`)
  writer.version = result.version
}

/** Milliseconds of CPU used so far by a process and everything it started, by /proc. */
async function cpuMs(pid: number): Promise<{ server: number; database: number }> {
  const used = new Map<number, { parent: number; ms: number }>()
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    // utime, stime and those of ended children, in hundredths of a second
    const ms = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0) * 10
    used.set(Number(name), { parent: fields[1] ?? 0, ms })
  }
  const below = (top: number): number =>
    [...used].reduce((sum, [child, { parent, ms }]) => (parent === top ? sum + ms + below(child) : sum), 0)
  return { server: used.get(pid)?.ms ?? Number.NaN, database: below(pid) }
}

async function drive(address: string, writers: readonly Writer[], ms: number): Promise<number[]> {
  const until = performance.now() + ms
  const took = await Promise.all(
    writers.map(async (writer) => {
      const times: number[] = []
      while (performance.now() < until) {
        const start = performance.now()
        await save(address, writer)
        times.push(performance.now() - start)
      }
      return times
    }),
  )
  return took.flat().sort((a, b) => a - b)
}

const dataDir = await mkdtemp(join(tmpdir(), 'mufakat-bench-'))
const { process: server, address } = await serveFrom(dataDir, { TRUST_PROXY: 'on', LOG_LEVEL: 'fatal' })
try {
  const writers = await makeWriters(address, dataDir)
  await drive(address, writers, 2_000)
  const before = await cpuMs(server.pid ?? 0)
  const start = performance.now()
  const times = await drive(address, writers, seconds * 1_000)
  const lasted = performance.now() - start
  const after = await cpuMs(server.pid ?? 0)
  const per = (ms: number) => (ms / times.length).toFixed(2)
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? Number.NaN).toFixed(1)
  console.log(
    `${times.length} saves on ${connections} connections in ${(lasted / 1_000).toFixed(1)} s: ${Math.round(times.length / (lasted / 1_000))} a second`,
  )
  console.log(`latency: median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`)
  console.log(
    `CPU per save: server ${per(after.server - before.server)} ms + database ${per(after.database - before.database)} ms = ${per(after.server - before.server + after.database - before.database)} ms`,
  )
} finally {
  server.kill('SIGTERM')
  await Promise.race([new Promise((resolve) => server.once('exit', resolve)), sleep(20_000)])
  await rm(dataDir, { recursive: true, force: true })
}
