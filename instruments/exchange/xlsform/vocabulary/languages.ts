const bcp47 = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i

/** Names people write without a code, for the languages of the region and those most public forms are in. */
const codeByName: Readonly<Record<string, string>> = {
  english: 'en',
  'bahasa indonesia': 'id',
  indonesian: 'id',
  'bahasa melayu': 'ms',
  malay: 'ms',
  khmer: 'km',
  ភាសាខ្មែរ: 'km',
  ខ្មែរ: 'km',
  lao: 'lo',
  laotian: 'lo',
  ລາວ: 'lo',
  ພາສາລາວ: 'lo',
  burmese: 'my',
  myanmar: 'my',
  မြန်မာ: 'my',
  မြန်မာဘာသာ: 'my',
  thai: 'th',
  ไทย: 'th',
  ภาษาไทย: 'th',
  vietnamese: 'vi',
  'tiếng việt': 'vi',
  filipino: 'fil',
  tagalog: 'tl',
  tamil: 'ta',
  தமிழ்: 'ta',
  tetum: 'tet',
  tetun: 'tet',
  chinese: 'zh',
  中文: 'zh',
  portuguese: 'pt',
  português: 'pt',
  french: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  german: 'de',
  italian: 'it',
  swahili: 'sw',
  kiswahili: 'sw',
  hindi: 'hi',
  nepali: 'ne',
  arabic: 'ar',
  russian: 'ru',
  amharic: 'am',
}

export interface LanguageRead {
  readonly code: string
  /** Did the author write the code, or was it guessed from the name? */
  readonly guessed: boolean
}

/** `Khmer (km)`, `km`, `KM`, `English(en)`, `ភាសាខ្មែរ` → a language tag; an unknown name becomes a private one. */
export function readLanguage(written: string): LanguageRead {
  const text = written.normalize('NFC').trim()
  const inBrackets = /\(\s*([^()]+?)\s*\)\s*$/.exec(text)?.[1]
  if (inBrackets !== undefined && bcp47.test(inBrackets)) return { code: tidy(inBrackets), guessed: false }
  const byName = codeByName[text.toLowerCase()]
  if (byName !== undefined) return { code: byName, guessed: true }
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(text)) return { code: tidy(text), guessed: false }
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
  return { code: `x-${letters.slice(0, 8) || 'other'}`, guessed: true }
}

/** `KM` → `km`, `zh-hans` → `zh-Hans`, `pt-br` → `pt-BR`. */
function tidy(tag: string): string {
  const [language = '', ...rest] = tag.split('-')
  const tidied = rest.map((part) =>
    part.length === 4 ? `${part.charAt(0).toUpperCase()}${part.slice(1).toLowerCase()}` : part.toUpperCase(),
  )
  return [language.toLowerCase(), ...tidied].join('-')
}

/** English names of languages, for headings we write: `English (en)`. */
export function languageHeading(code: string): string {
  const name = Object.entries(codeByName).find(([known, one]) => one === code && /^[a-z ]+$/.test(known))?.[0]
  return name === undefined
    ? `${code} (${code})`
    : `${name.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase())} (${code})`
}
