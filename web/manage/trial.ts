import type { Bundle, Context } from '#engine'

/** A made-up unit with every level of government, so that a trial of the form hides nothing it need not. */
export const trialContext = (bundle: Bundle, kind: string, language: string): Context => ({
  language,
  today: new Date().toISOString().slice(0, 10),
  unit: {
    code: 'trial',
    name: 'Exampleland',
    attributes: { kind, levels: bundle.codeLists.level?.codes.map(({ code }) => code) ?? [] },
  },
  wave: {
    code: 'trial',
    title: 'Trial',
    year: new Date().getFullYear(),
    referenceFrom: `${new Date().getFullYear() - 1}-01-01`,
    referenceTo: `${new Date().getFullYear() - 1}-12-31`,
  },
})

/** A language in its own words: `ខ្មែរ` for km. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([code, 'en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
