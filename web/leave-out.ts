import type { Plugin } from 'vite'

/** What an item type says to exports, migrations and tests. No page asks it, and it would be an eighth of the engine. */
const unasked: ReadonlySet<string> = new Set(['examples', 'variables', 'cells', 'carry', 'prose'])
const itemType = /instruments\/engine\/items\/[a-z-]+\.ts$/

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}
interface Property extends Node {
  readonly key?: { readonly name?: string }
}
interface Declaration extends Node {
  readonly declaration?: Declaration | null
  readonly declarations?: readonly { readonly init?: (Node & { readonly properties?: readonly Property[] }) | null }[]
}

/** Cuts those properties out of the item types when the pages are built. */
export function leaveOut(): Plugin {
  return {
    name: 'mufakat-leave-out',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: itemType },
      handler(code) {
        const program = this.parse(code, { lang: 'ts' }) as unknown as { readonly body: readonly Declaration[] }
        const cuts = program.body.flatMap((statement) => propertiesOf(statement.declaration ?? statement))
        return cuts.toReversed().reduce((text, cut) => without(text, cut), code)
      },
    },
  }
}

const propertiesOf = (declaration: Declaration): readonly Property[] =>
  (declaration.declarations ?? [])
    .flatMap(({ init }) => init?.properties ?? [])
    .filter((property) => unasked.has(property.key?.name ?? ''))

const without = (text: string, { start, end }: Node): string =>
  text.slice(0, start) + text.slice(text[end] === ',' ? end + 1 : end)
