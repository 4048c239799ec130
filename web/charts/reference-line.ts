import type { Plugin } from './draw.ts'
import type { Palette } from './palette.ts'

export interface ReferenceLine {
  /** Place on the horizontal axis. */
  readonly at: number
  readonly label: string
  readonly palette: Palette
}

/** A dashed vertical line with its name on top. */
export const referenceLine = ({ at, label, palette }: ReferenceLine): Plugin => ({
  id: 'reference-line',
  beforeDatasetsDraw({ ctx: pen, scales, chartArea }) {
    const x = scales.x?.getPixelForValue(at)
    if (x === undefined) return
    pen.save()
    pen.strokeStyle = palette.accent
    pen.lineWidth = 1.5
    pen.setLineDash([5, 4])
    pen.beginPath()
    pen.moveTo(x, chartArea.top - 4)
    pen.lineTo(x, chartArea.bottom)
    pen.stroke()
    pen.fillStyle = palette.accent
    pen.font = `600 12px ${palette.font}`
    const half = pen.measureText(label).width / 2
    pen.textAlign = 'center'
    pen.fillText(label, Math.min(Math.max(x, chartArea.left + half), chartArea.right - half), chartArea.top - 9)
    pen.restore()
  },
})
