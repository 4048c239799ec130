import type { Reporter, TestModule } from 'vitest/node'
import { chromiumPath } from './chromium.ts'

/**
 * The last line of every run: `N passed, N failed, N skipped`, a file that could not be loaded counting as failed.
 * Before it, journeys that were left out for want of a browser, by name.
 */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 }
    const leftOut: string[] = []
    for (const module of modules) {
      const before = count.failed
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        count[state === 'pending' ? 'skipped' : state] += 1
        if (state === 'skipped' && isJourney(module)) leftOut.push(test.name)
      }
      if (!module.ok() && count.failed === before) count.failed += 1
    }
    // after the summary that the default reporter prints in the same step
    process.on('exit', () => {
      for (const name of leftOut) process.stdout.write(`\nLeft out, no Chromium found: ${name}`)
      process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
    })
  }
}

const isJourney = ({ moduleId }: TestModule): boolean =>
  chromiumPath === undefined && moduleId.includes('/tests/journeys/')
