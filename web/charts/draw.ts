import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js'

export type { ChartConfiguration, ChartOptions, Plugin, ScaleOptions } from 'chart.js'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, PointElement, ScatterController, Tooltip)

/** The only file that touches Chart.js. Draws, and hands back what removes the drawing. */
export function draw(canvas: HTMLCanvasElement, config: ChartConfiguration): () => void {
  const chart = new Chart(canvas, config)
  return () => chart.destroy()
}
