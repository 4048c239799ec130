import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { leaveOut } from './leave-out.ts'
import { keptFiles } from './service-worker/kept-files.ts'
import { unusedModes } from './unused-modes.ts'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'public',
  plugins: [
    svelte({
      compilerOptions: {
        runes: true,
        discloseVersion: false,
        cssHash: ({ hash, filename }) => `s${hash(filename).slice(-4)}`,
      },
    }),
    leaveOut(),
    unusedModes(),
    keptFiles(),
  ],
  server: {
    host: '127.0.0.1',
    // the folder of calls to the server has the same name as the server's addresses
    // and requests keep their host, or the server would take them for another site's
    proxy: { '^/api/(?!.*\\.ts(\\?|$))': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // the content security policy admits files of this site only: nothing is inlined
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // how long each plugin took is no news to who starts the product
      checks: { pluginTimings: false },
      treeshake: {
        // these modules do nothing by being loaded, except custom elements, which nobody here defines
        moduleSideEffects: [{ test: /svelte\/src\/internal\/client\/|instruments\/engine\//, sideEffects: false }],
      },
      // one file for the respondent's whole way, one for each of the others: on a slow line every file costs a round
      // trip, and larger ones compress better; the parts of Svelte that only findings use stay with them
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'findings',
              test: /web\/(findings|charts\/(?!draw\.)|text\/en\/findings)/,
              priority: 2,
            },
            {
              name: 'staff',
              test: /web\/(staff\/|text\/en\/staff)|engine\/(versions|expression\/(in-words|declarations|code-items))|svelte\/.*\/(await|input|select|size|style|this)\.js$/,
              priority: 2,
            },
            { name: 'manage', test: /web\/(manage|text\/en\/manage)/, priority: 3 },
            { name: 'rare', test: /web\/(rare-routes|staff-routes|text\/late-areas)/, priority: 3 },
            { name: 'submit', test: /web\/(respond\/submit|text\/en\/submit)/, priority: 2 },
            { name: 'clearance', test: /web\/(respond\/clearance|text\/en\/clearance)/, priority: 2 },
            { name: 'version', test: /web\/(respond\/version|text\/en\/version)/, priority: 2 },
            { name: 'contributions', test: /web\/(respond\/contributions|text\/en\/contributions)/, priority: 2 },
            {
              name: 'needs-you',
              test: /web\/(respond\/(needs-you|saving\/(reconcile|remembered))|text\/en\/needs-you)/,
              priority: 2,
            },
            { name: 'check', test: /web\/(respond|text\/en)\/check/, priority: 2 },
            { name: 'refused-link', test: /web\/(respond|text\/en)\/refused-link/, priority: 2 },
            {
              name: 'sign-out',
              test: /web\/(respond\/(sign-out|saving\/(forgetting))|text\/en\/sign-out)/,
              priority: 2,
            },
            {
              name: 'thread-list',
              test: /web\/(respond\/threads\/(ThreadsPage|ThreadList|ThreadCard|addresses|script-of)|text\/en\/threads)/,
              priority: 3,
            },
            { name: 'thread', test: /web\/respond\/threads/, priority: 2 },
            { name: 'prefill', test: /web\/(respond\/prefill|text\/en\/prefill)/, priority: 2 },
            { name: 'languages', test: /web\/text\/languages/, priority: 3 },
            { name: 'renderings', test: /web\/(respond\/renderings|renderings|text\/en\/renderings)/, priority: 3 },
            { name: 'people', test: /web\/(respond\/people|text\/en\/people)/, priority: 2 },
            { name: 'deadline', test: /web\/(fieldwork\/deadline|text\/en\/deadline)/, priority: 3 },
            { name: 'start', test: /web\/(respond\/start|text\/en\/start)/, priority: 2 },
            { name: 'wave', test: /web\/(fieldwork|respond\/wave|text\/en\/fieldwork)/, priority: 2 },
            { name: 'upload', test: /web\/respond\/evidence\/(upload|sending)/, priority: 3 },
            {
              name: 'evidence-form',
              test: /web\/respond\/evidence\/(AddPage|ChangePage|Detail|Sender)/,
              priority: 3,
            },
            { name: 'evidence', test: /web\/(respond\/evidence|text\/(en\/evidence|languages))/, priority: 2 },
            { name: 'account', test: /web\/(HomePage|account|text\/en\/account)/, priority: 2 },
            {
              name: 'base',
              test: /web\/(?!charts|service-worker)|instruments\/engine|svelte\/|clsx|vite\/preload-helper/,
            },
          ],
        },
      },
    },
  },
})
