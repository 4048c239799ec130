import type { Notices } from '../notice.ts'

const entities: Readonly<Record<string, string>> = { nbsp: '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const blocks = /<\s*(?:br\s*\/?|\/(?:p|div|li|tr|h[1-6]|ul|ol|table))\s*>/gi
const items = /<\s*li\b[^<>]*>/gi
const carrying = /<\s*(img|a|video|audio|iframe|script|style|table|object|embed|input)\b/gi
const tags = /<\/?[A-Za-z][^<>]*>|<!--[\s\S]*?-->/g

/**
 * Texts of survey programs are HTML; ours are plain. What had formatting only is counted, what had pictures, links
 * or the like is told.
 */
export interface PlainWords {
  plain(html: string, place: string): string
  report(): void
}

export function plainWords(notices: Notices): PlainWords {
  let formatted = 0
  return {
    plain(html, place) {
      const lost = Array.from(html.matchAll(carrying), ([, tag]) => `<${tag?.toLowerCase()}>`)
      if (lost.length > 0)
        notices.change(
          'content-left-out',
          place,
          `A text holds more than words: ${[...new Set(lost)].join(', ')} was left out.`,
        )
      const bare = html
        .replace(/<\s*(script|style)\b[\s\S]*?<\s*\/\s*\1\s*>/gi, '')
        .replace(blocks, '\n')
        .replace(items, '– ')
        .replace(tags, '')
      if (bare !== html && lost.length === 0) formatted += 1
      return decoded(bare)
        .replace(/[ \t]*\n[ \t]*/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    },
    report() {
      if (formatted > 0)
        notices.note(
          'formatting-left-out',
          '',
          `${formatted} texts were formatted (bold, colours, paragraphs); their words were taken over.`,
        )
    },
  }
}

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
