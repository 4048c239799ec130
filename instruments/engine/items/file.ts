import type { ItemType } from './item-type.ts'
import { closedSeconds } from './options.ts'
import { fault, isClean, isRecord, readFault, readOk } from './reading.ts'

/** A kept file by its content: the bytes are stored once under their SHA-256. */
export interface FileValue {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly type: string
}

const isFileValue = (raw: Readonly<Record<string, unknown>>): boolean =>
  typeof raw.name === 'string' &&
  raw.name.length >= 1 &&
  raw.name.length <= 200 &&
  isClean(raw.name) &&
  typeof raw.sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(raw.sha256) &&
  typeof raw.bytes === 'number' &&
  Number.isInteger(raw.bytes) &&
  raw.bytes > 0 &&
  typeof raw.type === 'string' &&
  /^[\w.+-]+\/[\w.+-]+$/.test(raw.type)

export const file: ItemType<'file', FileValue> = {
  name: 'file',
  measure: 'text',
  exposes: 'text',
  sources: () => ({}),
  read(raw) {
    if (!isRecord(raw) || !isFileValue(raw)) return readFault('file.invalid')
    const { name, sha256, bytes, type } = raw as unknown as FileValue
    return readOk({ name, sha256, bytes, type })
  },
  isBlank: () => false,
  live: (value) => value,
  expose: (value) => ({ type: 'text', text: value.name }),
  check: (value, { settings }) =>
    settings.accept !== undefined && !settings.accept.includes(value.type)
      ? [fault('file.type', { type: value.type })]
      : [],
  open: () => [],
  inWords: (value) => value.name,
  variables: () => [
    { suffix: '', label: '', measure: 'text', part: {} },
    { suffix: 'sha256', label: 'SHA-256', measure: 'text', part: {} },
  ],
  cells: (value) => [value.name, value.sha256],
  carry: (value) => value,
  seconds: () => closedSeconds,
  examples: [
    {
      name: 'a scanned circular',
      settings: {},
      value: { name: 'circular.pdf', sha256: 'a'.repeat(64), bytes: 120_000, type: 'application/pdf' },
      valid: true,
    },
    {
      name: 'a type that is not accepted',
      settings: { accept: ['application/pdf'] },
      value: { name: 'scan.png', sha256: 'b'.repeat(64), bytes: 9, type: 'image/png' },
      valid: false,
    },
    {
      name: 'a hash that is not one',
      settings: {},
      value: { name: 'x', sha256: 'x', bytes: 1, type: 'a/b' },
      valid: false,
    },
  ],
}
