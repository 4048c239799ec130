import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serveFrom, stopServed } from '../support/served.ts'

let dataDir = ''
let served: Served

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mufakat-lost-'))
  served = await serveFrom(dataDir, { LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  await stopServed(served)
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
})

test('the server outlives its database and tells everybody that the trouble will pass', async () => {
  const { address } = served
  const statuses = new Set<number>()
  let wanted = true
  const asking = Array.from({ length: 12 }, async () => {
    while (wanted) {
      const headers = { 'content-type': 'application/json', origin: address }
      const body = JSON.stringify({ email: 'nobody@example.org', password: 'nothing at all' })
      const ready = await fetch(`${address}/readyz`)
      const inspected = await fetch(`${address}/api/session`, { headers: { cookie: `s=${'a'.repeat(43)}` } })
      statuses.add(ready.status).add(inspected.status)
      if (ready.status === 503)
        statuses.add((await fetch(`${address}/api/session`, { method: 'POST', headers, body })).status)
      await sleep(5)
    }
  })
  await sleep(200)
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  while (!statuses.has(503)) await sleep(20)
  wanted = false
  await Promise.all(asking)
  expect((await fetch(`${address}/livez`)).status).toBe(200)
  expect(Array.from(statuses).filter((status) => ![200, 401, 429, 503].includes(status))).toEqual([])
  expect(served.process.exitCode).toBeNull()
})
