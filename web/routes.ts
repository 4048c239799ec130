import type { Component, Snippet } from 'svelte'
import type { Role } from '#contract'
import type { Parameters } from './shell/places.ts'
import type { Area, MessageKey } from './text/en.ts'

/** Pages take the parameters of their path, or nothing. */
export type Page = Component<{ params: Parameters }> | Component<Record<string, never>>
/** Stays while one moves between its pages, and holds what they share. */
export type Frame = Component<{ children: Snippet }>

export interface Route {
  /** `/respond/:section/:group` */
  readonly path: string
  /** The title of the browser's tab until the page says something more exact. */
  readonly title: MessageKey
  /** Who may open it; everybody when absent. */
  readonly roles?: readonly Role[]
  /** Sentences this page needs beyond those loaded at the start. */
  readonly text?: Area
  readonly page: () => Promise<Page>
  readonly frame?: () => Promise<Frame>
}

const respondents = ['focal_point', 'contributor', 'clearing_officer'] as const
const respond = () => import('./respond/pages.ts')
const frame = async () => (await respond()).ResponseFrame

const researchers = ['researcher'] as const
const findings = () => import('./findings/pages.ts')
const manage = () => import('./manage/pages.ts')
const gallery = async () => (await import('./gallery/GalleryPage.svelte')).default
const staff = ['coordinator', 'researcher', 'administrator'] as const

/** The only list of pages. The first that fits is taken. */
export const routes: readonly Route[] = [
  {
    path: '/',
    title: 'common.home',
    text: 'account',
    page: async () => (await import('./HomePage.svelte')).default,
  },
  { path: '/i', title: 'link', page: async () => (await respond()).LinkPage },
  {
    path: '/sign-in',
    title: 'common.signIn',
    text: 'account',
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
    page: async () => (await respond()).CheckPage,
  },
  {
    path: '/respond/submit',
    title: 'respond.submit',
    roles: respondents,
    frame,
    page: async () => (await respond()).SubmitPage,
  },
  {
    path: '/respond/receipt',
    title: 'respond.receipt',
    roles: respondents,
    frame,
    page: async () => (await respond()).ReceiptPage,
  },
  {
    path: '/respond/:section/:group',
    title: 'respond.hub',
    roles: respondents,
    frame,
    page: async () => (await respond()).GroupPage,
  },
  {
    path: '/findings',
    title: 'findings.waves',
    roles: staff,
    text: 'findings',
    page: async () => (await findings()).WavesPage,
  },
  {
    path: '/findings/:wave',
    title: 'findings.matrix',
    roles: researchers,
    text: 'findings',
    page: async () => (await findings()).MatrixPage,
  },
  {
    path: '/findings/:wave/export',
    title: 'findings.export.title',
    roles: researchers,
    text: 'findings',
    page: async () => (await findings()).ExportPage,
  },
  {
    path: '/findings/:wave/countries/:unit',
    title: 'findings.country',
    roles: researchers,
    text: 'findings',
    page: async () => (await findings()).CountryPage,
  },
  {
    path: '/findings/:wave/questions/:rq',
    title: 'findings.matrix',
    roles: researchers,
    text: 'findings',
    page: async () => (await findings()).QuestionPage,
  },
  {
    path: '/findings/:wave/items/:item',
    title: 'findings.matrix',
    roles: researchers,
    text: 'findings',
    page: async () => (await findings()).FindingPage,
  },
  // for those who build widgets; a build for users leaves it out
  ...(import.meta.env.DEV ? [{ path: '/gallery', title: 'common.product', page: gallery } as const] : []),
  {
    path: '/instruments',
    title: 'manage.instruments',
    roles: staff,
    text: 'manage',
    page: async () => (await manage()).InstrumentsPage,
  },
  {
    path: '/instruments/import',
    title: 'manage.instruments',
    roles: ['coordinator'],
    text: 'manage',
    page: async () => (await manage()).ImportPage,
  },
  {
    path: '/waves/:wave/versions',
    title: 'manage.versions',
    roles: ['coordinator'],
    text: 'manage',
    page: async () => (await manage()).WaveVersionsPage,
  },
  {
    path: '/instruments/:hash',
    title: 'manage.instruments',
    roles: staff,
    text: 'manage',
    page: async () => (await manage()).InstrumentPage,
  },
]

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
