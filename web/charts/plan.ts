import type { ChartConfiguration } from './draw.ts'
import type { Palette } from './palette.ts'

/** Where a chart will stand. */
export interface Room {
  /** Pixels; 0 until it has been measured. */
  readonly width: number
  readonly language: string
}

/** A chart as its builder plans it: its height is known before anything is drawn, so that the page never jumps. */
export interface ChartPlan {
  readonly height: number
  readonly config: (palette: Palette) => ChartConfiguration
}

export type Planner = (room: Room) => ChartPlan

export const lineHeight = 16
export const barThickness = 18

/** Characters a line of labels may have: about two fifths of the room, at seven pixels each. */
export const labelWidth = ({ width }: Room): number => Math.max(14, Math.min(38, Math.floor((width * 0.42) / 7)))

/** Rows of a horizontal chart stand as far apart as the tallest label needs. */
export const rowHeight = (labels: readonly (readonly string[])[]): number =>
  Math.max(barThickness + 10, ...labels.map((lines) => lines.length * lineHeight + 8))
