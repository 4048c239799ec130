/** npm run freeze: before a release, record the SHA-256 of every migration in migrations/released.json; from then on none may change. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './checking/run.ts'

const folder = join(root, 'migrations')
const list = join(folder, 'released.json')
const released = JSON.parse(await readFile(list, 'utf8')) as Record<string, string>

for (const name of (await readdir(folder)).filter((file) => /^\d.*\.ts$/.test(file)).sort()) {
  const sha256 = createHash('sha256')
    .update(await readFile(join(folder, name)))
    .digest('hex')
  const known = released[`migrations/${name}`]
  if (known !== undefined && known !== sha256)
    throw new Error(`migrations/${name} was released and has been edited; write a new migration instead.`)
  released[`migrations/${name}`] = sha256
}
await writeFile(list, `${JSON.stringify(released, undefined, 2)}\n`)
