import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import type { InstrumentSources, SourceFile } from '#engine/load'

const root = join(import.meta.dirname, '..', '..')
const definitions = join(root, 'instruments', 'definitions')
const codeLists = join(root, 'instruments', 'code-lists')

export const releasedFolder = join(root, 'instruments', 'released')

/** Codes of the instruments there are, by their folders. */
export async function definitionCodes(): Promise<readonly string[]> {
  const entries = await readdir(definitions, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/** Read every file a definition is composed of. */
export async function readSources(code: string): Promise<InstrumentSources> {
  const folder = join(definitions, code)
  return {
    instrument: await readYaml(join(folder, 'instrument.yaml')),
    sections: await readFolder(join(folder, 'sections')),
    texts: await readLanguages(join(folder, 'texts')),
    codeLists: await readFolder(codeLists),
    codeListTexts: await readLanguages(join(codeLists, 'texts')),
  }
}

async function readYaml(path: string): Promise<SourceFile> {
  return { path: relative(root, path), content: parse(await readFile(path, 'utf8'), { prettyErrors: true }) }
}

async function readFolder(folder: string): Promise<readonly SourceFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(names.map((name) => readYaml(join(folder, name))))
}

async function readLanguages(folder: string): Promise<Readonly<Record<string, SourceFile>>> {
  const files = await readFolder(folder)
  return Object.fromEntries(files.map((file) => [file.path.replace(/^.*\/(.+)\.yaml$/, '$1'), file]))
}
