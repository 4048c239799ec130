/** Scripts of the region that one language mostly writes. Latin letters say little, and English is not among the signs. */
const scripts: readonly (readonly [language: string, letters: RegExp])[] = [
  ['km', /\p{Script=Khmer}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['zh', /\p{Script=Han}/gu],
]

// letters that of the languages of the region only Vietnamese writes
const vietnamese = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu

/** The language that the script of a text suggests to whoever names it; undefined where it suggests none. */
export function suggestedLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return undefined
  const counts = scripts.map(([language, own]) => ({ language, n: text.match(own)?.length ?? 0 }))
  const most = counts.reduce((best, one) => (one.n > best.n ? one : best))
  // a foreign name within a sentence decides nothing
  if (most.n * 2 > letters) return most.language
  return (text.normalize('NFC').match(vietnamese)?.length ?? 0) * 20 > letters ? 'vi' : undefined
}
