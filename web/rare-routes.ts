import type { Route } from './shell/route.ts'
import { lateAreas } from './text/late-areas.ts'

const respondents = ['focal_point', 'contributor', 'reviewer', 'clearing_officer'] as const
const frame = async () => (await import('./respond/pages.ts')).ResponseFrame
const submit = () => import('./respond/submit/pages.ts')
const clearance = () => import('./respond/clearance/pages.ts')
const talk = () => import('./respond/threads/pages.ts')
const sharedThreads = () => import('./manage/threads/pages.ts')
const researchers = ['researcher'] as const
const findings = () => import('./findings/pages.ts')
const manage = () => import('./manage/pages.ts')
const gallery = async () => (await import('./gallery/GalleryPage.svelte')).default
const studying = ['coordinator', 'researcher'] as const
const staff = ['coordinator', 'researcher', 'administrator'] as const

/** The pages of staff, and those of respondents that most of them never open. The first that fits is taken. */
export const rareRoutes: readonly Route[] = [
  {
    path: '/respond/submit',
    title: 'respond.submit',
    roles: respondents,
    text: lateAreas.submit,
    frame,
    page: async () => (await submit()).SubmitPage,
  },
  {
    path: '/respond/sign-out',
    title: 'signOut.title',
    roles: respondents,
    text: lateAreas.signOut,
    page: async () => (await import('./respond/sign-out/SignOutPage.svelte')).default,
  },
  {
    path: '/respond/receipt',
    title: 'respond.receipt',
    roles: respondents,
    text: lateAreas.submit,
    frame,
    page: async () => (await submit()).ReceiptPage,
  },
  {
    path: '/respond/clearance',
    title: 'respond.clearance.open',
    roles: respondents,
    text: lateAreas.clearance,
    frame,
    page: async () => (await clearance()).ClearancePage,
  },
  {
    path: '/respond/clearing',
    title: 'respond.clearance.yours',
    roles: ['focal_point', 'clearing_officer'],
    text: lateAreas.clearance,
    frame,
    page: async () => (await clearance()).ClearingPage,
  },
  {
    path: '/respond/version',
    title: 'respond.hub',
    roles: respondents,
    text: lateAreas.version,
    frame,
    page: async () => (await import('./respond/version/VersionPage.svelte')).default,
  },
  {
    path: '/respond/from-a-file',
    title: 'respond.hub',
    roles: respondents,
    text: lateAreas.contributions,
    frame,
    page: async () => (await import('./respond/contributions/FilePage.svelte')).default,
  },
  {
    path: '/respond/people',
    title: 'respond.people',
    roles: respondents,
    text: lateAreas.people,
    frame,
    page: async () => (await import('./respond/people/PeoplePage.svelte')).default,
  },
  {
    path: '/respond/people/ask/:person',
    title: 'respond.people',
    roles: ['focal_point'],
    text: lateAreas.people,
    frame,
    page: async () => (await import('./respond/people/AskPage.svelte')).default,
  },
  {
    path: '/respond/threads',
    title: 'respond.threads',
    roles: respondents,
    text: lateAreas.threads,
    frame,
    page: async () => (await import('./respond/threads/ThreadsPage.svelte')).default,
  },
  {
    path: '/respond/threads/about/:item',
    title: 'respond.threads',
    roles: respondents,
    text: lateAreas.threads,
    frame,
    page: async () => (await talk()).AboutPage,
  },
  {
    path: '/respond/threads/read/:thread',
    title: 'respond.threads',
    roles: respondents,
    text: lateAreas.threads,
    frame,
    page: async () => (await talk()).ThreadPage,
  },
  {
    path: '/respond/start',
    title: 'respond.start',
    roles: respondents,
    text: lateAreas.start,
    frame,
    page: async () => (await import('./respond/start/StartPage.svelte')).default,
  },
  {
    path: '/respond/wave',
    title: 'respond.wave',
    roles: respondents,
    text: lateAreas.fieldwork,
    frame,
    page: async () => (await import('./respond/wave/WavePage.svelte')).default,
  },
  {
    path: '/respond/wave/extension/new',
    title: 'respond.wave',
    roles: ['focal_point'],
    text: lateAreas.fieldwork,
    frame,
    page: async () => (await import('./respond/wave/ExtensionPage.svelte')).default,
  },
  {
    path: '/respond/evidence',
    title: 'respond.evidence',
    roles: respondents,
    text: lateAreas.evidence,
    frame,
    page: async () => (await import('./respond/evidence/EvidencePage.svelte')).default,
  },
  {
    path: '/respond/evidence/new/:kind',
    title: 'respond.evidence',
    roles: respondents,
    text: lateAreas.evidence,
    frame,
    page: async () => (await import('./respond/evidence/AddPage.svelte')).default,
  },
  {
    path: '/respond/evidence/change/:id',
    title: 'respond.evidence',
    roles: respondents,
    text: lateAreas.evidence,
    frame,
    page: async () => (await import('./respond/evidence/ChangePage.svelte')).default,
  },
  {
    path: '/findings',
    title: 'findings.waves',
    roles: staff,
    text: lateAreas.findings,
    page: async () => (await findings()).WavesPage,
  },
  {
    path: '/findings/:wave',
    title: 'findings.matrix',
    roles: researchers,
    text: lateAreas.findings,
    page: async () => (await findings()).MatrixPage,
  },
  {
    path: '/findings/:wave/export',
    title: 'findings.export.title',
    roles: researchers,
    text: lateAreas.findings,
    page: async () => (await findings()).ExportPage,
  },
  {
    path: '/findings/:wave/countries/:unit',
    title: 'findings.country',
    roles: researchers,
    text: lateAreas.findings,
    page: async () => (await findings()).CountryPage,
  },
  {
    path: '/findings/:wave/questions/:rq',
    title: 'findings.matrix',
    roles: researchers,
    text: lateAreas.findings,
    page: async () => (await findings()).QuestionPage,
  },
  {
    path: '/findings/:wave/items/:item',
    title: 'findings.matrix',
    roles: researchers,
    text: lateAreas.findings,
    page: async () => (await findings()).FindingPage,
  },
  // for those who build widgets; a build for users leaves it out
  ...(import.meta.env.DEV ? [{ path: '/gallery', title: 'common.product', page: gallery } as const] : []),
  {
    path: '/instruments',
    title: 'manage.instruments',
    roles: staff,
    text: lateAreas.manage,
    page: async () => (await manage()).InstrumentsPage,
  },
  {
    path: '/instruments/import',
    title: 'manage.instruments',
    roles: ['coordinator'],
    text: lateAreas.manage,
    page: async () => (await manage()).ImportPage,
  },
  {
    path: '/waves/:wave/versions',
    title: 'manage.versions',
    roles: ['coordinator'],
    text: lateAreas.manage,
    page: async () => (await manage()).WaveVersionsPage,
  },
  {
    path: '/waves/:wave/threads',
    title: 'respond.threads',
    roles: studying,
    text: lateAreas.sharedThreads,
    page: async () => (await sharedThreads()).SharedThreadsPage,
  },
  {
    path: '/waves/:wave/threads/:response/new',
    title: 'respond.threads',
    roles: studying,
    text: lateAreas.sharedThreads,
    page: async () => (await sharedThreads()).NewThreadPage,
  },
  {
    path: '/waves/:wave/threads/:response/:thread',
    title: 'respond.threads',
    roles: studying,
    text: lateAreas.sharedThreads,
    page: async () => (await sharedThreads()).SharedThreadPage,
  },
  {
    path: '/waves/:wave/fieldwork',
    title: 'staff.fieldwork',
    roles: ['coordinator'],
    text: lateAreas.manageFieldwork,
    page: async () => (await manage()).WaveFieldworkPage,
  },
  {
    path: '/waves/:wave/fieldwork/:unit',
    title: 'staff.fieldwork',
    roles: ['coordinator'],
    text: lateAreas.manageFieldwork,
    page: async () => (await manage()).UnitFieldworkPage,
  },
  {
    path: '/instruments/:hash',
    title: 'manage.instruments',
    roles: staff,
    text: lateAreas.manage,
    page: async () => (await manage()).InstrumentPage,
  },
]
