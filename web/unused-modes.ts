import type { Plugin } from 'vite'

/**
 * Svelte asks at every step whether it takes over a page drawn by a server, runs components of Svelte 4, or waits for
 * promises inside markup. These pages do none of it, but Svelte keeps the answers in variables, so no bundler can
 * know. Here they become constants, and a twentieth of Svelte falls away.
 */
const switches: Readonly<Record<string, readonly string[]>> = {
  'internal/flags/index.js': ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag'],
  'internal/client/dom/hydration.js': ['hydrating'],
}
const turnsOneOn = /svelte\/src\/internal\/flags\/(?:async|legacy|tracing)\.js$/

export function unusedModes(): Plugin {
  return {
    name: 'mufakat-unused-modes',
    apply: 'build',
    transform: {
      filter: { id: /svelte\/src\/internal\/(?:flags|client\/dom\/hydration)/ },
      handler(code, id) {
        if (turnsOneOn.test(id)) throw new Error(`${id} turns on a mode that web/unused-modes.ts leaves out.`)
        const names = Object.entries(switches).find(([file]) => id.endsWith(file))?.[1] ?? []
        return names.reduce(turnedOff, code)
      },
    },
  }
}

function turnedOff(code: string, name: string): string {
  const declared = new RegExp(`export let ${name} = false;`)
  if (!declared.test(code)) throw new Error(`Svelte has changed: it no longer declares ${name}.`)
  return code.replace(declared, `export const ${name} = false;`).replace(new RegExp(`^\\s*${name} = .*;$`, 'gm'), '')
}
