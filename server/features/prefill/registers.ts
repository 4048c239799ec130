import { readdir, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Instrument, type KeyText, parseKey } from '#engine'
import { isOfRegister } from './offerable.ts'
import { unsound } from './soundness.ts'

/** Entries that a second source confirms may be offered; others may not even stand in a file. */
const certainty = z.enum(['verified_primary', 'verified_secondary'])

const entry = z.strictObject({
  entry: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  /** A code of the list `asean_member`. */
  administration: z.string().regex(/^[a-z]{3}$/),
  certainty,
  as_of: z.iso.date(),
  /** The document it is taken from, as one would cite it. */
  source: z.string().min(3).max(500),
  /** By key, as answers are; of a table only the cells the entry speaks of. */
  answers: z.record(z.string(), z.json()),
})

const register = z.strictObject({
  register: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  title: z.string().min(1).max(200),
  version: z.iso.date(),
  instruments: z.array(z.string()).min(1),
  entries: z.array(entry),
})

export type Register = z.infer<typeof register>
export type RegisterFileEntry = Register['entries'][number]

const folder = new URL('../../../instruments/registers/', import.meta.url)

/** Every register of the research team. Throws, with the file and the place, for one that is not made as it should be. */
export async function readRegisters(directory: URL = folder): Promise<readonly Register[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => parseRegister(name, await readFile(new URL(name, directory), 'utf8'))))
}

export function parseRegister(name: string, text: string): Register {
  const read = register.safeParse(JSON.parse(text))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Error(`${name} at ${issue?.path.join('/')}: ${issue?.message}`)
}

/** What is wrong with a register that is made as it should be: it speaks of what the questionnaire does not ask of it. */
export function registerFaults({ entries }: Register, instrument: Instrument): readonly string[] {
  const seen = new Map<string, string>()
  return entries.flatMap(({ entry: name, administration, answers }) =>
    Object.entries(answers).flatMap(([key, value]): string[] => {
      const item = instrument.items.get(parseKey(key as KeyText).item)
      if (item === undefined || !isOfRegister(item)) return [`${name}: ${key} is not asked of a register`]
      const fault = unsound(instrument, key as KeyText, { value })
      const told = partsOf(value).map((part) => `${administration} ${key} ${part}`)
      const twice = told.flatMap((part) =>
        seen.has(part) ? [`${name} and ${seen.get(part)} both speak of ${part}`] : [],
      )
      for (const part of told) seen.set(part, name)
      return [...(fault === undefined ? [] : [`${name}: ${key}: ${fault.why}`]), ...twice]
    }),
  )
}

const partsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : ['']
