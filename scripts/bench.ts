/**
 * npm run bench: speed, measured and printed; nothing here passes or fails.
 *
 *   npm run bench                 every bench
 *   npm run bench -- evaluate     one of scripts/benches
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root, run } from './checking/run.ts'

const folder = join(root, 'scripts', 'benches')
const wanted = process.argv[2]
const benches = (await readdir(folder)).filter(
  (name) => name.endsWith('.ts') && (wanted === undefined || name === `${wanted}.ts`),
)

if (benches.length === 0) {
  console.error(`There is no bench ${wanted}.`)
  process.exitCode = 2
}
for (const bench of benches.sort()) {
  console.log(`\n— ${bench.replace('.ts', '')}`)
  process.exitCode ||= await run('node', [join('scripts', 'benches', bench)])
}
