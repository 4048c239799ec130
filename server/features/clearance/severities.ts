import type { OpenAlternative, ProblemError, WarningReason } from '#contract'
import { type Finding, type Form, type KeyText, parseKey } from '#engine'
import { problem } from '../../problems.ts'
import { keyOf } from '../responses/actions.ts'
import { inPlainWords } from '../responses/plain-words.ts'

const mostErrors = 200

const pointerTo = (key: KeyText): string => `/answers/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

const toError = ({ key, code, message, params, at }: Finding): ProblemError => ({
  pointer: pointerTo(key),
  item: parseKey(key).item,
  code,
  message: message || inPlainWords(code, params),
  params: {
    ...params,
    ...(at?.row !== undefined && { row: at.row }),
    ...(at?.column !== undefined && { column: at.column }),
  },
})

const count = (found: readonly unknown[], one: string, many: (n: number) => string): string =>
  found.length === 1 ? one : many(found.length)

const toChoice = (alternative: OpenAlternative): ProblemError => ({
  pointer: pointerTo(keyOf(alternative)),
  item: alternative.item,
  code: 'alternative.open',
  message: inPlainWords('alternative.open', { by: alternative.by }),
  params: { by: alternative.by, alternative: alternative.id },
})

/** Blockers stop submission, and so asking for clearance; so does every answer with two values to choose between. */
export function refuseBlockers(form: Form, open: readonly OpenAlternative[]): void {
  const blockers = form.findings.filter(({ severity }) => severity === 'blocker')
  const found = [...blockers.map(toError), ...open.map(toChoice)]
  if (found.length === 0) return
  const detail = count(
    found,
    'One answer needs attention before this response can be submitted.',
    (n) => `${n} answers need attention before this response can be submitted.`,
  )
  throw problem('not-ready-to-submit', detail, found.slice(0, mostErrors))
}

/** Errors stop clearance: they can be asked about, and not signed. */
export function refuseErrors(form: Form): void {
  const found = form.findings.filter(({ severity }) => severity === 'error')
  if (found.length === 0) return
  const detail = count(
    found,
    'One contradiction must be resolved before anybody can clear this response.',
    (n) => `${n} contradictions must be resolved before anybody can clear this response.`,
  )
  throw problem('errors-stop-clearance', detail, found.slice(0, mostErrors).map(toError))
}

/** What a reason is given for: the check that raised it, or the kind of finding where no check has a name. */
export const warningOf = ({ code, params }: Finding): string => String(params['check'] ?? code)

/** Warnings pass with a reason each; information never stops anybody. */
export function refuseWithoutReasons(form: Form, given: readonly Pick<WarningReason, 'key' | 'warning'>[]): void {
  const known = new Set(given.map(({ key, warning }) => `${key} ${warning}`))
  const found = warnings(form).filter((finding) => !known.has(`${finding.key} ${warningOf(finding)}`))
  if (found.length === 0) return
  const detail = count(
    found,
    'One warning needs a reason, or another answer.',
    (n) => `${n} warnings need a reason each, or other answers.`,
  )
  throw problem('reasons-needed', detail, found.slice(0, mostErrors).map(toError))
}

export const warnings = (form: Form): readonly Finding[] =>
  form.findings.filter(({ severity }) => severity === 'warning')

/** The same reason for every warning: for answers that are made up. */
export function sameReason(form: Form, reason: string): readonly WarningReason[] {
  const asked = new Map(warnings(form).map((finding) => [`${finding.key} ${warningOf(finding)}`, finding]))
  return Array.from(asked.values(), (finding) => ({ key: finding.key, warning: warningOf(finding), reason }))
}

/** Those reasons that some warning of the form still asks for. */
export function reasonsInUse<R extends Pick<WarningReason, 'key' | 'warning'>>(
  form: Form,
  given: readonly R[],
): readonly R[] {
  const asked = new Set(warnings(form).map((finding) => `${finding.key} ${warningOf(finding)}`))
  return given.filter(({ key, warning }) => asked.has(`${key} ${warning}`))
}
