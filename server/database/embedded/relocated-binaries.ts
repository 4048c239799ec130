import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { systemCode } from './embedded-database-error.ts'

/**
 * A copy of PostgreSQL's folder where any user may read it, made once per installed version.
 * Undefined if no place will do.
 */
export function relocate(
  native: string,
  complete: (copy: string) => boolean,
  isUsable: (copy: string) => boolean,
): string | undefined {
  // /var/tmp first: it outlives a restart and is seldom in memory
  for (const base of ['/var/tmp', tmpdir()].filter((place) => existsSync(place))) {
    const copy = join(base, `mufakat-postgresql-${versionOf(native)}`)
    if (!isTrusted(copy) && !makeCopy(native, copy, complete)) continue
    if (isTrusted(copy) && isUsable(copy)) return copy
  }
  return undefined
}

function versionOf(native: string): string {
  const { size, mtimeMs } = statSync(join(native, 'bin', 'postgres'))
  const words = [realpathSync(native), size, mtimeMs, process.getuid?.() ?? '']
  return createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16)
}

/** Anybody may write where the copy lies, so only a folder of our own that nobody else may change is run. */
function isTrusted(copy: string): boolean {
  const stat = lstatSync(copy, { throwIfNoEntry: false })
  return stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
}

function makeCopy(native: string, copy: string, complete: (copy: string) => boolean): boolean {
  let draft: string | undefined
  try {
    draft = mkdtempSync(`${copy}-`)
    // the links name their package's folder, so the copy keeps its last name
    const inner = join(draft, basename(native))
    cpSync(native, inner, { recursive: true, verbatimSymlinks: true })
    chmodSync(inner, 0o755)
    if (!complete(inner)) return false
    renameSync(inner, copy)
    return true
  } catch (error) {
    // another start was faster; a full or closed disk means the next place
    return ['EEXIST', 'ENOTEMPTY', 'EACCES', 'EPERM', 'ENOSPC', 'EROFS'].includes(systemCode(error) ?? '')
  } finally {
    if (draft !== undefined && dirname(draft) === dirname(copy)) rmSync(draft, { recursive: true, force: true })
  }
}
