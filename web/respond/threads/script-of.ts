const scripts = [
  ['km', /\p{Script=Khmer}/u],
  ['my', /\p{Script=Myanmar}/u],
  ['lo', /\p{Script=Lao}/u],
  ['th', /\p{Script=Thai}/u],
] as const

/** A language for a text of unknown language: these scripts need lines further apart, and break by dictionary. */
export const languageOf = (text: string): string | undefined => scripts.find(([, script]) => script.test(text))?.[0]
