/**
 * Work on instrument definitions.
 *
 *   npm run instrument -- check [nat]      every fault with file and place
 *   npm run instrument -- release nat      bundle, hash and add to instruments/released; refuses to change a released version
 *   npm run instrument -- record [nat]     play every scenario and keep what comes out in its file
 *   npm run instrument -- replay [nat]     play every scenario and tell how it differs from what was kept
 */
import { checkDefinitions } from './instruments/check.ts'
import { releaseDefinition } from './instruments/release.ts'
import { recordScenarios, replayScenarios } from './instruments/scenarios.ts'

const [command, code] = process.argv.slice(2)

const commands: Readonly<Record<string, () => Promise<boolean>>> = {
  check: () => checkDefinitions(code),
  release: () => releaseDefinition(code),
  record: () => recordScenarios(code),
  replay: () => replayScenarios(code),
}

const run = commands[command ?? '']
if (run === undefined) {
  console.error(`Usage: npm run instrument -- ${Object.keys(commands).join('|')} [code]`)
  process.exitCode = 2
} else if (!(await run())) {
  process.exitCode = 1
}
