import type { ItemType } from './item-type.ts'
import { readFault } from './reading.ts'

/** Words between items. It takes no answer and becomes no variable. */
export const note: ItemType<'note', never> = {
  name: 'note',
  measure: 'none',
  exposes: 'text',
  sources: () => ({}),
  read: () => readFault('text.type'),
  isBlank: () => true,
  live: (value) => value,
  expose: () => undefined,
  check: () => [],
  open: () => [],
  inWords: () => '',
  variables: () => [],
  cells: () => [],
  carry: () => undefined,
  seconds: () => 5,
  examples: [{ name: 'an answer to a note', settings: {}, value: 'read', valid: false }],
}
