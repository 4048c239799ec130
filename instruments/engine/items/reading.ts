import type { Fault, Read } from './item-type.ts'

export const readOk = <V>(value: V): Read<V> => ({ ok: true, value })

export const readFault = <V>(
  code: Fault['code'],
  params: Fault['params'] = {},
  pointer = '',
  at?: Fault['at'],
): Read<V> => ({ ok: false, faults: [fault(code, params, pointer, at)] })

export const fault = (code: Fault['code'], params: Fault['params'] = {}, pointer = '', at?: Fault['at']): Fault =>
  at === undefined ? { code, params, pointer } : { code, params, pointer, at }

export const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** Control characters but tab and line ends, and lone surrogates: PostgreSQL and XML refuse them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

export const isClean = (text: string): boolean => text.isWellFormed() && !controls.test(text)

/** Length as people count it: a Khmer or Burmese cluster is one. */
export function graphemes(text: string): number {
  if (text.length <= 1) return text.length
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Blank is blank whatever the script: spaces, no-break spaces and zero-width spaces alike. */
export const isBlankText = (text: string): boolean => /^(?:\s|\u200b|\u200c|\u200d|\u2060|\ufeff)*$/.test(text)
