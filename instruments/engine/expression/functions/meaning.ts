import type { Lookup, Value } from '../grammar.ts'

/** Total: any number of arguments of any type, missing ones too. */
export type Meaning = (args: readonly Value[], lookup: Lookup) => Value

export type Meanings = Readonly<Record<string, Meaning>>
