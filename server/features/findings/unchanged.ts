import type { Call } from '../../http/mount.ts'
import { keptFor } from './kept.ts'
import type { OpenWave } from './open-wave.ts'

const mostResults = 400
const kept = keptFor<unknown>(mostResults)

/**
 * A result that depends on nothing but the set of submissions and these parameters: made once, kept by that key,
 * and not sent again to a browser that has it.
 */
export async function unlessKnown<T>(
  call: Call,
  wave: OpenWave,
  parameters: readonly string[],
  make: () => Promise<T>,
): Promise<T> {
  const key = [wave.key, ...parameters].join('/')
  const tag = `"${key}"`
  call.reply.header('etag', tag).header('cache-control', 'private, no-cache')
  const known = (call.request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(tag)) call.reply.code(304)
  return (await kept(key, make)) as T
}
