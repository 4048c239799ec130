import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** Every file of the checkout that git tracks or would track, with `/` in its path. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

export const codeFiles: readonly string[] = files.filter(
  (file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'),
)

const importing =
  /(?:^|\n)\s*(?:import|export)\s+(?<typeOnly>type\s)?(?:[^'"`;]*?\sfrom\s+)?['"](?<from>[^'"]+)['"]|import\(\s*['"](?<dynamic>[^'"]+)['"]\s*\)/g

export interface Import {
  readonly file: string
  /** A path from the root for our own files, the package name otherwise. */
  readonly target: string
  readonly own: boolean
  readonly typeOnly: boolean
}

const aliases: Readonly<Record<string, string>> = {
  '#engine': 'instruments/engine/index.ts',
  '#engine/load': 'instruments/engine/load/index.ts',
  '#contract': 'server/contract/index.ts',
}

/** What a file imports, statically or not, types included. */
export function importsOf(file: string): readonly Import[] {
  return Array.from(read(file).matchAll(importing)).map(({ groups }) => {
    const from = groups?.from ?? groups?.dynamic ?? ''
    const typeOnly = groups?.typeOnly !== undefined
    const alias = aliases[from]
    if (alias !== undefined) return { file, target: alias, own: true, typeOnly }
    if (!from.startsWith('.')) return { file, target: packageOf(from), own: false, typeOnly }
    const path = relative(root, join(root, dirname(file), from))
    return { file, target: path.split('\\').join(posix.sep), own: true, typeOnly }
  })
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? 'node:'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
