import type { Attachment } from 'svelte/attachments'
import { paletteOf } from './palette.ts'
import type { ChartPlan } from './plan.ts'

/**
 * Draws a plan on the canvas it is attached to once the canvas comes near the screen. Chart.js is loaded then,
 * and not before: a page of tables never needs it.
 */
export const drawing =
  (plan: ChartPlan): Attachment<HTMLCanvasElement> =>
  (canvas) => {
    let remove: (() => void) | undefined
    let gone = false
    const begin = async () => {
      const { draw } = await import('./draw.ts')
      if (!gone) remove = draw(canvas, plan.config(paletteOf(canvas)))
    }
    const nearby = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        nearby.disconnect()
        void begin()
      },
      { rootMargin: '600px' },
    )
    nearby.observe(canvas)
    return () => {
      gone = true
      nearby.disconnect()
      remove?.()
    }
  }
