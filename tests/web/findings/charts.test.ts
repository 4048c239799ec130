import { describe, expect, it } from 'vitest'
import { planBars } from '../../../web/charts/bar.ts'
import { planDots } from '../../../web/charts/dots.ts'
import { heatStep } from '../../../web/charts/heat.ts'
import { fillOf, type Paint } from '../../../web/charts/paint.ts'
import type { Palette } from '../../../web/charts/palette.ts'
import { planStacked } from '../../../web/charts/stacked.ts'
import { haveTiles, tilePlaces } from '../../../web/charts/tile-grid.ts'
import { wrap } from '../../../web/charts/wrap.ts'

const palette: Palette = {
  ink: 'ink',
  inkSoft: 'soft',
  line: 'line',
  surface: 'surface',
  accent: 'accent',
  font: 'sans-serif',
  paint: (paint) => Object.values(fillOf(paint)).join(' '),
}
const room = { width: 600, language: 'en' }
const category = (at: number): Paint => ({ kind: 'category', at })

describe('bars', () => {
  const bars = [
    { label: 'In force', count: 4, note: 'Indonesia', paint: category(0) },
    { label: 'Does not know', count: 1, note: 'Lao PDR', paint: { kind: 'missing', hatch: 'dots' } as const },
  ]
  const { config, height } = planBars({ bars, most: 11 }, room)
  const { data, options } = config(palette)

  it('are as long as the counts, on an axis as long as all administrations', () => {
    expect(data.datasets[0]?.data).toEqual([4, 1])
    expect(options?.scales?.x).toMatchObject({ beginAtZero: true, max: 11 })
  })

  it('do not move', () => {
    expect(options?.animation).toBe(false)
  })

  it('have room for every label before anything is drawn', () => {
    expect(height).toBeGreaterThan(2 * 18)
    const taller = planBars({ bars: [...bars, ...bars], most: 11 }, room).height
    expect(taller).toBeGreaterThan(height)
  })

  it('break long labels where there is little room', () => {
    const long = { label: 'In force, for some levels or bodies only', count: 1, note: '', paint: category(0) }
    const labels = planBars({ bars: [long], most: 11 }, { width: 300, language: 'en' }).config(palette).data.labels
    expect(labels).toEqual([['In force, for some', 'levels or bodies', 'only']])
  })
})

it('stacks one segment per row and category', () => {
  const layers = [
    { label: 'Few', paint: { kind: 'step', at: 0, of: 2 } as const, counts: [1, 0], notes: ['', ''] },
    { label: 'Most', paint: { kind: 'step', at: 1, of: 2 } as const, counts: [2, 3], notes: ['', ''] },
  ]
  const { data, options } = planStacked({ rows: ['National', 'Local'], layers, most: 11 }, room).config(palette)
  expect(data.datasets.map(({ label, data: own }) => [label, own])).toEqual([
    ['Few', [1, 0]],
    ['Most', [2, 3]],
  ])
  expect(options?.scales).toMatchObject({ x: { stacked: true, max: 11 }, y: { stacked: true } })
})

describe('dots', () => {
  const dots = [
    { label: 'Indonesia', value: 2011 },
    { label: 'Singapore', value: 2019 },
  ]
  const chart = { dots, median: 2015, medianLabel: 'median 2015', format: String, fromZero: false }

  it('stand in the order given, not by value', () => {
    const { data } = planDots(chart, room).config(palette)
    expect(data.labels).toEqual(['Indonesia', 'Singapore'])
    expect(data.datasets[0]?.data).toEqual([
      { x: 2011, y: 'Indonesia' },
      { x: 2019, y: 'Singapore' },
    ])
  })

  it('have a median line where there is a median', () => {
    expect(planDots(chart, room).config(palette).plugins).toHaveLength(1)
    expect(planDots({ ...chart, median: undefined }, room).config(palette).plugins).toHaveLength(0)
  })
})

describe('fills', () => {
  it('of ordered categories run from light to dark', () => {
    const steps = [0, 1, 2, 3].map((at) => fillOf({ kind: 'step', at, of: 4 }).token)
    expect(steps).toEqual(['--chart-step-1', '--chart-step-2', '--chart-step-4', '--chart-step-5'])
  })

  it('of more ordered categories than colours stay apart', () => {
    const steps = Array.from({ length: 7 }, (_, at) => JSON.stringify(fillOf({ kind: 'step', at, of: 7 })))
    expect(new Set(steps).size).toBe(7)
  })

  it('of many categories stay apart', () => {
    const fills = Array.from({ length: 20 }, (_, at) => JSON.stringify(fillOf(category(at))))
    expect(new Set(fills).size).toBe(20)
  })
})

describe('labels', () => {
  it('break between words of scripts without spaces', () => {
    const lines = wrap('แนวทางการใช้สื่อสังคมออนไลน์ของหน่วยงานภาครัฐ', 16, 6, 'th')
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join('')).toBe('แนวทางการใช้สื่อสังคมออนไลน์ของหน่วยงานภาครัฐ')
  })

  it('end in an ellipsis where they are cut', () => {
    expect(wrap('one two three four five six', 8, 2)).toEqual(['one two', 'three…'])
  })
})

describe('tiles', () => {
  it('hold the eleven member states, each in a place of its own', () => {
    const places = Object.values(tilePlaces).map(({ column, row }) => `${column}/${row}`)
    expect(new Set(places).size).toBe(11)
  })

  it('are shown only where every unit has a place', () => {
    expect(haveTiles(['idn', 'sgp'])).toBe(true)
    expect(haveTiles(['idn', 'agency-12'])).toBe(false)
    expect(haveTiles([])).toBe(false)
  })
})

it('shades nothing lightest and all darkest', () => {
  expect([0, 1, 5, 11].map((count) => heatStep(count, 11))).toEqual([0, 1, 3, 5])
})
