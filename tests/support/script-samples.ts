import type { Bundle } from '../../instruments/engine/definition/bundle.ts'

/** Sentences with the tallest stacks and no spaces between words. */
const sentences = {
  km: 'តើរដ្ឋបាលរបស់អ្នកប្រើប្រាស់ប្រព័ន្ធផ្សព្វផ្សាយសង្គមជាផ្លូវការក្នុងគោលបំណងអ្វីខ្លះស្ត្រីគ្រឿង',
  my: 'သင့်အစိုးရအဖွဲ့သည်လူမှုကွန်ရက်များကိုမည်သည့်ရည်ရွယ်ချက်ဖြင့်တရားဝင်အသုံးပြုပါသနည်းကြွက်ဦးဆွဲ့',
} as const

export type SampleLanguage = keyof typeof sentences

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** As many graphemes as the English text has, from the sentence over and over. */
function ofLength(language: SampleLanguage, length: number): string {
  const signs = Array.from(graphemes.segment(sentences[language]), ({ segment }) => segment)
  return Array.from({ length }, (_, at) => signs[at % signs.length]).join('')
}

const translated = (language: SampleLanguage, texts: unknown): unknown => {
  if (typeof texts === 'string') return ofLength(language, texts.length)
  if (typeof texts !== 'object' || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, translated(language, text)]))
}

/** The same instrument with every text in another script: no translation, only its shapes. */
export const inScript = (bundle: Bundle, language: SampleLanguage): Bundle => ({
  ...bundle,
  version: `1.0.0-${language}`,
  languages: [language],
  texts: { [language]: translated(language, bundle.texts['en']) as Bundle['texts'][string] },
})
