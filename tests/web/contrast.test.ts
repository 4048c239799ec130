import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const tokens = new Map(
  Array.from(
    readFileSync(new URL('../../web/styles/tokens.css', import.meta.url), 'utf8').matchAll(
      /--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g,
    ),
    ([, name = '', colour = '']) => [name, colour] as const,
  ),
)

const grounds = ['paper', 'surface', 'sunken'] as const

/** Every pair of colours that may meet. Text reaches 4.5, borders and signs reach 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const text: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...grounds, 'brand-soft', 'accent-soft', 'good-soft', 'warn-soft', 'bad-soft', 'info-soft']],
  ['ink-soft', [...grounds, 'good-soft', 'warn-soft', 'info-soft']],
  ['link', [...grounds, 'good-soft', 'warn-soft', 'bad-soft', 'info-soft']],
  ['accent', grounds],
  ['brand', ['surface', 'brand-soft']],
  ['ink-inverse', ['brand', 'brand-strong']],
  ['good', ['good-soft', 'surface', 'paper']],
  ['warn', ['warn-soft', 'surface', 'paper']],
  ['bad', ['bad-soft', 'surface', 'paper']],
  ['info', ['info-soft', 'surface', 'paper']],
]

const signs: readonly (readonly [string, readonly string[]])[] = [
  ['line-strong', grounds],
  ['brand', grounds],
  ['good', ['sunken']],
  ['bad', ['sunken']],
  // the ring is dark and turmeric, so that one of the two is seen wherever it falls
  ['focus', ['ink', 'brand', 'brand-strong']],
  ['ink', ['focus']],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`chart-${n}`, ['surface', 'paper']] as const),
]

describe('contrast of colours that may meet', () => {
  test.each(pairs(text))('text %s on %s reaches 4.5', (front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(pairs(signs))('sign %s on %s reaches 3', (front, back) => {
    expect(contrast(front, back)).toBeGreaterThanOrEqual(3)
  })

  test('black on white is 21, as the standard says', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.478, 3)
  })
})

function pairs(table: typeof text): readonly (readonly [string, string])[] {
  return table.flatMap(([front, backs]) => backs.map((back) => [front, back] as const))
}

function contrast(front: string, back: string): number {
  const [a, b] = [tokens.get(front), tokens.get(back)]
  if (a === undefined || b === undefined) throw new Error(`no colour named ${a === undefined ? front : back}`)
  return ratio(a, b)
}

function ratio(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2: relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
