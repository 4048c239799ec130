import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface OtherServer {
  readonly name: string
  /** Absent: the programs that come from npm. */
  readonly binaries?: string
}

const debian = '/usr/lib/postgresql'

/** PostgreSQL servers that DATABASE_URL can be tried with: our own programs, and what the system has from version 15 on. */
export function otherServers(): readonly OtherServer[] {
  const installed = existsSync(debian) ? readdirSync(debian).filter((version) => Number(version) >= 15) : []
  const usable = installed
    .map((version) => join(debian, version, 'bin'))
    .filter((binaries) => existsSync(join(binaries, 'initdb')) && existsSync(join(binaries, 'postgres')))
  return [{ name: 'PostgreSQL from npm' }, ...usable.map((binaries) => ({ name: versionOf(binaries), binaries }))]
}

const versionOf = (binaries: string): string =>
  execFileSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' })
    .replace(/^postgres \(PostgreSQL\) /, 'PostgreSQL ')
    .trim()
