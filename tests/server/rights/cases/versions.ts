import { always, type Case, inPhases } from '../case.ts'
import { coordinator, leaders, members, staff } from '../cast.ts'
import { offer } from '../preparations.ts'

export const versions: readonly Case[] = [
  { endpoint: 'listVersions', expected: always(staff(200)) },
  {
    endpoint: 'offerVersion',
    say: ({ next }) => ({ body: { instrument: next } }),
    expected: always(coordinator(200)),
  },
  { endpoint: 'readVersionOffer', prepare: offer, expected: always(members(200)) },
  {
    endpoint: 'moveResponse',
    prepare: async (world, memo) => {
      await offer(world)
      memo.revision = String((await world.ours.focal.read()).revision)
    },
    say: ({ next }, { revision }) => ({ body: { instrument: next, revision: Number(revision) } }),
    expected: inPhases(leaders(200), leaders('clearance-open'), leaders('response-locked')),
  },
  {
    endpoint: 'reverseMove',
    prepare: async (world) => {
      await offer(world)
      const { focal } = world.ours
      await focal.send('POST', '/moves', { instrument: world.place.next, revision: (await focal.read()).revision })
    },
    say: () => ({ params: { move: '1' } }),
    expected: inPhases(leaders(200), leaders(404), leaders('response-locked')),
  },
  { endpoint: 'readEarlierAnswers', expected: always(members(200)) },
]
