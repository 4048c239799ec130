import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstrumentSources, SourceFile } from '#engine/load'
import { readYaml } from './yaml.ts'

export const root = join(import.meta.dirname, '..', '..')
const instruments = join(root, 'instruments')

export const definitionsFolder = join(instruments, 'definitions')
export const releasedFolder = join(instruments, 'released')

/** Codes of the instruments there are, by their folders. */
export async function definitionCodes(): Promise<readonly string[]> {
  const entries = await readdir(definitionsFolder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(definitionsFolder, entry.name, 'instrument.yaml')))
    .map((entry) => entry.name)
    .sort()
}

/** What all instruments share: code lists and parts, with their labels and texts. */
export async function readShared(): Promise<Omit<InstrumentSources, 'instrument' | 'sections' | 'texts'>> {
  const [lists, parts] = [join(instruments, 'code-lists'), join(instruments, 'parts')]
  return {
    codeLists: await readFolder(lists),
    codeListTexts: await readLanguages(join(lists, 'texts')),
    parts: await readFolder(parts),
    partTexts: await readLanguages(join(parts, 'texts')),
  }
}

/**
 * Read every file a definition is composed of, by the name of its folder; of a variant also those of the instrument
 * it is derived from. Throws when there is no such folder.
 */
export async function readSources(
  code: string,
  shared = readShared(),
  derived: readonly string[] = [],
): Promise<InstrumentSources> {
  const folder = join(definitionsFolder, code)
  const instrument = await readYaml(join(folder, 'instrument.yaml'), root)
  const base = baseOf(instrument)
  const known = base !== undefined && !derived.includes(base) && existsSync(join(definitionsFolder, base))
  return {
    instrument,
    sections: await readFolder(join(folder, 'sections')),
    texts: await readLanguages(join(folder, 'texts')),
    ...(await withOwnLists(folder, shared)),
    ...(known && { base: await readSources(base, shared, [...derived, code]) }),
  }
}

type Shared = Awaited<ReturnType<typeof readShared>>

/** An imported instrument brings code lists of its own, which stand in for shared ones of the same name. */
async function withOwnLists(folder: string, all: Promise<Shared>): Promise<Shared> {
  const shared = await all
  const own = await readFolder(join(folder, 'code-lists'))
  if (own.length === 0) return shared
  const listOf = ({ content }: SourceFile): unknown => (content as { list?: unknown }).list
  const texts = await readLanguages(join(folder, 'code-lists', 'texts'))
  const languages = [...new Set([...Object.keys(shared.codeListTexts), ...Object.keys(texts)])]
  return {
    ...shared,
    codeLists: [...shared.codeLists.filter((list) => !own.some((one) => listOf(one) === listOf(list))), ...own],
    codeListTexts: Object.fromEntries(
      languages.map((language) => {
        const house = shared.codeListTexts[language] ?? shared.codeListTexts.en
        return [language, merged(house, texts[language])] as const
      }),
    ),
  }
}

/** Labels of both; a language the house does not speak has its words in English. */
function merged(house: SourceFile | undefined, own: SourceFile | undefined): SourceFile {
  const words = { ...(house?.content as object), ...(own?.content as object) }
  const isOwn = (pointer: string): boolean => Object.hasOwn((own?.content ?? {}) as object, pointer.split('/')[1] ?? '')
  return {
    path: own?.path ?? house?.path ?? '',
    content: words,
    place: (pointer) => (isOwn(pointer) ? own : house)?.place?.(pointer),
  }
}

function baseOf({ content }: SourceFile): string | undefined {
  const name = (content as { readonly variant_of?: unknown } | null | undefined)?.variant_of
  return typeof name === 'string' && /^[\w-]+$/.test(name) ? name.toLowerCase() : undefined
}

/** Every YAML file of a folder in the order of their names; none when there is no such folder. */
export async function readFolder(folder: string): Promise<readonly SourceFile[]> {
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  return Promise.all(names.map((name) => readYaml(join(folder, name), root)))
}

async function readLanguages(folder: string): Promise<Readonly<Record<string, SourceFile>>> {
  const files = await readFolder(folder)
  return Object.fromEntries(files.map((file) => [file.path.replace(/^.*\/(.+)\.yaml$/, '$1'), file]))
}
