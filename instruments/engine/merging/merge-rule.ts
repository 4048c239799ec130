/** Both sides agree on nothing: both are kept, and a person chooses. */
export const conflict = { merged: false } as const

export type Merge<V> = { readonly merged: true; readonly value: V } | typeof conflict

/**
 * What becomes of a value that two people changed at the same time. `base` is what both began with, undefined when
 * there was no value. Total, pure and the same whichever side is called theirs; it is asked only where all three differ.
 */
export type MergeRule<V> = (base: V | undefined, theirs: V, mine: V) => Merge<V>

export const merged = <V>(value: V): Merge<V> => ({ merged: true, value })

/** For values that are one thing: half of each would be a third that nobody gave. */
export const neverMerged: MergeRule<unknown> = () => conflict
