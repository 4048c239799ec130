import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { openInstrument } from '#engine'
import { load } from '#engine/load'
import { reportUnmapped } from './diff.ts'
import { type ManifestEntry, manifestPath, openPrevious, readManifest } from './released.ts'
import { readSources, releasedFolder } from './sources.ts'

/** Release a definition as canonical JSON (RFC 8785). A released version never changes: a change needs a new version. */
export async function releaseDefinition(code?: string): Promise<boolean> {
  if (code === undefined) return refuse('Say which instrument: npm run instrument -- release nat')
  const { bundle, faults } = load(await readSources(code.toLowerCase()))
  const wrong = faults.filter((fault) => fault.severity === 'fault')
  if (bundle === undefined || wrong.length > 0) {
    return refuse(`${code} has ${wrong.length} faults; npm run instrument -- check ${code} lists them.`)
  }
  const text = canonicalize(bundle) ?? ''
  const sha256 = createHash('sha256').update(text).digest('hex')
  const name = `${bundle.instrument.toLowerCase()}@${bundle.version}`
  const manifest = await readManifest()
  const known = manifest.find((entry) => entry.instrument === bundle.instrument && entry.version === bundle.version)
  if (known !== undefined && known.sha256 !== sha256) {
    return refuse(`${name} is released and differs from these definitions; raise the version in instrument.yaml.`)
  }
  if (known === undefined) {
    const previous = await openPrevious(bundle.instrument, bundle.version)
    if (previous !== undefined && !reportUnmapped(previous, openInstrument(bundle, sha256))) {
      return refuse(`${name} leaves open what becomes of answers to ${previous.bundle.version}.`)
    }
    const entry: ManifestEntry = {
      instrument: bundle.instrument,
      version: bundle.version,
      file: `${name}.json`,
      sha256,
      bytes: Buffer.byteLength(text),
    }
    await writeFile(join(releasedFolder, entry.file), text)
    await writeFile(manifestPath, `${JSON.stringify([...manifest, entry], undefined, 2)}\n`)
  }
  console.log(`${name} ${sha256}`)
  return true
}

function refuse(why: string): boolean {
  console.error(why)
  return false
}
