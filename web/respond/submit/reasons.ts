import type { Clearance, WarningReason } from '#contract'
import type { Finding, Form } from '#engine'

/** A warning that passes with a reason, and the field that takes it. */
export interface Asked {
  readonly id: string
  readonly finding: Finding
  readonly warning: string
}

/** What a reason is given for: the check that raised it, or the kind of finding where no check has a name. */
const warningOf = ({ code, params }: Finding): string => String(params.check ?? code)

/** Each warning of the form once. */
export function askedReasons(form: Form): readonly Asked[] {
  const asked = new Map<string, Asked>()
  for (const finding of form.findings) {
    if (finding.severity !== 'warning') continue
    const warning = warningOf(finding)
    const name = `${finding.key} ${warning}`
    if (!asked.has(name)) asked.set(name, { id: `reason-${asked.size}`, finding, warning })
  }
  return Array.from(asked.values())
}

/** Reasons given before, by the field they belong in. */
export const givenReasons = (asked: readonly Asked[], { reasons }: Clearance): Readonly<Record<string, string>> =>
  Object.fromEntries(
    asked.flatMap(({ id, finding, warning }) => {
      const known = reasons.find((one) => one.key === finding.key && one.warning === warning)
      return known === undefined ? [] : [[id, known.reason]]
    }),
  )

/** As they are sent. */
export const toReasons = (asked: readonly Asked[], typed: Readonly<Record<string, string>>): WarningReason[] =>
  asked.map(({ id, finding, warning }) => ({ key: finding.key, warning, reason: (typed[id] ?? '').trim() }))
