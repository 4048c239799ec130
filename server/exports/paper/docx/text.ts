import { type ParagraphChild, TextRun } from 'docx'
import { type ScriptLanguage, scriptRuns, withBreaks } from '../scripts.ts'

export interface RunStyle {
  readonly bold?: boolean
  /** Half-points. */
  readonly size?: number
  readonly color?: string
  readonly code?: boolean
  readonly symbol?: boolean
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

export const region = (language: string): string => regions[language] ?? language

export const isComplex = (script: ScriptLanguage | undefined): boolean => script !== undefined && script !== 'zh'

/** Font, size and language for Latin, East Asian and complex letters alike: Word chooses among them letter by letter. */
export function runProperties(language: string, script: ScriptLanguage | undefined, style: RunStyle) {
  const { bold = false, size = 20, color, code = false, symbol = false } = style
  const font = symbol ? 'MS Gothic' : code ? codeFont : textFont
  const own = script ?? (language as ScriptLanguage)
  const complex = complexFonts[own] ?? 'Leelawadee UI'
  return {
    bold,
    boldComplexScript: bold,
    size,
    sizeComplexScript: size,
    ...(color !== undefined && { color }),
    font: { ascii: font, hAnsi: font, cs: complex, eastAsia: own === 'zh' ? complex : symbol ? font : textFont },
    language: {
      value: region(isComplex(script) || script === 'zh' ? 'en' : language),
      eastAsia: 'zh-CN',
      bidirectional: region(isComplex(own) && own in complexFonts ? own : 'th'),
    },
  }
}

/** A text of the paper as runs, cut where the script changes. */
export const runsOf = (text: string, language: string, style: RunStyle = {}): ParagraphChild[] =>
  scriptRuns(text).map(
    (run) => new TextRun({ text: withBreaks(run.text, run.script), ...runProperties(language, run.script, style) }),
  )
