import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { describe, expect, test } from 'vitest'
import { load } from '#engine/load'
import { readManifest } from '../../scripts/instruments/released.ts'
import { definitionCodes, readSources, releasedFolder } from '../../scripts/instruments/sources.ts'

const manifest = await readManifest()

describe('released instruments', () => {
  test.each(manifest.map((entry) => [entry.file, entry] as const))(
    '%s has not changed since its release',
    async (file, entry) => {
      const bytes = await readFile(join(releasedFolder, file))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(entry.sha256)
      expect(bytes.length).toBe(entry.bytes)
      expect(canonicalize(JSON.parse(bytes.toString('utf8')))).toBe(bytes.toString('utf8'))
    },
  )

  test('the folder holds what the manifest names, and nothing else', async () => {
    const files = (await readdir(releasedFolder)).filter((file) => file !== 'manifest.json')
    expect(files.sort()).toEqual(manifest.map((entry) => entry.file).sort())
  })

  test('the definitions of a released version are still that version', async () => {
    for (const code of await definitionCodes()) {
      const { bundle } = load(await readSources(code))
      const known = manifest.find(
        (entry) => entry.instrument === bundle?.instrument && entry.version === bundle.version,
      )
      if (known === undefined) continue
      const sha256 = createHash('sha256')
        .update(canonicalize(bundle) ?? '')
        .digest('hex')
      expect({ code, sha256 }).toEqual({ code, sha256: known.sha256 })
    }
  })
})
