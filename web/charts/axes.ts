import type { ChartOptions, ScaleOptions } from './draw.ts'
import type { Palette } from './palette.ts'

/** What all charts share: no movement, room as given, quiet lines. */
export const plainOptions = (palette: Palette) =>
  ({
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    font: { family: palette.font },
    layout: { padding: { right: 28 } },
  }) satisfies ChartOptions

export const labelAxis = (palette: Palette) =>
  ({
    type: 'category',
    border: { color: palette.line },
    grid: { display: false },
    ticks: { autoSkip: false, color: palette.ink, crossAlign: 'far', font: { family: palette.font, size: 13 } },
  }) satisfies ScaleOptions

/** Counts of administrations: whole numbers from nought to all of them, so that figures compare. */
export const countAxis = (palette: Palette, most: number) =>
  ({
    type: 'linear',
    beginAtZero: true,
    max: most,
    border: { display: false },
    grid: { color: palette.line },
    ticks: { color: palette.inkSoft, stepSize: 1, maxRotation: 0, font: { family: palette.font, size: 12 } },
  }) satisfies ScaleOptions

export const tooltipFont = (palette: Palette) => ({
  backgroundColor: palette.ink,
  titleFont: { family: palette.font },
  bodyFont: { family: palette.font },
  displayColors: false,
})
