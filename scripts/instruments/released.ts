import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bundle, type Instrument, isHigher, openInstrument } from '#engine'
import { load } from '#engine/load'
import { readSources, releasedFolder } from './sources.ts'

/** One released bundle: its file, and the SHA-256 of that file's bytes, which is the instrument's hash. */
export interface ManifestEntry {
  readonly instrument: string
  readonly version: string
  readonly file: string
  readonly sha256: string
  readonly bytes: number
}

export const manifestPath = join(releasedFolder, 'manifest.json')

export async function readManifest(): Promise<readonly ManifestEntry[]> {
  const text = await readFile(manifestPath, 'utf8').catch(() => '[]')
  return JSON.parse(text) as readonly ManifestEntry[]
}

/** A released version, opened; undefined when it was never released. */
export async function openReleased(code: string, version: string): Promise<Instrument | undefined> {
  const wanted = code.toUpperCase()
  const entry = (await readManifest()).find((one) => one.instrument === wanted && one.version === version)
  if (entry === undefined) return undefined
  const bundle = JSON.parse(await readFile(join(releasedFolder, entry.file), 'utf8')) as Bundle
  return openInstrument(bundle, entry.sha256)
}

/** The highest released version of an instrument below this one. */
export async function openPrevious(code: string, version: string): Promise<Instrument | undefined> {
  const before = (await readManifest()).filter((one) => one.instrument === code && isHigher(version, one.version))
  const highest = before.reduce<ManifestEntry | undefined>(
    (best, one) => (best === undefined || isHigher(one.version, best.version) ? one : best),
    undefined,
  )
  return highest === undefined ? undefined : openReleased(code, highest.version)
}

/** The definition files as they are now, opened; undefined when they are too wrong to be an instrument. */
export async function openWorking(code: string): Promise<Instrument | undefined> {
  const { bundle, faults } = load(await readSources(code.toLowerCase()))
  const isWrong = faults.some((fault) => fault.severity === 'fault')
  return bundle === undefined || isWrong ? undefined : openInstrument(bundle, '')
}
