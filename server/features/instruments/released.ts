import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'

const manifest = z.array(
  z.object({
    file: z.string().regex(/^[A-Za-z0-9@._-]+\.json$/),
    instrument: z.string(),
    version: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
)

export interface ReleasedBundle {
  readonly file: string
  readonly code: string
  readonly version: string
  readonly hash: string
  /** Canonical JSON, byte for byte what the hash was computed over. */
  readonly text: string
  readonly bundle: Bundle
}

/** Reads the released bundles of a folder and proves that each is what its manifest says. Nothing released: none. */
export async function readReleased(directory: string): Promise<ReleasedBundle[]> {
  const path = join(directory, 'manifest.json')
  if (!existsSync(path)) return []
  const listed = manifest.parse(JSON.parse(await readFile(path, 'utf8')))
  return Promise.all(listed.map((entry) => readBundle(directory, entry)))
}

async function readBundle(directory: string, entry: z.infer<typeof manifest>[number]): Promise<ReleasedBundle> {
  const { file, instrument, version, sha256 } = entry
  const text = await readFile(join(directory, file), 'utf8')
  const hash = createHash('sha256').update(text).digest('hex')
  if (hash !== sha256) {
    throw new Error(
      `${file} is not what manifest.json says was released: its SHA-256 is ${hash}, released was ${sha256}`,
    )
  }
  const bundle = JSON.parse(text) as Bundle
  if (bundle.instrument !== instrument || bundle.version !== version) {
    throw new Error(
      `${file} holds ${bundle.instrument} ${bundle.version}, but manifest.json lists ${instrument} ${version}`,
    )
  }
  return { file, code: instrument, version, hash, text, bundle }
}
