import type { StoredAnswer } from '#contract'
import { parseKey } from '#engine'
import { givenBy, keyIn, type Sent } from './change.ts'

/** Answers as they were loaded last, with what this browser has sent since, oldest first: it may be offline for days. */
export function withSent(answers: readonly StoredAnswer[], sent: readonly Sent[]): readonly StoredAnswer[] {
  const standing = new Map(answers.map((answer) => [keyIn(answer as Parameters<typeof keyIn>[0]), answer]))
  for (const { key, answer, was, stands } of sent) {
    const { cleared: _nothing, ...given } = givenBy(answer)
    const now = stands ?? { ...parseKey(key), ...given, version: was, by: '', at: new Date().toISOString() }
    if (now.version >= (standing.get(key)?.version ?? 0)) standing.set(key, now)
  }
  return [...standing.values()]
}
