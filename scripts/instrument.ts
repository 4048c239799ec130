/**
 * Work on instrument definitions.
 *
 *   npm run instrument -- check [nat] [--json]   every fault with file, line and pointer
 *   npm run instrument -- record [nat]           play every golden path and keep what comes out in its file
 *   npm run instrument -- replay [nat]           play every golden path and tell how it differs from what was kept
 *   npm run instrument -- schemas                write instruments/schema, which editors complete definitions from
 *   npm run instrument -- diff nat 1.0.0 [1.1.0] [--language=km] [--concordance]
 *                                                differences in words, to another version or to the definitions
 *   npm run instrument -- import form.xlsx [--to folder]
 *                                                a questionnaire of another program as a definition folder
 *   npm run instrument -- export NAT[@1.0.0] [--to nat.xlsx]
 *                                                an instrument as an XLSForm
 *   npm run instrument -- print NAT[@1.0.0] --to nat.pdf|nat.docx|nat.html [--language km]
 *                                                a blank copy on paper; PDF needs an installed Chromium
 *   npm run instrument -- release nat            bundle, hash and add to instruments/released; refuses to change a released version
 */
import { checkDefinitions } from './instruments/check.ts'
import { diffVersions } from './instruments/diff.ts'
import { exportDefinition } from './instruments/export.ts'
import { importDefinition } from './instruments/import.ts'
import { printDefinition } from './instruments/print.ts'
import { releaseDefinition } from './instruments/release.ts'
import { recordScenarios, replayScenarios } from './instruments/scenarios.ts'
import { writeSchemas } from './instruments/schemas.ts'

const [command, ...given] = process.argv.slice(2)
const code = given.find((word) => !word.startsWith('--'))

// `--to=nat.xlsx` and `--to nat.xlsx`
const option = (name: string) =>
  given.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ??
  (given.includes(`--${name}`) ? given[given.indexOf(`--${name}`) + 1] : undefined)
const diff = () => {
  const versions = given.filter((word) => /^\d/.test(word))
  return diffVersions({ code, versions, language: option('language'), concordance: given.includes('--concordance') })
}

const to = option('to')

const commands: Readonly<Record<string, () => Promise<boolean>>> = {
  check: () => checkDefinitions(code, { json: given.includes('--json') }),
  record: () => recordScenarios(code),
  replay: () => replayScenarios(code),
  schemas: () => writeSchemas(),
  diff,
  import: () => importDefinition(code, to),
  export: () => exportDefinition(code, to),
  print: () => printDefinition({ named: code, to, language: option('language') }),
  release: () => releaseDefinition(code),
}

const run = commands[command ?? '']
if (run === undefined) {
  console.error(`Usage: npm run instrument -- ${Object.keys(commands).join('|')} [code]`)
  process.exitCode = 2
} else if (!(await run())) {
  process.exitCode = 1
}
