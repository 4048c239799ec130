import { isUnwritten } from '../answer-tags.ts'
import type { Written } from '../filled-file.ts'

/** A content control while it is read. (ECMA-376 part 1, 17.5.2; w14:checkbox of [MS-DOCX] 2.6.1.) */
export interface Control {
  tag: string
  text: string
  /** Signs of a box: what it shows when it is ticked, and when not. */
  checkbox?: { checked: boolean; on: string; off: string }
  /** Says of itself that it holds text, or a date. */
  isText?: boolean
  /** Displayed text → value. */
  entries?: Map<string, string>
  /** ISO day of a date control. */
  day?: string
}

export const newControl = (): Control => ({ tag: '', text: '' })

const ticks = /^[xX✓✔✗✘☑☒●■⬛\uf052\uf0fe\uf0fc]$/u
const empty = /^[○◯☐□⬜\uf0a8\uf06f]?$/u

/** What was filled in, from what the control shows and what it says of itself. */
export function writtenIn(control: Control): Written {
  const text = plain(control.text)
  if (control.checkbox !== undefined) return { text: '', ticked: isTicked(control.checkbox, text) }
  const written = isUnwritten(text) ? '' : text.replace(/^…{2,}|…{2,}$/gu, '').trim()
  if (control.entries !== undefined && written !== '') {
    const code = control.entries.get(written)
    return { text: written, ...(code !== undefined && { code }) }
  }
  return { text: written, ...(control.day !== undefined && written !== '' && { date: control.day }) }
}

/** What is seen counts: programs without boxes leave a sign that can be typed over. */
function isTicked({ checked, on, off }: NonNullable<Control['checkbox']>, text: string): boolean {
  if (text === on || ticks.test(text)) return true
  return text === off || empty.test(text) ? text === '' && checked : checked
}

const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .trim()
