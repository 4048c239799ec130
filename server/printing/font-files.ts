import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const kept = new Map<string, string>()

/** A font of the installed packages as base64, read once: `@fontsource/noto-sans/files/….woff2`. */
export function fontBytes(file: string): string {
  const known = kept.get(file)
  if (known !== undefined) return known
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(file))).toString('base64')
  kept.set(file, bytes)
  return bytes
}
