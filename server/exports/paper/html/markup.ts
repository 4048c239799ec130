import { spokenIn } from '../scripts.ts'

/** HTML as text; whatever is not made by this folder passes through `escaped`. */
export type Html = string

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string): Html => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** Attributes without a value are left out. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: Html = '',
): Html {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')
  return `<${name}${written}>${content}</${name}>`
}

/** A text with its language, which is said where it is not the language around it. */
export function said(text: string, language: string, around: string): Html {
  const spoken = spokenIn(text, language)
  const content = escaped(text).replaceAll('\n', '<br>')
  return spoken === around ? content : `<span lang="${escaped(spoken)}">${content}</span>`
}

export const paragraph = (text: string, language: string, around: string, className?: string): Html =>
  text === '' ? '' : tag('p', { class: className }, said(text, language, around))
