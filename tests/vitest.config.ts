import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './support/closing-line.ts'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // a zone with a quarter of an hour to it: hidden local time fails at once
    env: { TZ: 'Pacific/Chatham' },
    reporters: ['default', new ClosingLine()],
    // one would leave half of a machine with two cores idle
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
