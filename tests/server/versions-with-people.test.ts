import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInstrument } from '#engine'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { smallNext } from '../fixtures/versions/small-next.ts'
import { colleague, newRespondent } from '../support/respondent.ts'
import { accept, newer, older, type VersionsApp, versionsApp } from '../support/versions.ts'

let server: VersionsApp
beforeAll(async () => {
  server = await versionsApp()
})
afterAll(() => server.close())

test('whoever was asked for a section is asked for the same section of the version a response moves to', async () => {
  const sari = await newRespondent(server)
  const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi', sections: ['B'] })
  const itemsOfB = (bundle: typeof smallInstrument, hash: string) =>
    Array.from(openInstrument(bundle, hash).items.values())
      .filter(({ section }) => section.code === 'B')
      .map(({ code }) => code)
      .toSorted()
  const part = async () => (await budi.read()).part?.toSorted()
  expect(await part()).toEqual(itemsOfB(smallInstrument, older))
  await server.offer(newer)
  expect((await accept(sari)).statusCode).toBe(200)
  expect(itemsOfB(smallNext, newer)).not.toEqual(itemsOfB(smallInstrument, older))
  expect(await part()).toEqual(itemsOfB(smallNext, newer))
})
