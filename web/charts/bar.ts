import { countAxis, labelAxis, plainOptions, tooltipFont } from './axes.ts'
import { countLabels } from './count-labels.ts'
import type { Paint } from './paint.ts'
import { barThickness, type ChartPlan, labelWidth, type Room, rowHeight } from './plan.ts'
import { wrap } from './wrap.ts'

export interface Bar {
  readonly label: string
  readonly count: number
  /** Shown when the bar is pointed at. */
  readonly note: string
  readonly paint: Paint
}

export interface BarChart {
  readonly bars: readonly Bar[]
  /** Length of the axis: all units, so that bars of different findings compare. */
  readonly most: number
}

/** Horizontal bars, one per category. */
export function planBars({ bars, most }: BarChart, room: Room): ChartPlan {
  const labels = bars.map(({ label }) => wrap(label, labelWidth(room), 3, room.language))
  return {
    height: labels.length * rowHeight(labels) + 36,
    config: (palette) => ({
      type: 'bar',
      data: {
        labels,
        datasets: [
          {
            data: bars.map(({ count }) => count),
            backgroundColor: bars.map(({ paint }) => palette.paint(paint)),
            borderColor: bars.map(({ paint }) => (paint.kind === 'missing' ? palette.inkSoft : 'transparent')),
            borderWidth: 1,
            maxBarThickness: barThickness,
          },
        ],
      },
      options: {
        ...plainOptions(palette),
        indexAxis: 'y',
        scales: { x: countAxis(palette, most), y: labelAxis(palette) },
        plugins: {
          tooltip: {
            ...tooltipFont(palette),
            callbacks: {
              title: (points) => bars[points[0]?.dataIndex ?? -1]?.label ?? '',
              label: (point) => wrap(bars[point.dataIndex]?.note ?? '', 48, 8, room.language),
            },
          },
        },
      },
      plugins: [countLabels({ place: 'end', palette })],
    }),
  }
}
