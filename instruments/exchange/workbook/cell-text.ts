/**
 * Office files write characters that XML does not have as `_x000D_`, and an underscore that would begin such a
 * sequence as `_x005F_` (ECMA-376 part 1, 22.9.2.19).
 */
const escaped = /_x([0-9A-Fa-f]{4})_/g

/** Text as a part holds it → as it reads: escapes resolved, line ends as LF, no half characters. */
export function readText(raw: string): string {
  const text = raw.includes('_x')
    ? raw.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : raw
  return text.replace(/\r\n?/g, '\n').toWellFormed()
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 does not have
const illegal = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g

const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text → as a part may hold it; `readText` gives it back, with line ends as LF and half characters as U+FFFD. */
export function writtenText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(illegal, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (character) => markup[character] ?? character)
}
