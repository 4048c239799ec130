import { always, type Case } from '../case.ts'
import { everybody, signedIn } from '../cast.ts'

const onceIsEnough = true

export const signingIn: readonly Case[] = [
  { endpoint: 'readSession', onceIsEnough, expected: always({ ...signedIn(200), visitor: 200 }) },
  {
    endpoint: 'inspectLink',
    onceIsEnough,
    say: ({ token }) => ({ body: { token } }),
    expected: always(everybody(200)),
  },
  { endpoint: 'redeemLink', onceIsEnough, say: ({ token }) => ({ body: { token } }), expected: always(everybody(200)) },
  {
    endpoint: 'signIn',
    onceIsEnough,
    say: () => ({ body: { email: 'nobody@example.org', password: 'not a password of anybody' } }),
    expected: always(everybody('sign-in-refused')),
  },
  { endpoint: 'signOut', onceIsEnough, expected: always({ ...signedIn(204), withdrawn: 204 }) },
]
