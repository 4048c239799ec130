import type { Standing } from './standing.ts'

/** A text as other programs can show it: what they have no answer for is left open. */
export const standardText = (text: string, standing: Standing): string =>
  text
    .replace(/\$\{(\w+)\}/g, (whole, name: string) => (standing.isQuestion(name) ? whole : '…'))
    .trim()
    .normalize('NFC')
