import { type Context, type Instrument, type Item, type Wording, wordingOf } from '#engine'
import { staticScope } from '../../../instruments/engine/form/scope.ts'
import type { LabelledCode } from '../../../instruments/engine/items/item-type.ts'
import { isExclusive } from '../../../instruments/engine/items/multiple-choice.ts'
import type { Asked, AskedCode, AskedColumn } from './asked.ts'
import type { PaperWords } from './words.ts'

/** How many empty records a roster has on blank paper. */
export const blankRecords = 3

export interface BlankFrame {
  readonly instrument: Instrument
  readonly language: string
  readonly words: PaperWords
  /** Who is asked, where that is known. */
  readonly context: Context | undefined
}

/** An item as blank paper asks it: every option and row there could be, whoever answers. */
export function blankAsked(frame: BlankFrame, item: Item, record: string | undefined): Asked {
  const { instrument, language, words } = frame
  const scope = staticScope(instrument, item, language)
  const settings = scope.settings as { readonly exclusive?: readonly string[] }
  const asCode = (code: LabelledCode): AskedCode => ({
    code: code.code,
    label: code.label,
    note: code.note,
    exclusive: isExclusive(code, settings as never),
  })
  const { registers } = item.sources
  const options = registers?.flatMap((source) => registerCodes(frame, source)) ?? scope.allOptions.map(asCode)
  const texts = wordingOf(instrument, language)
  return {
    key: { item: item.code, ...(record !== undefined && { row: record }) },
    kind: 'blank',
    options,
    rows: explained(item, scope.allRows.map(asCode)),
    columns: (item.sources.columns ?? []).map(
      ({ column, cell, list = '' }): AskedColumn => ({
        column,
        label: scope.columnLabel(column),
        cell,
        list,
        options: list === '' ? [] : scope.list(list).map(asCode),
      }),
    ),
    columnLabel: (column) => columnText(texts, item.code, column),
    unit: scope.unit,
    value: undefined,
    reasons: reasonsOf(instrument, item, texts),
    declared: undefined,
    language,
    words,
  }
}

/** Rows that come from an earlier answer were explained there. */
const explained = ({ rowsFrom }: Item, rows: readonly AskedCode[]): readonly AskedCode[] =>
  rowsFrom === undefined ? rows : rows.map((row) => ({ ...row, note: '' }))

export const columnText = ({ texts, fallback }: Wording, item: string, column: string): string | undefined =>
  (texts.items[item] ?? fallback.items[item])?.columns?.[column]

/** Nobody knows yet what the records of an empty roster are called. */
function registerCodes({ instrument, language, words }: BlankFrame, source: string): readonly AskedCode[] {
  if (!instrument.items.has(source)) {
    return wordingOf(instrument, language)
      .list(source)
      .map(({ code, label, note }) => ({ code: `${source}/${code}`, label, note, exclusive: false }))
  }
  return Array.from({ length: blankRecords }, (_, at) => ({
    code: `${source}/r${at + 1}`,
    label: words.say('register.entry', { number: at + 1, item: source }),
    note: '',
    exclusive: false,
  }))
}

export function reasonsOf({ bundle }: Instrument, { definition }: Item, { list }: Wording): readonly AskedCode[] {
  if (definition.type === 'note') return []
  const allowed: readonly string[] = definition.missing ?? bundle.missing
  const labels = list('missing_reason')
  return allowed.map((reason) => ({
    code: reason,
    label: labels.find(({ code }) => code === reason)?.label ?? reason.replaceAll('_', ' '),
    note: '',
    exclusive: false,
  }))
}

/** Fills `${A01}`, `${row}` and `{administration}` of a text with what stands for them until somebody answers. */
export function blankText(text: string | undefined, { words, context }: BlankFrame): string {
  if (text === undefined || !text.includes('{')) return text ?? ''
  return text.replace(/\$\{(\w+)\}|\{(\w+)\}/g, (whole, code: string | undefined, name: string | undefined) => {
    if (code === 'row') return words.say('blank.row')
    if (code !== undefined) return words.say('blank.answer', { item: code })
    return contextWords(name ?? '', context) ?? blankWords(name ?? '', words) ?? whole
  })
}

const named = ['administration', 'wave_title', 'wave_year', 'reference_period'] as const

function blankWords(name: string, words: PaperWords): string | undefined {
  const known = named.find((one) => one === name)
  return known === undefined ? undefined : words.say(`blank.${known}`)
}

function contextWords(name: string, context: Context | undefined): string | undefined {
  if (context === undefined) return undefined
  if (name === 'administration') return context.unit.name
  if (name === 'wave_title') return context.wave.title
  return name === 'wave_year' ? String(context.wave.year) : undefined
}
