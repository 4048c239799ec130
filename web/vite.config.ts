import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { leaveOut } from './leave-out.ts'

export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'public',
  plugins: [
    svelte({ compilerOptions: { cssHash: ({ hash, filename }) => `s${hash(filename).slice(-4)}` } }),
    leaveOut(),
  ],
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:8080' },
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
      // Svelte keeps its support for custom elements unless told that nobody here defines one
      treeshake: { moduleSideEffects: [{ test: /custom-element\.js$/, sideEffects: false }] },
      // few and larger files: on a slow line every file costs a round trip, and larger ones compress better
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(svelte|esm-env|clsx)\/|web\/(shell|text\/(?!en\/findings)|api)\//,
              priority: 3,
            },
            { name: 'respond', test: /instruments\/engine|web\/respond\/(pages|ResponseFrame|HubPage)/, priority: 2 },
            { name: 'questions', test: /web\/respond\/(question-pages|GroupPage)/, priority: 1 },
            { name: 'closing', test: /web\/respond\/(closing-pages|CheckPage|SubmitPage|ReceiptPage)/ },
          ],
        },
      },
    },
  },
})
