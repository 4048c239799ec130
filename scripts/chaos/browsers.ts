/**
 * Two people in two real browsers edit the same response for some minutes, through a line that cuts, delays and repeats
 * requests. In the end nothing typed may be lost or there twice, and whatever a page called saved must have been.
 *
 *   npm run chaos -- browsers 5 42     minutes, seed
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { chromium, type Page } from 'playwright-core'
import { attachEmbedded } from '../../server/database/embedded/index.ts'
import { newId } from '../../server/database/identifier.ts'
import { ownerPool } from '../../server/database/plugin.ts'
import { smallInstrument } from '../../tests/fixtures/instruments/small.ts'
import { chromiumPath } from '../../tests/support/chromium.ts'
import { randomFrom } from '../../tests/support/cutting-proxy.ts'
import { addRespondent, makeWorld, openSessionFor } from '../../tests/support/people.ts'
import { serveFrom, stopServed } from '../../tests/support/served.ts'
import { troubledLine } from '../../tests/support/troubled-line.ts'

const minutes = Number(process.argv[2] ?? 5)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const random = randomFrom(seed)
const pick = <T>(among: readonly T[]): T => among[Math.floor(random() * among.length)] as T
console.log(`seed ${seed}, ${minutes} minutes`)

/** What somebody typed, and whether their page called it saved. */
interface Typed {
  readonly item: string
  readonly value: string
  readonly person: string
  saved: boolean
}

if (chromiumPath === undefined) throw new Error('There is no Chromium on this machine.')
const dataDir = await mkdtemp(join(tmpdir(), 'mufakat-chaos-'))
const served = await serveFrom(dataDir, { DEMO: 'off', TRUST_PROXY: 'on', LOG_LEVEL: 'fatal' })
const line = await troubledLine(served.address, random)
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--headless=new', '--no-sandbox'] })
const database = await attachEmbedded({ dataDir })
const owner = ownerPool(database.connection)
try {
  const response = await openResponse(owner)
  const typed: Typed[] = []
  const people = await Promise.all(['Dara', 'Budi'].map((name) => atWork(name, response, typed)))
  const until = Date.now() + minutes * 60_000
  await Promise.all(people.map((work) => work(until)))
  line.calm()
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const page of pages) await comeToRest(page)
  await judge(owner, typed)
} finally {
  await browser.close()
  await line.close()
  await owner.end()
  await stopServed(served)
  await rm(dataDir, { recursive: true, force: true })
}

interface Place {
  readonly study: string
  readonly response: string
}

async function openResponse(pool: pg.Pool): Promise<Place> {
  const { study, wave, instrument } = await makeWorld(pool, smallInstrument)
  const [unit, response] = [newId(), newId()]
  await pool.query(
    "insert into unit (study_id, id, kind, code, name) values ($1, $2, 'administration', 'khm', 'Cambodia')",
    [study, unit],
  )
  await pool.query(
    'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
    [study, response, wave, unit, instrument],
  )
  return { study, response }
}

/** A person with a browser of their own; the answer works until a moment. */
async function atWork(name: string, place: Place, typed: Typed[]): Promise<(until: number) => Promise<void>> {
  const actor = await addRespondent(owner, { ...place, role: 'focal_point', name })
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies([{ name: 's', value: await openSessionFor(owner, actor), url: line.address }])
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${line.address}/respond/A/A_practice`)
  let count = 0
  return async (until) => {
    while (Date.now() < until) {
      count += 1
      await step(page, name, `${name} ${count}`, typed).catch((error: unknown) => console.log(`${name}: ${error}`))
    }
  }
}

/** Types one thing, or leaves the page, or loses the line for a while. */
async function step(page: Page, person: string, words: string, typed: Typed[]): Promise<void> {
  const chance = random()
  if (chance < 0.04) {
    await page.context().setOffline(true)
    await page.waitForTimeout(1_000 + random() * 6_000)
    await page.context().setOffline(false)
  } else if (chance < 0.1) {
    await page.goto(`${line.address}/respond/${pick(['A/A_practice', 'B/B_people'])}`).catch(() => undefined)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  } else if (chance < 0.35) await choose(page)
  else await type(page, person, words, typed)
  await page.waitForTimeout(100 + random() * 900)
}

/** Decides between two answers wherever there is something to decide. */
async function choose(page: Page): Promise<void> {
  const buttons = page.getByRole('button', { name: /^(Keep mine|Take theirs|Take this one)/ })
  for (let left = await buttons.count(); left > 0; left -= 1) {
    await buttons
      .nth(Math.floor(random() * left))
      .click({ timeout: 5_000 })
      .catch(() => undefined)
    await page.waitForTimeout(300)
    left = Math.min(left, (await buttons.count()) + 1)
  }
}

async function type(page: Page, person: string, words: string, typed: Typed[]): Promise<void> {
  if (page.url().includes('A_practice')) {
    if (random() < 0.7) {
      await page.getByRole('textbox', { name: /A04/ }).fill(words)
      await note(page, { item: 'A04', value: words, person, saved: false }, typed)
    } else
      await page
        .getByRole('radio')
        .nth(Math.floor(random() * 2))
        .check()
    return
  }
  const number = page.getByRole('textbox', { name: /B01/ })
  const value = String(Math.floor(random() * 1_000_000))
  await number.fill(value)
  await note(page, { item: 'B01', value, person, saved: false }, typed)
}

/** Watched until it is called saved, or something else is typed. */
async function note(page: Page, one: Typed, typed: Typed[]): Promise<void> {
  typed.push(one)
  const isSaved = page.getByText(/Saved \d/)
  // the words of the answer before stand until the page knows of this one
  await page.waitForTimeout(200)
  if (random() < 0.6)
    one.saved = await isSaved.waitFor({ timeout: 4_000 }).then(
      () => true,
      () => false,
    )
}

/** Everything arrives, and everything is chosen. */
async function comeToRest(page: Page): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.waitForTimeout(1_000)
    if ((await page.getByText(/^Saved( \d|$)|^Answers are saved as/).count()) > 0) return
    await choose(page)
    const again = page.getByRole('button', { name: 'Try now' }).first()
    if ((await again.count()) > 0) await again.click().catch(() => undefined)
  }
  throw new Error(`${page.url()} does not come to rest: ${await page.getByRole('main').ariaSnapshot()}`)
}

async function judge(pool: pg.Pool, typed: readonly Typed[]): Promise<void> {
  const { rows: events } = await pool.query<{ item: string; value: unknown; mutation_id: string; version: number }>(
    'select item, value, mutation_id, version from answer_event',
  )
  const { rows: others } = await pool.query<{ item: string; value: unknown }>(
    'select item, value from alternative union all select item, typed from draft_text',
  )
  const has = ({ item, value }: Typed) =>
    [...events, ...others].some((one) => one.item === item && String(one.value) === value)
  const isLast = (one: Typed) =>
    typed.findLast(({ item, person }) => item === one.item && person === one.person) === one
  const lost = typed.filter((one) => isLast(one) && !has(one))
  const broken = typed.filter((one) => one.saved && !has(one))
  const doubled = events.length - new Set(events.map(({ mutation_id }) => mutation_id)).size
  const { sent, cut, delayed, repeated } = line.counts()
  console.log(`typed ${typed.length}, called saved ${typed.filter(({ saved }) => saved).length}`)
  console.log(`answer versions ${events.length}, alternatives and draft texts ${others.length}`)
  console.log(`requests ${sent}: cut ${cut}, delayed ${delayed}, repeated ${repeated}`)
  console.log(`lost ${lost.length}, called saved and not there ${broken.length}, twice ${doubled}`)
  if (lost.length + broken.length + doubled > 0) {
    console.log(lost, broken)
    process.exitCode = 1
  }
}
