/** Takes a delayed piece of work back. */
export type Delay = () => void

const firstMs = 1_000
const longestMs = 30_000

/** Full jitter: after an outage the ministries do not all come back in the same second. */
export const retryDelayMs = (failures: number, random: number): number =>
  Math.round(random * Math.min(longestMs, firstMs * 2 ** (failures - 1))) + 200
