import type { DatePrecision, DateSettings, NumberSettings } from '#engine'
import { dateInWords } from '../../../../instruments/engine/items/iso-dates.ts'
import { numberInWords } from '../../../../instruments/engine/items/numbers.ts'
import { type Asked, lineAt, type PaperType } from '../asked.ts'
import type { PaperField, PaperLine } from '../document.ts'

const line = (asked: Asked, parts: Parameters<typeof lineAt>[2]): PaperField => ({
  kind: 'line',
  line: lineAt(asked, {}, parts),
})

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

// what a line of 178 mm holds of handwriting
const graphemesInLine = 90
const shortText = 60

const textField = (asked: Asked, most: number): PaperField =>
  line(asked, {
    size: most <= shortText ? 'short' : 'wide',
    lines: most > 250 ? 2 : 1,
    value: asText(asked.value),
  })

export const text: PaperType<'text'> = {
  field: ({ max = 250 }, asked) => textField(asked, max),
  instructions: ({ max }, { words }) => (max === undefined ? [] : [words.say('text.most', { max })]),
}

export const longText: PaperType<'long_text'> = {
  field: ({ max = 1500 }, asked) =>
    line(asked, {
      size: 'long',
      lines: Math.min(8, Math.max(3, Math.ceil(max / graphemesInLine))),
      value: asText(asked.value),
    }),
  instructions: ({ max = 1500 }, { words }) => [words.say('text.most', { max })],
}

export const url: PaperType<'url'> = {
  field: (_settings, asked) => textField(asked, 250),
  instructions: (_settings, { words }) => [words.say('url')],
}

export const email: PaperType<'email'> = {
  field: (_settings, asked) => textField(asked, 250),
  instructions: (_settings, { words }) => [words.say('email')],
}

export const file: PaperType<'file'> = {
  field: (_settings, asked) =>
    line(asked, { size: 'wide', value: asText((asked.value as { name?: unknown } | undefined)?.name) }),
  instructions: (_settings, { words }) => [words.say('file')],
}

export const numberLine = (asked: Asked, value: unknown): Pick<PaperLine, 'value' | 'words'> =>
  typeof value === 'number'
    ? { value: String(value), words: numberInWords(value, asked.language) }
    : { value: '', words: '' }

const numberField = (asked: Asked): PaperField =>
  line(asked, { size: 'number', unit: asked.unit, ...numberLine(asked, asked.value) })

function inRange(what: string, { min, max }: NumberSettings, { words, language }: Asked, grouped = true): string {
  const say = (value: number) => (grouped ? numberInWords(value, language) : String(value))
  if (min !== undefined && max !== undefined) return words.say('range.between', { what, min: say(min), max: say(max) })
  if (min !== undefined) return words.say('range.least', { what, min: say(min) })
  return max === undefined ? words.say('range.any', { what }) : words.say('range.most', { what, max: say(max) })
}

export const integer: PaperType<'integer'> = {
  field: (_settings, asked) => numberField(asked),
  instructions: (settings, asked) => [inRange(asked.words.say('number.whole'), settings, asked)],
}

export const decimal: PaperType<'decimal'> = {
  field: (_settings, asked) => numberField(asked),
  instructions(settings, asked) {
    const { places, currency } = settings
    const { words } = asked
    const what = places === undefined ? words.say('number.any') : words.say('number.places', { places })
    return [
      inRange(what, settings, asked),
      ...(currency === undefined ? [] : [words.say('number.currency', { item: currency })]),
    ]
  },
}

export const year: PaperType<'year'> = {
  // never grouped: 2,017 is not a year
  field: (_settings, asked) =>
    line(asked, { size: 'number', value: typeof asked.value === 'number' ? String(asked.value) : '' }),
  instructions: (settings, asked) => [inRange(asked.words.say('number.year'), settings, asked, false)],
}

const enough = { day: 'date.day', month: 'date.month', year: 'date.year' } as const satisfies Record<
  DatePrecision,
  string
>

export const date: PaperType<'date'> = {
  field(_settings, asked) {
    const value = asText(asked.value)
    return line(asked, { size: 'short', value, words: value === '' ? '' : dateInWords(value, asked.language) })
  },
  instructions: (settings, asked) => [
    asked.words.say(enough[settings.precision ?? 'day']),
    ...dateRange(settings, asked),
  ],
}

function dateRange({ min, max }: DateSettings, { words, language }: Asked): readonly string[] {
  const say = (day: string) => dateInWords(day, language)
  if (min !== undefined && max !== undefined) return [words.say('date.range', { min: say(min), max: say(max) })]
  if (min !== undefined) return [words.say('date.least', { min: say(min) })]
  return max === undefined ? [] : [words.say('date.most', { max: say(max) })]
}
