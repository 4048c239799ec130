import fc from 'fast-check'
import { type Answer, isSameAnswer, type KeyText } from '#engine'
import { fates, type Tab, type Typed, World } from './saving-browsers.ts'
import { type Fate, type SavingServer, unfit } from './saving-world.ts'

/** Twelve answers of every kind there is a rule for, and what is typed under each. */
const letters = ['a', 'b', 'c', 'd', 'e']
const letter = (n: number) => letters[n % letters.length] ?? 'a'
const some = (n: number) => letters.filter((_, at) => (n >> at) % 2 === 1)
type Values = Readonly<Record<KeyText, (n: number) => unknown>>
export const values: Values = {
  C: letter,
  M: (n) => (some(n).length === 0 ? ['none'] : some(n)),
  I: (n) => n,
  T: (n) => (n % 17 === 0 ? unfit : `text ${n}`),
  L: (n) => `Begins\n${letter(n)}\n${n % 3 === 0 ? letter(n >> 2) : 'middle'}\nends`,
  G: (n) => ({ [letter(n)]: { extent: letter(n >> 1) } }),
  W: (n) => ({ [letter(n)]: { primary: letter(n >> 1) } }),
  K: (n) => (some(n).length === 0 ? ['a'] : some(n)),
  R: (n) => [`r${n % 4}`, `r${(n % 4) + 4}`],
  'R_name/r1': (n) => `name ${n}`,
  'R_name/r2': (n) => `name ${n}`,
  I2: (n) => n % 3,
}

export type Step = { readonly browser: number; readonly tab: number } & (
  | { readonly do: 'type'; readonly key: KeyText; readonly n: number; readonly how: number; readonly atOnce: boolean }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'offline' | 'online' | 'crash' | 'leave' | 'another tab' | 'resume' }
  | { readonly do: 'choose'; readonly which: 'mine' | 'theirs' }
)

const place = { browser: fc.nat(3), tab: fc.nat(1) }
const typing = fc.record({
  ...place,
  do: fc.constant('type' as const),
  key: fc.constantFrom(...Object.keys(values)),
  n: fc.nat(63),
  how: fc.nat(19),
  atOnce: fc.boolean(),
})
const passing = fc.record({ ...place, do: fc.constant('pass' as const), ms: fc.constantFrom(50, 400, 3_000, 30_000) })
const choosing = fc.record({
  ...place,
  do: fc.constant('choose' as const),
  which: fc.constantFrom('mine' as const, 'theirs' as const),
})
const rest = fc.record({
  ...place,
  do: fc.constantFrom(...(['offline', 'online', 'crash', 'leave', 'another tab', 'resume'] as const)),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: typing },
  { weight: 3, arbitrary: passing },
  { weight: 1, arbitrary: choosing },
  { weight: 2, arbitrary: rest },
)

/** Two to four people at their computers, a line that fails as it likes, and what they do. */
export const stories = fc.record({
  people: fc.integer({ min: 2, max: 4 }),
  steps: fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
  line: fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 40 }),
})
export type Story = {
  readonly people: number
  readonly steps: readonly Step[]
  readonly line: readonly (typeof fates)[number][]
}

const given = ({ key, n, how }: Extract<Step, { do: 'type' }>): Answer | undefined => {
  if (how === 0) return undefined
  return how === 1 ? { missing: 'dont_know' } : { value: values[key]?.(n) }
}

/** Plays a story, then lets everybody come back and everything arrive; returns what is wrong, nothing if all is well. */
export async function play({ people, steps, line }: Story, server: SavingServer): Promise<readonly string[]> {
  let at = 0
  const world = new World(server, people, () => line[at++ % line.length] ?? 'arrives')
  for (const browser of world.browsers) await browser.open()
  const faults: string[] = []
  for (const one of steps) {
    await take(world, one)
    faults.push(...(await untruths(world)))
  }
  world.calm = true
  for (const browser of world.browsers) {
    browser.offline = false
    for (const tab of browser.tabs) tab.queue.retry()
  }
  await world.pass(600_000)
  for (const tab of world.browsers.flatMap(({ tabs }) => tabs)) await tab.renew()
  return [...faults, ...(await losses(world)), ...(await overwritten(world)), ...(await differences(world))]
}

async function take(world: World, step: Step): Promise<void> {
  const browser = world.browsers[step.browser % world.browsers.length]
  const tab = browser?.tabs[step.tab % browser.tabs.length]
  if (browser === undefined || tab === undefined) return
  if (step.do === 'type') tab.type(step.key, given(step))
  else if (step.do === 'pass') await world.pass(step.ms)
  else if (step.do === 'offline') browser.offline = true
  else if (step.do === 'online') browser.offline = false
  else if (step.do === 'choose') await tab.choose(step.which)
  else if (step.do === 'resume') tab.queue.resume()
  else if (step.do === 'another tab') await (browser.tabs.length < 2 && browser.open())
  else {
    if (step.do === 'leave') tab.queue.leave()
    // whatever the device was writing is written, and nothing else happens any more
    await new Promise((resolve) => setImmediate(resolve))
    browser.close(tab)
    await browser.open()
  }
  // nobody types in two tabs within the same millisecond
  if (step.do !== 'type' || !step.atOnce || browser.tabs.length > 1) await world.turn()
}

/** “Saved” is said only of what the server has, “saved on this device” only of what the device has. */
async function untruths(world: World): Promise<readonly string[]> {
  const known = await world.server.known()
  return world.browsers.flatMap(({ tabs, device }) =>
    tabs.flatMap((tab) => {
      const { state } = tab.queue.report
      const own = world.typed.filter((one) => one.tab === tab && isLast(world, one))
      if (state === 'saved') return own.filter(({ id }) => !known.has(id)).map(({ id }) => `not saved: ${id}`)
      if (state !== 'device') return []
      return own.filter(({ id }) => !known.has(id) && !device.pending.has(id)).map(({ id }) => `not kept: ${id}`)
    }),
  )
}

/** Whoever types over an answer in the same browser gives up what they typed before. */
const isLast = (world: World, { id, key, browser }: Typed): boolean =>
  !world.decided.has(id) && world.typed.findLast((one) => one.key === key && one.browser === browser)?.id === id

async function losses(world: World): Promise<readonly string[]> {
  const known = await world.server.known()
  const lost = world.typed.filter((one) => isLast(world, one) && !known.has(one.id))
  const doubled = Array.from(known).filter(([, { times }]: [string, Fate]) => times > 1)
  return [...lost.map(({ id, key }) => `lost: ${id} ${key}`), ...doubled.map(([id]) => `doubled: ${id}`)]
}

/**
 * The reference: in the history of an answer nobody follows somebody else's version without having seen it, except by
 * merging or choosing; and where only one browser ever typed, nobody is asked to choose.
 */
async function overwritten(world: World): Promise<readonly string[]> {
  const typed = new Map(world.typed.map((one) => [one.id, one]))
  const history = await world.server.history()
  const unseen = history.flatMap(({ id, key, version, by }) => {
    const change = typed.get(id)
    const before = history.find((one) => one.key === key && one.version === version - 1)
    if (change === undefined || before === undefined || before.by === by || world.merged.has(id)) return []
    // both had given the same, and one of them went on from it
    const own = world.typed.filter((one) => one.key === key && one.browser === change.browser && one.id < id)
    const seen = [change.over, ...own.map(({ answer }) => answer)]
    const sawTheSame = seen.some((answer) => isSameAnswer(normal(before.answer), normal(answer)))
    return change.saw >= before.version || sawTheSame
      ? []
      : [`overwritten unseen: ${before.id} by ${id} at ${key} ${version}`]
  })
  const fates = await world.server.known()
  const alone = world.typed.filter(({ id, key, browser }) => {
    const others = world.typed.some((one) => one.key === key && one.browser !== browser)
    return !others && fates.get(id)?.kept === 'alternative'
  })
  return [...unseen, ...alone.map(({ id, key }) => `conflict with nobody: ${id} ${key}`)]
}

/** In the end every screen shows what stands, but for what was refused. */
async function differences(world: World): Promise<readonly string[]> {
  const standing = async (tab: Tab) => {
    const ground = await tab.browser.ground()
    return (key: KeyText) => ground.standing?.(key)
  }
  const found: string[] = []
  for (const tab of world.browsers.flatMap(({ tabs }) => tabs)) {
    const stands = await standing(tab)
    const { refused, unsaved } = tab.queue.report
    for (const key of unsaved.keys())
      if (!refused.has(key)) found.push(`still not sent: ${key} of ${tab.browser.person}`)
    for (const key of Object.keys(values)) {
      const stored = stands(key)
      const there = stored === undefined || (stored.value === undefined && stored.missing === undefined)
      const answer = there ? undefined : ({ value: stored?.value, missing: stored?.missing } as Answer)
      const shown = tab.shown.get(key)
      if (!refused.has(key) && !isSameAnswer(normal(shown), normal(answer)))
        found.push(
          `${tab.browser.person} sees ${JSON.stringify(shown)} at ${key}, and ${JSON.stringify(answer)} stands`,
        )
    }
  }
  return found
}

function normal(answer: Answer | undefined): Answer | undefined {
  if (answer === undefined) return undefined
  const { missing } = answer as { missing?: unknown }
  return missing === undefined ? { value: (answer as { value?: unknown }).value } : ({ missing } as Answer)
}
