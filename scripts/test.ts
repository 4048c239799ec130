/**
 * npm test: every test of the project, with a real PostgreSQL and, where there is one, a real Chromium.
 *
 *   npm test                      everything
 *   npm test -- tests/engine      one folder, or any other argument vitest takes
 */
import { run } from './checking/run.ts'
import { buildPagesIfStale } from './starting/pages.ts'

await buildPagesIfStale((line) => console.log(line))
process.exitCode = await run('vitest', ['run', '--config', 'tests/vitest.config.ts', ...process.argv.slice(2)])
