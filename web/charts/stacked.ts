import { countAxis, labelAxis, plainOptions, tooltipFont } from './axes.ts'
import { countLabels } from './count-labels.ts'
import { fillOf, type Paint } from './paint.ts'
import { barThickness, type ChartPlan, labelWidth, type Room, rowHeight } from './plan.ts'
import { wrap } from './wrap.ts'

export interface Layer {
  readonly label: string
  readonly paint: Paint
  /** One per row. */
  readonly counts: readonly number[]
  readonly notes: readonly string[]
}

export interface StackedChart {
  readonly rows: readonly string[]
  readonly layers: readonly Layer[]
  readonly most: number
}

/** Stacked horizontal bars: a bar per row, a segment per category. */
export function planStacked({ rows, layers, most }: StackedChart, room: Room): ChartPlan {
  const labels = rows.map((row) => wrap(row, labelWidth(room), 2, room.language))
  return {
    height: labels.length * rowHeight(labels) + 36,
    config: (palette) => ({
      type: 'bar',
      data: {
        labels,
        datasets: layers.map(({ label, paint, counts }) => ({
          label,
          data: [...counts],
          backgroundColor: palette.paint(paint),
          borderColor: paint.kind === 'missing' ? palette.inkSoft : palette.surface,
          borderWidth: 1,
          maxBarThickness: barThickness + 4,
        })),
      },
      options: {
        ...plainOptions(palette),
        indexAxis: 'y',
        scales: {
          x: { ...countAxis(palette, most), stacked: true },
          y: { ...labelAxis(palette), stacked: true },
        },
        plugins: {
          tooltip: {
            ...tooltipFont(palette),
            callbacks: {
              title: (points) => rows[points[0]?.dataIndex ?? -1] ?? '',
              label: (point) => noteOf(layers[point.datasetIndex], point.dataIndex, room.language),
            },
          },
        },
      },
      plugins: [countLabels({ place: 'inside', palette, text: layers.map(({ paint }) => fillOf(paint).text) })],
    }),
  }
}

const noteOf = (layer: Layer | undefined, row: number, language: string): string[] =>
  layer === undefined
    ? []
    : wrap(`${layer.label}: ${layer.counts[row] ?? 0} ${layer.notes[row] ?? ''}`, 48, 8, language)
