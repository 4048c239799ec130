import type { Plugin } from './draw.ts'
import type { Palette } from './palette.ts'

export interface CountLabels {
  /** After the bar, or within each segment. */
  readonly place: 'end' | 'inside'
  readonly palette: Palette
  /** Per data set, for labels inside. */
  readonly text?: readonly ('light' | 'dark')[]
}

/** The number itself beside or in each bar: nobody has to read it off the axis. */
export const countLabels = ({ place, palette, text = [] }: CountLabels): Plugin => ({
  id: 'count-labels',
  afterDatasetsDraw(chart) {
    const pen = chart.ctx
    pen.save()
    pen.font = `600 12px ${palette.font}`
    pen.textBaseline = 'middle'
    for (const [layer, { data }] of chart.data.datasets.entries()) {
      for (const [at, mark] of chart.getDatasetMeta(layer).data.entries()) {
        const count = Number(data[at] ?? 0)
        const { x, y } = mark.getProps(['x', 'y'])
        if (place === 'end') write(pen, String(count), x + 7, y, palette.ink)
        else if (count > 0) {
          const { base } = mark.getProps(['base']) as { base: number }
          const label = String(count)
          const middle = (x + base) / 2 - pen.measureText(label).width / 2
          halo(pen, label, middle, y, text[layer] === 'light' ? palette.surface : palette.ink, palette)
        }
      }
    }
    pen.restore()
  },
})

function write(pen: CanvasRenderingContext2D, label: string, x: number, y: number, colour: string): void {
  pen.fillStyle = colour
  pen.fillText(label, x, y)
}

// hatching would run through dark figures
function halo(pen: CanvasRenderingContext2D, label: string, x: number, y: number, ink: string, palette: Palette): void {
  if (ink === palette.ink) {
    pen.strokeStyle = palette.surface
    pen.lineWidth = 3
    pen.strokeText(label, x, y)
  }
  write(pen, label, x, y, ink)
}
