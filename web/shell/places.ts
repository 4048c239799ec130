import type { Role } from '#contract'

/** The named parts of a page's path. */
export type Parameters = Readonly<Record<string, string>>

/** Where each role begins. */
export const homeOf: Readonly<Record<Role, string>> = {
  visitor: '/',
  focal_point: '/respond',
  contributor: '/respond',
  reviewer: '/respond',
  clearing_officer: '/respond',
  coordinator: '/findings',
  researcher: '/findings',
  administrator: '/findings',
}
