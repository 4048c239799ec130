import { createHash } from 'node:crypto'
import type { Case } from './case.ts'
import { endpointOf } from './visit.ts'
import type { Place } from './world.ts'

const id = () => crypto.randomUUID()

/** A place of the same form in which nothing has a name that anybody has. */
export const nowhere = (place: Place): Place => ({
  ...(Object.fromEntries(Object.entries(place).map(([name, value]) => [name, unknown(value)])) as unknown as Place),
  wave: place.wave,
  instrument: place.instrument,
  next: place.next,
})

const unknown = (name: unknown): unknown => {
  if (Array.isArray(name)) return name.map(unknown)
  if (/^\d+$/.test(String(name))) return name
  return /^[0-9a-f]{64}$/.test(String(name)) ? createHash('sha256').update(id()).digest('hex') : id()
}

/** `PATCH /api/responses/:response/answers, B01`. */
export function nameOf(row: Case): string {
  const { method, path } = endpointOf(row)
  return row.what === undefined ? `${method} ${path}` : `${method} ${path}, ${row.what}`
}
