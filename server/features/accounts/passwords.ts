import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { problem } from '../../problems.ts'

// OWASP's and RFC 9106's least: 19 MiB, two passes, one lane; argon2id is the library's default
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const mostAtOnce = 2
const mostWaiting = 20
let running = 0
const waiting: (() => void)[] = []

/** At most two at once: a storm of sign-ins must not take memory and processor from those who answer. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw problem('temporarily-unavailable')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    // the turn passes on without being given back
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

// the same letter typed on two keyboards may be two code points
const normal = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normal(password), cost))

let decoy: Promise<string> | undefined

/** An unknown account takes as long as a known one, so that nobody can find out who has an account. */
export async function matchesPassword(phc: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const stored = phc ?? (await decoy)
  const matches = await inTurn(() => verify(stored, normal(password)))
  return matches && phc !== undefined
}

/** Four groups of five letters and digits that cannot be taken for one another: 100 bits. */
export function makePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const drawn = Array.from(randomBytes(20), (byte) => letters.charAt(byte % 32)).join('')
  return drawn.replace(/(.{5})(?=.)/g, '$1-')
}
