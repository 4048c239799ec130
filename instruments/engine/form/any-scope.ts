import type { ItemTypeName } from '../definition/bundle.ts'
import type { ItemScope } from '../items/item-type.ts'

// biome-ignore lint/suspicious/noExplicitAny: shared code hands each type its own settings without knowing which
export type AnyScope = Omit<ItemScope<ItemTypeName>, 'settings'> & { readonly settings: any }
