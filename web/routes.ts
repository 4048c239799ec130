import type { Parameters } from './shell/places.ts'
import type { Route } from './shell/route.ts'

const respondents = ['focal_point', 'contributor', 'reviewer', 'clearing_officer'] as const
const respond = () => import('./respond/pages.ts')
const account = async () => (await import('./text/en/account.ts')).account
const frame = async () => (await respond()).ResponseFrame

/** The pages on every respondent's way, and the doors. The first that fits is taken. */
export const routes: readonly Route[] = [
  {
    path: '/',
    title: 'common.home',
    text: account,
    page: async () => (await import('./HomePage.svelte')).default,
  },
  { path: '/i', title: 'link', page: async () => (await respond()).LinkPage },
  {
    path: '/sign-in',
    title: 'common.signIn',
    text: account,
    page: async () => (await import('./account/SignInPage.svelte')).default,
  },
  {
    path: '/respond',
    title: 'respond.hub',
    roles: respondents,
    frame,
    page: async () => (await respond()).HubPage,
  },
  {
    path: '/respond/check',
    title: 'respond.check',
    roles: respondents,
    frame,
    text: async () => (await import('./text/en/check.ts')).check,
    page: async () => (await import('./respond/check/CheckPage.svelte')).default,
  },
  {
    path: '/respond/:section/:group',
    title: 'respond.hub',
    roles: respondents,
    frame,
    page: async () => (await respond()).GroupPage,
  },
]

/** All others, listed apart: a respondent on a slow line never loads the list. */
export const rareRoutes = async (): Promise<readonly Route[]> => (await import('./rare-routes.ts')).rareRoutes

export interface Match {
  readonly route: Route
  readonly params: Parameters
}

export function findRoute(path: string, among: readonly Route[] = routes): Match | undefined {
  for (const route of among) {
    const params = match(route.path, path)
    if (params !== undefined) return { route, params }
  }
  return undefined
}

function match(pattern: string, path: string): Parameters | undefined {
  const wanted = pattern.split('/')
  const given = path.replace(/(?<=.)\/$/, '').split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decode(value)
    else if (part !== value) return undefined
  }
  return params
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
