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

/** Are the schemas that editors read those of the engine? Says which are not. */
export async function schemasAreFresh(): Promise<boolean> {
  const files = await Promise.all(
    Array.from(schemaFiles(), async ([name, text]) => {
      const path = join(schemaFolder, name)
      return { name, fresh: existsSync(path) && (await readFile(path, 'utf8')) === text }
    }),
  )
  const stale = files.filter(({ fresh }) => !fresh)
  for (const { name } of stale)
    console.log(`instruments/schema/${name} is not what the engine says; npm run instrument -- schemas writes it`)
  return stale.length === 0
}

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
