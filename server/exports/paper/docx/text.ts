import { type ScriptLanguage, scriptRuns, withBreaks } from '../scripts.ts'
import { type RunLook, run, type Wml } from './wml.ts'

export interface TextLook {
  readonly bold?: boolean
  /** Half-points. */
  readonly size?: number
  readonly color?: string
  readonly code?: boolean
}

/** Fonts that come with Word; where they are absent any other font of the script stands in. */
const complexFonts: Readonly<Record<ScriptLanguage, string>> = {
  km: 'Khmer UI',
  lo: 'Leelawadee UI',
  my: 'Myanmar Text',
  th: 'Leelawadee UI',
  ta: 'Nirmala UI',
  zh: 'Microsoft YaHei',
}

const regions: Readonly<Record<string, string>> = {
  en: 'en-GB',
  km: 'km-KH',
  lo: 'lo-LA',
  my: 'my-MM',
  th: 'th-TH',
  ta: 'ta-SG',
  zh: 'zh-CN',
  id: 'id-ID',
  ms: 'ms-MY',
  fil: 'fil-PH',
  vi: 'vi-VN',
  pt: 'pt-TL',
}

export const textFont = 'Calibri'
const codeFont = 'Consolas'

/** Word names a language with its region. */
export const region = (language: string): string => regions[language] ?? language

export const complexFont = (language: string): string => complexFonts[language as ScriptLanguage] ?? 'Leelawadee UI'

/** Font and language for the letters of a script; Word takes them letter by letter from the Latin or the complex half. */
export function lookOf(
  language: string,
  script: ScriptLanguage | undefined,
  { code = false, ...look }: TextLook,
): RunLook {
  const latin = code ? codeFont : textFont
  if (script === undefined) {
    const font = code ? { latin, complex: latin, asian: latin } : undefined
    return {
      ...look,
      font,
      language: { latin: region(language in complexFonts ? 'en' : language), complex: region(language) },
    }
  }
  const own = complexFonts[script]
  return {
    ...look,
    font: { latin, complex: own, asian: script === 'zh' ? own : latin },
    language: { latin: region(script === 'zh' ? 'zh' : 'en'), complex: region(script) },
  }
}

/** A text of the paper as runs, cut where the script changes. */
export const runs = (text: string, language: string, look: TextLook = {}): Wml =>
  scriptRuns(text)
    .map(({ text: part, script }) => run(withBreaks(part, script), lookOf(language, script, look)))
    .join('')
