import type { KeyText } from './engine.ts'

/** Id of an item's first control. Row ids hold no character that an id or a fragment could not. */
export const itemId = (key: KeyText): string => `item-${key.replace('/', '--')}`

export const hintId = (id: string): string => `${id}-hint`
export const findingsId = (id: string): string => `${id}-findings`
export const labelId = (id: string): string => `${id}-label`

/** Several ids for `aria-describedby` or `aria-labelledby`; undefined leaves the attribute out. */
export function idList(...ids: readonly (string | false | undefined)[]): string | undefined {
  const given = ids.filter((id) => id !== false && id !== undefined && id !== '')
  return given.length === 0 ? undefined : given.join(' ')
}
