import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Mutation } from '#contract'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { authorOf, saveAnswers } from '../../server/features/responses/actions.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { smallNext } from '../fixtures/versions/small-next.ts'
import { barriers, journey } from '../support/browser.ts'
import { enterBy } from '../support/entering.ts'
import { hashOf, textOf } from '../support/instrument.ts'
import { sidewaysScroll, unfold } from '../support/layout.ts'
import { addRespondent, makeWorld, type World } from '../support/people.ts'
import { openSite, type Site } from '../support/site.ts'
import { answers } from '../support/versions.ts'

let site: Site
let world: World
let budi: Actor

/** Maria has answered the small questionnaire, Budi helps her; a newer version is offered. */
beforeAll(async () => {
  site = await openSite()
  world = await makeWorld(site.owner, smallInstrument)
  const { study, philippines, maria, wave } = world
  budi = await addRespondent(site.owner, { study, response: philippines, role: 'contributor', name: 'Budi' })
  const mutations = answers.map((answer) => ({ id: crypto.randomUUID(), base: 0, ...answer }) as Mutation)
  await inUnitOfWork(site.database, maria, (unit) =>
    saveAnswers(unit, authorOf(maria, philippines), { instrument: world.instrument, mutations }),
  )
  await site.owner.query('insert into instrument_version (hash, code, version, bundle) values ($1, $2, $3, $4)', [
    hashOf(smallNext),
    smallNext.instrument,
    smallNext.version,
    textOf(smallNext),
  ])
  await site.owner.query(
    "insert into version_offer (study_id, wave_id, number, instrument_hash, by_name) values ($1, $2, 1, $3, 'Sofia')",
    [study, wave, hashOf(smallNext)],
  )
})

afterAll(() => site.close())

async function enter(page: Page, actor: Actor): Promise<void> {
  const { person = '' } = actor
  const token = await inUnitOfWork(site.database, system, (unit) =>
    issueLink(unit, { study: world.study, response: world.philippines, person }),
  )
  await enterBy(page, `${site.address}/i#${token}`)
  await page.getByRole('heading', { level: 1, name: 'Small questionnaire' }).waitFor()
}

async function standing(item: string): Promise<unknown> {
  const { rows } = await site.owner.query('select value from answer where response_id = $1 and item = $2', [
    world.philippines,
    item,
  ])
  return rows[0]?.value
}

/** Nothing in anybody's way, wide and narrow. */
async function look(page: Page): Promise<void> {
  await unfold(page)
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await barriers(page)).toEqual([])
    await expect.poll(() => sidewaysScroll(page), { timeout: 5_000 }).toBeUndefined()
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

journey('a focal point moves to a newer version while a colleague is offline, and goes back', async ({ open }) => {
  const offline = await open({ expected: [/Failed to load resource/, /ERR_INTERNET_DISCONNECTED/] })
  await enter(offline, budi)
  await offline.goto(`${site.address}/respond/A/A_practice`)
  await offline.getByRole('heading', { level: 1, name: 'Practice' }).waitFor()
  await offline.context().setOffline(true)
  await offline.getByRole('radio', { name: 'The option x' }).check()
  await offline.getByRole('textbox', { name: 'What about A04?' }).fill('typed on a train')
  await offline.getByText('Saved on this device').first().waitFor()

  const maria = await open()
  await enter(maria, world.maria)
  await maria.getByRole('link', { name: 'A newer version of this questionnaire: see what changes' }).click()
  await maria.getByRole('heading', { level: 1, name: 'A newer version of this questionnaire' }).waitFor()
  await maria.getByRole('heading', { name: '3 answers need another look' }).waitFor()
  await maria.getByRole('heading', { name: '2 answers are set aside' }).waitFor()
  await maria.getByRole('heading', { name: '5 answers are kept' }).waitFor()
  await look(maria)
  await maria.getByRole('button', { name: 'Move to version 1.1.0' }).click()
  await maria.getByText('Your answers moved from version 1.0.0 to version 1.1.0').waitFor()
  await look(maria)
  expect(await standing('B02_day')).toBe('2026-02-28')

  // the colleague comes back: nothing typed is lost, and the form is the newer one
  await offline.context().setOffline(false)
  await offline.getByRole('radio', { name: 'X, formerly Twitter' }).waitFor()
  expect(await offline.getByRole('radio', { name: 'X, formerly Twitter' }).isChecked()).toBe(true)
  await offline.getByText('Is there a written rule?', { exact: true }).waitFor()
  expect(await standing('A02')).toBe('x_twitter')
  await offline.goto(`${site.address}/respond/version`)
  await offline.getByText('Earlier answers (').click()
  await offline.getByText('typed on a train').waitFor()
  await offline.getByText('a word in our own').waitFor()

  // what came over is confirmed where it still holds
  await maria.reload()
  await maria.getByRole('button', { name: /It still holds.*B01/ }).click()
  await expect.poll(() => maria.getByRole('button', { name: /It still holds.*B01/ }).count()).toBe(0)
  await maria.getByText(/Saved \d/).waitFor()

  // and back
  await maria.getByRole('button', { name: 'Go back to version 1.0.0' }).click()
  await maria.getByRole('button', { name: 'Yes, go back' }).click()
  await maria.getByRole('button', { name: 'Move to version 1.1.0' }).waitFor()
  await look(maria)
  expect(await standing('A02')).toBe('facebook')
  expect(await standing('A04')).toBe('a word in our own')
  await maria.goto(`${site.address}/respond/A/A_practice`)
  await maria.getByRole('radio', { name: 'The option facebook' }).waitFor()
  expect(await maria.getByRole('radio', { name: 'The option facebook' }).isChecked()).toBe(true)
})
