import type { FormItem } from '#engine'

type Random = () => number
type Draw<T extends FormItem['type']> = (
  item: FormItem,
  settings: Extract<FormItem['definition'], { type: T }>,
  random: Random,
) => unknown

export const pick = <T>(from: readonly T[], random: Random): T | undefined => from[Math.floor(random() * from.length)]

/** Up to `most` codes in a random order. */
function drawn(codes: readonly string[], most: number, random: Random): readonly string[] {
  const order = codes.map((code) => ({ code, at: random() })).sort((a, b) => a.at - b.at)
  return order.slice(0, most).map(({ code }) => code)
}

const nonEmpty = <T extends object>(value: T): T | undefined => (Object.keys(value).length === 0 ? undefined : value)

const codesOf = (item: FormItem): readonly string[] => item.options.map((option) => option.code)

const some = (item: FormItem, most: number, random: Random): readonly string[] | undefined =>
  nonEmpty(
    item.options
      .filter((option) => !option.exclusive && random() < 0.5)
      .slice(0, most)
      .map((option) => option.code),
  )

const words = [
  'Synthetic answer',
  'Synthetic answer: Kementerian Komunikasi',
  'Synthetic answer: ក្រសួងប្រៃសណីយ៍',
  'Synthetic answer: ပြန်ကြားရေးဝန်ကြီးဌာန',
  'Synthetic answer: Bộ Thông tin',
  'Synthetic answer: สำนักงาน',
]

const between = (min: number, max: number, random: Random): number => min + Math.floor(random() * (max - min + 1))
const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** A value of each item type. */
const draws: { readonly [T in FormItem['type']]: Draw<T> } = {
  single_choice: (item, _settings, random) => pick(codesOf(item), random),
  yes_no: (item, _settings, random) => pick(codesOf(item), random),
  multiple_choice: (item, settings, random) => some(item, settings.max ?? 50, random),
  register_pick: (item, settings, random) => some(item, settings.max ?? 5, random),
  ranking: (item, settings, random) => nonEmpty(drawn(codesOf(item), settings.max, random)),
  integer: (_item, settings, random) => between(settings.min ?? 0, Math.min(settings.max ?? 100, 100), random),
  decimal: (_item, settings, random) => between(settings.min ?? 0, Math.min(settings.max ?? 100, 100), random),
  year: (_item, settings, random) => between(settings.min ?? 2010, Math.min(settings.max ?? 2025, 2025), random),
  date: (_item, _settings, random) =>
    `20${between(10, 24, random)}-${twoDigits(between(1, 12, random))}-${twoDigits(between(1, 28, random))}`,
  text: (_item, _settings, random) => pick(words, random),
  long_text: (_item, _settings, random) => pick(words, random),
  url: () => 'https://www.gov.example/synthetic',
  email: () => 'synthetic@gov.example',
  // a file would have to be kept first
  file: () => undefined,
  grid: gridValue,
  two_answer_grid: (item, _settings, random) =>
    nonEmpty(Object.fromEntries(item.rows.map((row) => [row.code, { primary: pick(codesOf(item), random) }]))),
  constant_sum: (item, settings) =>
    nonEmpty(Object.fromEntries(codesOf(item).map((code, at) => [code, at === 0 ? settings.total : 0]))),
  roster: (_item, settings, random) =>
    settings.rows === undefined
      ? ['r1', 'r2'].slice(0, Math.min(settings.max ?? 2, 1 + Math.floor(random() * 2)))
      : undefined,
  note: () => undefined,
}

export function syntheticValue(item: FormItem, random: Random): unknown {
  const draw = draws[item.definition.type] as (
    item: FormItem,
    settings: FormItem['definition'],
    random: Random,
  ) => unknown
  return draw(item, item.definition, random)
}

function gridValue(item: FormItem, _settings: unknown, random: Random): unknown {
  const row = (): unknown =>
    random() < 0.1
      ? { missing: 'dont_know' }
      : Object.fromEntries(item.columns.map((column) => [column.column, cellValue(column, random)]))
  return nonEmpty(Object.fromEntries(item.rows.map(({ code }) => [code, row()])))
}

type Column = FormItem['columns'][number]

const cells: { readonly [C in Column['cell']]: (column: Column, random: Random) => unknown } = {
  one: (column, random) =>
    pick(
      column.options.map((option) => option.code),
      random,
    ),
  several: (column, random) => {
    const codes = column.options.map((option) => option.code).filter((code) => code !== 'none')
    const chosen = codes.filter(() => random() < 0.3)
    return chosen.length > 0 ? chosen : codes.slice(0, 1)
  },
  integer: (_column, random) => between(0, 60, random),
  decimal: (_column, random) => between(0, 100, random),
  year: (_column, random) => between(2018, 2025, random),
  text: () => 'Synthetic source',
}

const cellValue = (column: Column, random: Random): unknown => cells[column.cell](column, random)
