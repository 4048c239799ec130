/**
 * How wide a text is on paper, in millimetres at 8.5 points, for deciding whether a table fits before it is drawn.
 * Averages per grapheme, measured in the Noto families; a few per cent either way change nothing.
 */
const widths: readonly (readonly [RegExp, number])[] = [
  [/\p{Script=Myanmar}/u, 2.9],
  [/\p{Script=Tamil}/u, 3.2],
  [/\p{Script=Khmer}/u, 2.4],
  [/\p{Script=Lao}|\p{Script=Thai}/u, 2],
  [/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u, 3],
]
const otherWidth = 1.6

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const segmenters = new Map<string, Intl.Segmenter>()

function wordsIn(text: string, language: string): readonly string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

export function textWidth(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text))
    width += widths.find(([script]) => script.test(segment))?.[1] ?? otherWidth
  return width
}

/** The widest piece that cannot be broken: a word, also in scripts that put no space between words. */
export const wordWidth = (text: string, language: string): number =>
  wordsIn(text, language).reduce((widest, word) => Math.max(widest, textWidth(word)), 0)
