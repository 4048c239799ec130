import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** What a browser holds of this site's answers, as anybody sees it who opens its tools. */
export interface DeviceContents {
  /** How many records, by store; those that are empty are left out. */
  readonly counts: Readonly<Record<string, number>>
  /** Every byte of every record as Latin text, and what is remembered of small things. */
  readonly text: string
  /** Can the keys be taken out? */
  readonly extractable: readonly boolean[]
  /** The names of the small things. */
  readonly remembered: readonly string[]
}

export const deviceContents = (page: Page): Promise<DeviceContents> =>
  page.evaluate(async () => {
    const counts: Record<string, number> = {}
    const extractable: boolean[] = []
    const texts = Object.entries(localStorage).map((entry) => entry.join(' '))
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const spell = (value: unknown): string => {
      if (value instanceof CryptoKey) extractable.push(value.extractable)
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        return new TextDecoder('latin1').decode(value as ArrayBuffer)
      if (typeof value === 'object' && value !== null) return Object.values(value).map(spell).join(' ')
      return String(value)
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const records = await result(database.transaction(store).objectStore(store).getAll())
        if (records.length > 0) counts[store] = records.length
        texts.push(...records.map(spell))
      }
      database.close()
    }
    return { counts, text: texts.join('\n'), extractable, remembered: Object.keys(localStorage) }
  })

/** Which files of a folder hold these words, in either way that browsers write text. */
export async function filesWith(folder: string, words: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const needles = [Buffer.from(words), Buffer.from(words, 'utf16le')]
  const held = await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file).catch(() => Buffer.alloc(0))
      return needles.some((needle) => content.includes(needle))
    }),
  )
  return files.filter((_, at) => held[at])
}
