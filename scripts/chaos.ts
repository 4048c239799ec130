/**
 * npm run chaos: what must hold when much happens at once or goes wrong, at full size. Ends with an error where it does not.
 *
 *   npm run chaos                        everything in scripts/chaos
 *   npm run chaos -- submissions 50      one of them; what stands behind goes to it
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root, run } from './checking/run.ts'

const folder = join(root, 'scripts', 'chaos')
const [wanted, ...rest] = process.argv.slice(2)
const trials = (await readdir(folder)).filter(
  (name) => name.endsWith('.ts') && (wanted === undefined || name === `${wanted}.ts`),
)

if (trials.length === 0) {
  console.error(`There is no ${wanted} in scripts/chaos.`)
  process.exitCode = 2
}
for (const trial of trials.sort()) {
  console.log(`\n— ${trial.replace('.ts', '')}`)
  process.exitCode ||= await run('node', [join('scripts', 'chaos', trial), ...rest])
}
