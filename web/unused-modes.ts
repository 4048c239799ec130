import type { Plugin } from 'vite'

/** What is written otherwise in one file of Svelte, and what is lost by it. */
interface Change {
  readonly file: string
  readonly from: RegExp
  readonly to: string
}

const becomesConstant = (file: string, name: string): Change => ({
  file,
  from: new RegExp(`export let ${name} = false;`),
  to: `export const ${name} = false;`,
})

/**
 * Svelte asks at every step whether it takes over a page drawn by a server, runs components of Svelte 4, or waits for
 * promises inside markup. These pages do none of it, but Svelte keeps the answers in variables, so no bundler can
 * know. Here they become constants, and a tenth of Svelte falls away.
 */
const changes: readonly Change[] = [
  becomesConstant('internal/flags/index.js', 'async_mode_flag'),
  becomesConstant('internal/flags/index.js', 'legacy_mode_flag'),
  becomesConstant('internal/flags/index.js', 'tracing_mode_flag'),
  becomesConstant('internal/client/dom/hydration.js', 'hydrating'),
  {
    // objects are replaced as a whole and declared with `$state.raw`, so nothing has to watch their insides;
    // tests/house/states.test.ts holds everybody to it
    file: 'internal/client/proxy.js',
    from: /export function proxy\(value\) \{\n[\s\S]*?\n\}\n/,
    to: 'export function proxy(value) {\n\treturn value;\n}\n',
  },
  {
    // no component catches the errors of another
    file: 'internal/client/dom/blocks/boundary.js',
    from: /if \(error === HYDRATION_ERROR\) \{/,
    to: 'if (true) {',
  },
]

/** A constant takes no other value. */
const assignments = /^\s*(?:hydrating|\w+_mode_flag) = .*;$/gm
const turnsOneOn = /svelte\/src\/internal\/flags\/(?:async|legacy|tracing)\.js$/

export function unusedModes(): Plugin {
  return {
    name: 'mufakat-unused-modes',
    apply: 'build',
    transform: {
      filter: {
        id: /svelte\/src\/internal\/(?:flags|client\/(?:dom\/hydration|proxy|dom\/blocks\/boundary))|\.svelte$/,
      },
      handler(code, id) {
        if (turnsOneOn.test(id)) throw new Error(`${id} turns on a mode that web/unused-modes.ts leaves out.`)
        if (/\$\.boundary\(/.test(code)) throw new Error(`${id} catches errors, which web/unused-modes.ts leaves out.`)
        const changed = changes.filter(({ file }) => id.endsWith(file)).reduce(written, code)
        return changed.replace(assignments, '')
      },
    },
  }
}

function written(code: string, { file, from, to }: Change): string {
  if (!from.test(code)) throw new Error(`Svelte has changed: ${file} no longer holds ${from}.`)
  return code.replace(from, to)
}
