import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemCode } from './embedded-database-error.ts'

/** What PostgreSQL says about itself in postmaster.pid. */
export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

const pathIn = (cluster: string): string => join(cluster, 'postmaster.pid')

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  const lines = readLines(cluster)
  if (lines === undefined) return undefined
  return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.startsWith('ready') === true }
}

/**
 * For a file whose process number now belongs to someone else: PostgreSQL would take that for a
 * running server. Its parent's number it takes for stale, and then still asks for itself, by the
 * shared memory named further down, whether processes of the dead server are left.
 */
export function disownPostmasterFile(cluster: string): void {
  const lines = readLines(cluster)
  if (lines !== undefined) writeFileSync(pathIn(cluster), [process.pid, ...lines.slice(1)].join('\n'))
}

function readLines(cluster: string): readonly string[] | undefined {
  try {
    return readFileSync(pathIn(cluster), 'utf8').split('\n')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}
