import type pg from 'pg'
import type { Acknowledged } from './writers.ts'

const nameOf = ({ response, item, row, version }: Omit<Acknowledged, 'value' | 'mutation'>) =>
  `${response} ${item}/${row} version ${version}`

/**
 * Is everything that was acknowledged in the database, as it was acknowledged, applied once, and not overtaken by
 * anything older? Returns what is wrong.
 */
export async function whatIsWrong(owner: pg.Pool, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const events = await owner.query<Acknowledged>(
    'select response_id as response, item, row, version, value, mutation_id as mutation from answer_event',
  )
  const standing = await owner.query<Acknowledged>(
    'select response_id as response, item, row, version, value from answer',
  )
  const kept = new Map(events.rows.map((event) => [nameOf(event), event]))
  const stands = new Map(standing.rows.map((answer) => [nameOf({ ...answer, version: 0 }), answer]))
  const lost = acknowledged.flatMap((save) => {
    const event = kept.get(nameOf(save))
    if (event === undefined) return [`lost: ${nameOf(save)}`]
    const same = event.value === save.value && event.mutation === save.mutation
    return same ? [] : [`changed: ${nameOf(save)} is now ${JSON.stringify(event.value)}`]
  })
  const overtaken = acknowledged.flatMap((save) => {
    const answer = stands.get(nameOf({ ...save, version: 0 }))
    return answer === undefined || answer.version < save.version ? [`older stands: ${nameOf(save)}`] : []
  })
  const unequal = standing.rows.flatMap((answer) =>
    kept.get(nameOf(answer))?.value === answer.value ? [] : [`stands without history: ${nameOf(answer)}`],
  )
  const ids = events.rows.map((event) => event.mutation)
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `applied twice: ${id}`)
  return [...lost, ...overtaken, ...unequal, ...twice]
}
