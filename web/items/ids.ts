import type { KeyText } from './engine.ts'

/**
 * Id of an item's first control. Further controls add codes with hyphens; everything that only names or
 * describes adds a word with a full stop, which no code holds, so that an option called `hint` is no trouble.
 */
export const itemId = (key: KeyText): string => `item-${key.replace('/', '--')}`

export const hintId = (id: string): string => `${id}.hint`
export const findingsId = (id: string): string => `${id}.findings`
export const labelId = (id: string): string => `${id}.label`

/** Several ids for `aria-describedby` or `aria-labelledby`; undefined leaves the attribute out. */
export function idList(...ids: readonly (string | false | undefined)[]): string | undefined {
  const given = ids.filter((id) => id !== false && id !== undefined && id !== '')
  return given.length === 0 ? undefined : given.join(' ')
}
