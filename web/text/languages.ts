import { language } from './text.svelte.ts'

/** Languages in which the administrations of the region publish. */
const languages = ['en', 'id', 'ms', 'fil', 'th', 'vi', 'km', 'lo', 'my', 'zh', 'ta', 'pt', 'tet'] as const

/** In the language of the page; '' for none. */
export const languageName = (code: string): string =>
  code === '' ? '' : (new Intl.DisplayNames([language(), 'en'], { type: 'language' }).of(code) ?? code)

export const languageOptions = () => languages.map((code) => ({ code, label: languageName(code) }))
