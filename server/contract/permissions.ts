/** Roles a session can carry. `visitor` is nobody in particular. */
export const roles = [
  'visitor',
  'focal_point',
  'contributor',
  'reviewer',
  'clearing_officer',
  'coordinator',
  'researcher',
  'administrator',
] as const

export type Role = (typeof roles)[number]

const everyone = roles
const respondents = ['focal_point', 'contributor', 'reviewer', 'clearing_officer'] as const satisfies readonly Role[]
const staff = ['coordinator', 'researcher', 'administrator'] as const satisfies readonly Role[]

/**
 * The one permission table: guards, menus and tests read it. What a role may reach within an action
 * (which response, which section) is repeated by row-level security in the database.
 */
export const permissions = {
  'session.open': everyone,
  'session.read': everyone,
  'session.close': [...respondents, ...staff],
  'instrument.read': [...respondents, ...staff],
  'instrument.list': staff,
  'instrument.release': ['coordinator'],
  'response.read': respondents,
  'response.answer': ['focal_point', 'contributor'],
  'response.submit': ['focal_point'],
  'clearance.read': respondents,
  'clearance.plan': ['focal_point', 'clearing_officer'],
  'clearance.ask': ['focal_point'],
  'clearance.decide': ['focal_point', 'clearing_officer'],
  'clearance.waive': ['coordinator'],
  'response.coordinate': ['coordinator'],
  'reopening.ask': ['focal_point'],
  'reopening.propose': ['coordinator'],
  'reopening.agree': ['focal_point', 'clearing_officer'],
  'version.read': respondents,
  'version.accept': ['focal_point'],
  'version.offer': ['coordinator'],
  'evidence.read': respondents,
  'evidence.add': ['focal_point', 'contributor'],
  'evidence.study': ['coordinator', 'researcher'],
  'contribution.read': respondents,
  'contribution.make': ['focal_point', 'contributor'],
  'rendering.read': respondents,
  'rendering.write': ['focal_point', 'contributor'],
  'rendering.study': ['researcher'],
  'prefill.read': respondents,
  'prefill.decide': ['focal_point', 'contributor'],
  'prefill.offer': ['coordinator'],
  'people.read': respondents,
  'people.ask': ['focal_point'],
  'work.return': ['contributor', 'reviewer'],
  'fieldwork.read': respondents,
  'extension.ask': ['focal_point'],
  'letter.write': ['focal_point'],
  'fieldwork.run': ['coordinator'],
  'thread.read': [...respondents, 'coordinator', 'researcher'],
  'thread.write': [...respondents, 'coordinator', 'researcher'],
  'thread.choose-scope': respondents,
  'thread.study': ['coordinator', 'researcher'],
  'receipt.read': respondents,
  'wave.read': staff,
  'finding.read': ['researcher'],
  'export.create': ['researcher'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof permissions

export const may = (role: Role, action: Action): boolean => (permissions[action] as readonly Role[]).includes(role)
