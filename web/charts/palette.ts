import { type Fill, fillOf, type Hatch, type Paint } from './paint.ts'

export type Ink = string | CanvasPattern

/** What a chart is drawn with. On a page it comes from the style sheet's tokens. */
export interface Palette {
  readonly ink: string
  readonly inkSoft: string
  readonly line: string
  readonly surface: string
  readonly accent: string
  readonly font: string
  paint(paint: Paint): Ink
}

export function paletteOf(canvas: HTMLCanvasElement): Palette {
  const style = getComputedStyle(canvas)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink'),
    inkSoft: token('--ink-soft'),
    line: token('--line'),
    surface: token('--surface'),
    accent: token('--accent'),
    font: style.fontFamily,
    paint: (paint) => inkOf(fillOf(paint), token),
  }
}

function inkOf({ token, hatch, text }: Fill, read: (name: string) => string): Ink {
  const ground = hatch === 'empty' ? read('--surface') : read(token)
  if (hatch === 'plain' || hatch === 'empty') return ground
  const mark = text === 'light' ? 'rgb(255 255 255 / 0.55)' : 'rgb(29 33 56 / 0.45)'
  return patternOf(hatch, ground, mark) ?? ground
}

const side = 8

function patternOf(hatch: Hatch, ground: string, mark: string): CanvasPattern | undefined {
  const tile = document.createElement('canvas')
  tile.width = side
  tile.height = side
  const pen = tile.getContext('2d')
  if (pen === null) return undefined
  pen.fillStyle = ground
  pen.fillRect(0, 0, side, side)
  pen.strokeStyle = mark
  pen.fillStyle = mark
  pen.lineWidth = 1.5
  if (hatch === 'dots') {
    pen.arc(side / 2, side / 2, 1.5, 0, 2 * Math.PI)
    pen.fill()
  }
  // one stroke on each side of the diagonal, so that neighbouring tiles join
  if (hatch === 'rising' || hatch === 'cross') for (const shift of [-side, 0, side]) stroke(pen, shift, side, side)
  if (hatch === 'falling' || hatch === 'cross') for (const shift of [-side, 0, side]) stroke(pen, shift, 0, side)
  return pen.createPattern(tile, 'repeat') ?? undefined
}

function stroke(pen: CanvasRenderingContext2D, x: number, from: number, length: number): void {
  pen.beginPath()
  pen.moveTo(x, from)
  pen.lineTo(x + length, from === 0 ? length : from - length)
  pen.stroke()
}
