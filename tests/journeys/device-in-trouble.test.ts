import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { journey } from '../support/browser.ts'
import { deviceContents } from '../support/device.ts'
import { enterBy } from '../support/entering.ts'
import { addRespondent, openSessionFor } from '../support/people.ts'
import {
  button,
  look,
  onDevice,
  openStage,
  patiently,
  refused,
  type Stage,
  saved,
  share,
  source,
  unkept,
} from './devices.ts'

let at: Stage

beforeAll(async () => {
  at = await openStage()
})
beforeEach(async () => {
  await at.site.stop()
  await at.site.start()
})
afterAll(() => at.site.close())

journey('a server that was restored is given again what it lost, as often as it happens', async ({ open }) => {
  const page = await open({ expected: refused })
  await enterBy(page, await at.eleven.link('vnm'))
  await at.go(page, '/respond/A/A_internet')
  await share(page).fill('70.5')
  await saved(page).waitFor()
  await source(page).fill('Counted before the restore')
  await saved(page).waitFor()
  await expect.poll(() => at.standing('vnm'), patiently).toHaveProperty('A01_source')
  const before = await at.eventsOf('vnm')

  await lose('vnm', 'A01_source')
  expect(await at.standing('vnm')).toEqual({ A01: 70.5 })
  await share(page).fill('71.5')
  await expect
    .poll(() => at.standing('vnm'), patiently)
    .toEqual({ A01: 71.5, A01_source: 'Counted before the restore' })
  await saved(page).waitFor()

  await lose('vnm', 'A01_source')
  expect(await at.standing('vnm')).toEqual({ A01: 71.5 })
  await page.reload()
  await expect.poll(() => source(page).inputValue(), patiently).toBe('Counted before the restore')
  await expect
    .poll(() => at.standing('vnm'), patiently)
    .toEqual({ A01: 71.5, A01_source: 'Counted before the restore' })
  const after = await at.eventsOf('vnm')
  expect(after.filter(({ item }) => item === 'A01_source')).toEqual(before.filter(({ item }) => item === 'A01_source'))
  expect(await page.getByRole('alert').count()).toBe(0)
})

journey(
  'one answer the server breaks over, and one that is not asked for any more, wait with the person',
  async ({ open }) => {
    const page = await open({ expected: refused })
    const { study, response } = { study: at.eleven.study, ...at.eleven.of('lao') }
    const budi = await addRespondent(at.site.owner, {
      study,
      response,
      role: 'contributor',
      name: 'Budi',
      sections: ['A'],
    })
    const session = { name: 's', value: await openSessionFor(at.site.owner, budi), url: at.site.address }
    await page.context().addCookies([session])
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const copied = async (text: string) => {
      await button(page, 'Copy as text').click()
      await page.getByText('Copied').waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`Source of that figure\n${text}`)
    }
    await at.go(page, '/respond/A/A_internet')
    await share(page).fill('70.5')
    await saved(page).waitFor()
    await at.site.owner.query(breaking)
    await source(page).fill('The server breaks over this')
    await share(page).fill('71.5')
    const notice = page.getByRole('alert').filter({ hasText: 'An answer could not be saved' })
    await notice.getByRole('link', { name: 'Source of that figure' }).waitFor(patiently)
    await expect.poll(() => at.standing('lao'), patiently).toEqual({ A01: 71.5 })
    await look(page)
    await copied('The server breaks over this')
    await at.site.owner.query('drop trigger broken on answer_event')
    await button(page, 'Try again as it is').click()
    await saved(page).waitFor()
    expect(await at.standing('lao')).toEqual({ A01: 71.5, A01_source: 'The server breaks over this' })

    await at.site.owner.query(
      'update membership set withdrawn_at = now(), sessions_from = now() where person_id = $1',
      [budi.person],
    )
    await source(page).fill('Typed too late')
    await page.getByRole('alert').getByText('1 answer waits here').waitFor()
    await copied('Typed too late')
    expect(await source(page).inputValue()).toBe('Typed too late')
    expect((await deviceContents(page)).counts.pending).toBe(1)
  },
)

journey('a browser that loses its storage or has no room says so, and goes on when it can', async ({ open, tab }) => {
  const page = await open({ expected: refused })
  await enterBy(page, await at.eleven.link('tha'))
  await at.go(page, '/respond/A/A_internet')
  await share(page).fill('70.5')
  await saved(page).waitFor()
  const other = await tab(page)
  await other.goto(at.site.address)
  await at.site.stop()

  // closed under the page, and then deleted
  await other.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('mufakat', 2).onsuccess = resolve
      }),
  )
  await source(page).fill('Typed without storage')
  await unkept(page).waitFor()
  await other
    .evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase('mufakat').onsuccess = resolve
          location.reload()
        }),
    )
    .catch(() => undefined)
  await button(page, 'Try now').click()
  await onDevice(page)

  await at.site.start()
  await page.reload()
  await saved(page).waitFor(patiently)
  expect(await at.standing('tha')).toEqual({ A01: 70.5, A01_source: 'Typed without storage' })
})

journey('a disk without room for what is typed: the page says so until the server has it', async ({ open }) => {
  const page = await open({ expected: refused })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: at.site.address, quotaSize: 300_000 })
  await enterBy(page, await at.eleven.link('sgp'))
  await at.go(page, '/respond/A/A_internet')
  await share(page).fill('70.5')
  await saved(page).waitFor()
  await at.site.stop()
  await source(page).fill('long '.repeat(100_000))
  await unkept(page).waitFor()
  expect((await deviceContents(page)).counts).not.toHaveProperty('pending')
  await source(page).fill('Typed without room')
  await at.site.start()
  await saved(page).waitFor(patiently)
  expect(await at.standing('sgp')).toEqual({ A01: 70.5, A01_source: 'Typed without room' })
})

const breaking = `
  create function broken() returns trigger language plpgsql as 'begin raise exception ''broken for a test''; end';
  create trigger broken before insert on answer_event for each row when (new.item = 'A01_source') execute function broken()`

/** As after a restore of an older copy: the server never heard of it, and says that it begins anew. */
async function lose(unit: string, item: string): Promise<void> {
  const client = await at.site.owner.connect()
  const place = [at.eleven.of(unit).response, item]
  try {
    await client.query('begin')
    // history cannot be taken back otherwise
    await client.query('set local session_replication_role = replica')
    await client.query(
      `delete from mutation where response_id = $1 and id in (
         select mutation_id from answer_event where response_id = $1 and item = $2)`,
      place,
    )
    await client.query('delete from answer_event where response_id = $1 and item = $2', place)
    await client.query('delete from answer where response_id = $1 and item = $2', place)
    await client.query('update response set revision = revision - 1 where id = $1', [place[0]])
    await client.query('update server_epoch set epoch = gen_random_uuid()')
    await client.query('commit')
  } finally {
    client.release()
  }
}
