/**
 * npm run check: everything a change must pass, cheapest first; stops at the first failure.
 *
 *   npm run check                 all of it
 *   npm run check -- static       what reads the code without running it
 */
import { run } from './checking/run.ts'

const checks: readonly (readonly [title: string, command: string, args: readonly string[]])[] = [
  ['format and lint', 'biome', ['check', '--config-path=scripts/lint.json', '--error-on-warnings', '.']],
  ['types of the engine', 'tsc', ['-p', 'instruments']],
  ['types of server, scripts and migrations', 'tsc', ['-p', 'server']],
  ['types of the tests', 'tsc', ['-p', 'tests']],
  ['types of the web app', 'svelte-check', ['--workspace', 'web', '--fail-on-warnings']],
  ['types of the service worker', 'tsc', ['-p', 'web/service-worker']],
  ['instrument definitions', 'node', ['scripts/instrument.ts', 'check']],
  ['unused files, exports and packages', 'knip', ['--config', 'scripts/knip.json', '--no-progress']],
  ['tests', 'node', ['scripts/test.ts']],
]

const wanted = process.argv[2] === 'static' ? checks.slice(0, -1) : checks

for (const [title, command, args] of wanted) {
  console.log(`\n— ${title}`)
  const code = await run(command, args)
  if (code === 0) continue
  console.error(`Failed: ${title}`)
  process.exitCode = code
  break
}
