import type { LightMyRequestResponse } from 'fastify'
import { largePdf } from '../../fixtures/evidence/documents.ts'
import { ask, clear, plan, stateOf, wholeBy } from '../../support/clearing.ts'
import { mostPiece, sender } from '../../support/evidence.ts'
import type { Administration } from './administration.ts'
import { offer } from './preparations.ts'
import { settle, type World } from './world.ts'

function worked({ statusCode, body }: LightMyRequestResponse): void {
  if (statusCode >= 300) throw new Error(`the history could not be made: ${body}`)
}

/** Everything that can happen to a response has happened, and it is a draft again: no table of it is empty. */
export async function live(world: World, administration: Administration): Promise<void> {
  await decide(administration)
  await moveAndBack(world, administration)
  await settle(administration)
  await submitAndReopen(world, administration)
  const sending = await sender(world.server, administration.focal)
  const scan = largePdf(mostPiece + 20_000)
  const upload = (await sending.begin(`${administration.mark} long.pdf`, scan)).json().id
  worked(await sending.piece(upload, 0, scan.subarray(0, mostPiece)))
}

async function decide({ focal, names }: Administration): Promise<void> {
  const [first] = names.contributions
  worked(await focal.send('POST', '/contributions/decisions', { decisions: [{ id: first, decision: 'decline' }] }))
  const [prefill] = names.prefills
  worked(
    await focal.send('POST', '/prefills/decisions', { decisions: [{ id: prefill, decision: 'no_longer_applies' }] }),
  )
  worked(await focal.send('POST', `/renderings/${names.rendering}/reviews`, { decision: 'reviewed' }))
  worked(await focal.send('PUT', `/threads/${names.thread}/look`, { until: 2 }))
  const mentioned = { id: crypto.randomUUID(), text: 'Please look', mentions: [names.contributor] }
  worked(await focal.send('POST', `/threads/${names.thread}/messages`, mentioned))
}

async function moveAndBack(world: World, { focal }: Administration): Promise<void> {
  await offer(world)
  const { revision } = await focal.read()
  worked(await focal.send('POST', '/moves', { instrument: world.place.next, revision }))
  worked(await focal.send('POST', '/moves/1/reversal'))
}

async function submitAndReopen(world: World, administration: Administration): Promise<void> {
  const { focal, officer, contributor, names } = administration
  const version = (await focal.read()).answers.find(({ item }) => item === 'B01')?.version ?? 0
  worked(await contributor.save({ item: 'B01', value: 0, base: version }))
  worked(await plan(focal, [wholeBy(officer)]))
  worked(await ask(focal, [{ key: 'B01', warning: 'K_nobody', reason: `${administration.mark} reason` }]))
  worked(await clear(officer))
  const team = (path: string, payload: object) =>
    world.server.ask({
      method: 'POST',
      url: `/api/waves/${world.place.wave}/units/${names.unit}${path}`,
      payload,
      cookies: { s: world.cookies.coordinator ?? '' },
    })
  worked(await team('/waivers', { reason: 'A letter' }))
  worked(await team('/reopening-requests', { reason: 'A figure' }))
  worked(await team('/readings', { letters: [names.letter] }))
  worked(await team('/extensions/1/decision', { until: '2027-02-20' }))
  const { submissions } = await stateOf(officer)
  worked(
    await officer.send('POST', '/reopenings', { submission: submissions[0]?.number ?? 1, request: 1, reason: 'Yes' }),
  )
}
