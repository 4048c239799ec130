/** What a mark is filled with. Every paint differs from its neighbours in greyscale too, by lightness or by hatching. */
export type Paint =
  | { readonly kind: 'category'; readonly at: number }
  /** One of an ordered row of `of` steps, light to dark. */
  | { readonly kind: 'step'; readonly at: number; readonly of: number }
  /** Nothing known, for one of several reasons that must not look alike. */
  | { readonly kind: 'missing'; readonly hatch: Hatch }

export type Hatch = 'plain' | 'rising' | 'falling' | 'dots' | 'cross' | 'empty'

export interface Fill {
  /** Name of a custom property. */
  readonly token: string
  readonly hatch: Hatch
  /** Which text can be read on it. */
  readonly text: 'light' | 'dark'
}

// small white figures cannot be read on the sixth chart colour
const categories = 5
const steps = 5
const secondRound: readonly Hatch[] = ['plain', 'rising', 'dots', 'falling']

export function fillOf(paint: Paint): Fill {
  switch (paint.kind) {
    case 'category': {
      const hatch = secondRound[Math.floor(paint.at / categories) % secondRound.length] ?? 'plain'
      return { token: `--chart-${(paint.at % categories) + 1}`, hatch, text: 'light' }
    }
    case 'step': {
      const step = spread(paint.at, paint.of)
      // more steps than colours: the second of a pair is hatched
      const second = paint.at > 0 && spread(paint.at - 1, paint.of) === step
      return { token: `--chart-step-${step}`, hatch: second ? 'rising' : 'plain', text: step > 3 ? 'light' : 'dark' }
    }
    case 'missing':
      return { token: '--chart-none', hatch: paint.hatch, text: 'dark' }
  }
}

/** Fewer steps than colours use the whole span from light to dark. */
function spread(at: number, of: number): number {
  if (of <= 1) return steps - 1
  return 1 + Math.round((Math.min(at, of - 1) * (steps - 1)) / (of - 1))
}

/** A class and a custom property that `fills.css` turns into the same fill as on the canvas. */
export const fillStyle = (paint: Paint): { class: string; style: string } => {
  const { token, hatch, text } = fillOf(paint)
  return { class: `fill fill-${hatch} fill-on-${text}`, style: `--fill: var(${token})` }
}
