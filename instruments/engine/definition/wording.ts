import type { LabelledCode } from '../items/item-type.ts'
import type { Code, CodeListTexts, OptionSource, Texts } from './bundle.ts'
import type { Instrument } from './instrument.ts'

/** The words of an instrument in one language, falling back to its first language text by text. */
export interface Wording {
  readonly language: string
  readonly texts: Texts
  readonly fallback: Texts
  /** Codes of a list with labels, in list order. */
  list(name: string): readonly LabelledCode[]
  /** The whole list an option source draws on, with its added codes. */
  source(source: OptionSource): readonly LabelledCode[]
}

const emptyTexts: Texts = {
  instrument: { title: '' },
  sections: {},
  groups: {},
  items: {},
  checks: {},
  codeLists: {},
}

const cache = new WeakMap<Instrument, Map<string, Wording>>()

/** One wording per instrument and language, kept as long as the instrument. */
export function wordingOf(instrument: Instrument, language: string): Wording {
  const known = cache.get(instrument) ?? new Map<string, Wording>()
  cache.set(instrument, known)
  const found = known.get(language) ?? makeWording(instrument, language)
  known.set(language, found)
  return found
}

function makeWording(instrument: Instrument, language: string): Wording {
  const { texts: all, languages, codeLists } = instrument.bundle
  const fallback = all[languages[0] ?? 'en'] ?? emptyTexts
  const texts = all[language] ?? fallback
  const lists = new Map<string, readonly LabelledCode[]>()
  const list = (name: string): readonly LabelledCode[] => {
    const found = lists.get(name) ?? (codeLists[name]?.codes ?? []).map((code) => labelled(code, name, texts, fallback))
    lists.set(name, found)
    return found
  }
  const sources = new WeakMap<OptionSource, readonly LabelledCode[]>()
  const source = (from: OptionSource): readonly LabelledCode[] => {
    const found = sources.get(from) ?? withAdded(list(from.list), from.also ?? [], list('common'))
    sources.set(from, found)
    return found
  }
  return { language, texts, fallback, list, source }
}

function labelled(code: Code, list: string, texts: Texts, fallback: Texts): LabelledCode {
  const words: CodeListTexts | undefined = texts.codeLists[list]
  const other: CodeListTexts | undefined = fallback.codeLists[list]
  return {
    ...code,
    label: words?.codes[code.code] ?? other?.codes[code.code] ?? code.code,
    note: words?.notes?.[code.code] ?? other?.notes?.[code.code] ?? '',
  }
}

function withAdded(
  codes: readonly LabelledCode[],
  added: readonly string[],
  common: readonly LabelledCode[],
): readonly LabelledCode[] {
  return added.length === 0 ? codes : [...codes, ...common.filter((code) => added.includes(code.code))]
}
