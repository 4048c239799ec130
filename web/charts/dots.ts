import { labelAxis, plainOptions, tooltipFont } from './axes.ts'
import { type ChartPlan, labelWidth, lineHeight, type Room } from './plan.ts'
import { referenceLine } from './reference-line.ts'
import { wrap } from './wrap.ts'

export interface Dot {
  readonly label: string
  readonly value: number
}

export interface DotChart {
  readonly dots: readonly Dot[]
  readonly median: number | undefined
  /** What stands beside the median line. */
  readonly medianLabel: string
  readonly format: (value: number) => string
  /** Amounts begin at nought; years do not. */
  readonly fromZero: boolean
}

/** One row per unit, one dot per value, and the median as a line. */
export function planDots({ dots, median, medianLabel, format, fromZero }: DotChart, room: Room): ChartPlan {
  const rows = [...new Set(dots.map(({ label }) => label))]
  const labels = new Map(rows.map((row) => [row, wrap(row, labelWidth(room), 1, room.language)[0] ?? row]))
  const labelOf = ({ label }: Dot): string => labels.get(label) ?? label
  return {
    height: rows.length * (lineHeight + 9) + 60,
    config: (palette) => ({
      type: 'scatter',
      data: {
        labels: [...labels.values()],
        // a category scale takes the label itself as the place of a dot
        datasets: [
          {
            data: dots.map((dot) => ({ x: dot.value, y: labelOf(dot) as unknown as number })),
            backgroundColor: palette.paint({ kind: 'category', at: 0 }),
            borderColor: palette.surface,
            borderWidth: 1.5,
            pointRadius: 7,
            pointHoverRadius: 8,
            clip: false,
          },
        ],
      },
      options: {
        ...plainOptions(palette),
        layout: { padding: { right: 28, top: 20 } },
        scales: {
          x: {
            type: 'linear',
            beginAtZero: fromZero,
            grace: fromZero ? 0 : '8%',
            border: { display: false },
            grid: { color: palette.line },
            ticks: {
              color: palette.inkSoft,
              maxTicksLimit: room.width < 480 ? 4 : 8,
              maxRotation: 0,
              font: { family: palette.font, size: 12 },
              callback: (value) => format(Number(value)),
            },
          },
          y: { ...labelAxis(palette), offset: true, grid: { display: true, color: palette.line } },
        },
        plugins: {
          tooltip: {
            ...tooltipFont(palette),
            callbacks: { label: ({ dataIndex }) => dotText(dots[dataIndex], format) },
          },
        },
      },
      plugins: median === undefined ? [] : [referenceLine({ at: median, label: medianLabel, palette })],
    }),
  }
}

const dotText = (dot: Dot | undefined, format: (value: number) => string): string =>
  dot === undefined ? '' : `${dot.label}: ${format(dot.value)}`
