import { WorkbookError } from './workbook-error.ts'

/** Throws once more time has passed than a file may take. */
export type Deadline = () => void

export function deadlineAfter(elapsedMs: number): Deadline {
  const end = performance.now() + elapsedMs
  return () => {
    if (performance.now() > end) {
      throw new WorkbookError('timed-out', `Reading this file takes longer than ${elapsedMs / 1000} seconds.`)
    }
  }
}
