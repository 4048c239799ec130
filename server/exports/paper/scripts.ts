/** Scripts that need a font, a line height or a line break of their own, and the language each is read in here. */
const scripts = [
  { language: 'km', letters: /\p{Script=Khmer}/u },
  { language: 'lo', letters: /\p{Script=Lao}/u },
  { language: 'my', letters: /\p{Script=Myanmar}/u },
  { language: 'th', letters: /\p{Script=Thai}/u },
  { language: 'ta', letters: /\p{Script=Tamil}/u },
  { language: 'zh', letters: /\p{Script=Han}/u },
] as const

export type ScriptLanguage = (typeof scripts)[number]['language']

const baseOf = (language: string): string => language.split('-')[0] ?? language

const scriptOf = (language: string): ScriptLanguage | undefined =>
  scripts.find((script) => script.language === baseOf(language))?.language

/** Scripts in a text that are not Latin, in no order. */
export const scriptsIn = (text: string): readonly ScriptLanguage[] =>
  // nearly all texts end here
  /[\u0b80-\u0bff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3400-\u9fff]/.test(text)
    ? scripts.filter(({ letters }) => letters.test(text)).map(({ language }) => language)
    : []

/**
 * The language a text is read in: the one expected, unless its letters say otherwise. An answer in Khmer on an English
 * page, or an English name on a Khmer page, needs the other font, line break and voice.
 */
export function spokenIn(text: string, expected: string): string {
  const own = scriptOf(expected)
  const found = scriptsIn(text)
  if (found.length === 0) return own === undefined || !/\p{Script=Latin}/u.test(text) ? expected : 'en'
  if (own !== undefined && found.includes(own)) return expected
  return found[0] ?? expected
}

export interface ScriptRun {
  readonly text: string
  /** Nothing for Latin and for signs of no script. */
  readonly script: ScriptLanguage | undefined
}

/** A text cut where its script changes; spaces and signs stay with what stands before them. */
export function scriptRuns(text: string): readonly ScriptRun[] {
  if (scriptsIn(text).length === 0) return text === '' ? [] : [{ text, script: undefined }]
  const runs: { text: string; script: ScriptLanguage | undefined }[] = []
  for (const sign of text) {
    const script = scripts.find(({ letters }) => letters.test(sign))?.language
    const last = runs.at(-1)
    const neutral = script === undefined && !/\p{L}/u.test(sign)
    if (last !== undefined && (neutral || last.script === script)) last.text += sign
    else runs.push({ text: sign, script })
  }
  return runs
}

const unspaced: readonly string[] = ['km', 'lo', 'my']

/** Word does not know where Khmer, Lao and Burmese words end: a zero-width space tells it. Thai it breaks by itself. */
export function withBreaks(text: string, script: ScriptLanguage | undefined): string {
  if (script === undefined || !unspaced.includes(script)) return text
  const words = Array.from(new Intl.Segmenter(script, { granularity: 'word' }).segment(text), ({ segment }) => segment)
  return words.reduce((before, word) => `${before}${isBreak(before, word) ? '\u200b' : ''}${word}`, '')
}

const isBreak = (before: string, word: string): boolean =>
  before !== '' && /[\p{L}\p{M}]$/u.test(before) && /^\p{L}/u.test(word)
