import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { languageSchemas } from '#engine/load'
import { root } from './sources.ts'

export const schemaFolder = join(root, 'instruments', 'schema')

/** The JSON Schemas of the definition language, as their files hold them: name of the file → text. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(languageSchemas()).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, undefined, 2)}\n`,
    ]),
  )

/** Write them all, for editors to complete definitions from. */
export async function writeSchemas(): Promise<boolean> {
  await mkdir(schemaFolder, { recursive: true })
  for (const [name, text] of schemaFiles()) {
    const path = join(schemaFolder, name)
    const old = existsSync(path) ? await readFile(path, 'utf8') : ''
    if (old !== text) await writeFile(path, text)
    console.log(`instruments/schema/${name}${old === text ? '' : ' written'}`)
  }
  return true
}
