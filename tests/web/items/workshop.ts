import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Component } from 'svelte'
import { createServer } from 'vite'

/** Renders components the way a server would; the build of the site is not needed. */
export interface Workshop {
  load<M>(path: string): Promise<M>
  render(component: Component<never>, props: object): string
  close(): Promise<void>
}

export async function openWorkshop(): Promise<Workshop> {
  const vite = await createServer({
    configFile: false,
    root: new URL('../../..', import.meta.url).pathname,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [svelte({ configFile: false })],
  })
  const load = async <M>(path: string): Promise<M> => (await vite.ssrLoadModule(path)) as M
  const { render } = await load<typeof import('svelte/server')>('svelte/server')
  return {
    load,
    render: (component, props) => render(component as Component<object>, { props }).body,
    close: () => vite.close(),
  }
}
