import type { Route } from './shell/route.ts'
import { lateAreas } from './text/late-areas.ts'

const sharedThreads = () => import('./manage/threads/pages.ts')
const researchers = ['researcher'] as const
const findings = () => import('./findings/pages.ts')
const manage = () => import('./manage/pages.ts')
const gallery = async () => (await import('./gallery/GalleryPage.svelte')).default
const studying = ['coordinator', 'researcher'] as const
const staff = ['coordinator', 'researcher', 'administrator'] as const

/** The pages of staff, listed apart from those of respondents. The first that fits is taken. */
export const staffRoutes: readonly Route[] = [
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
    path: '/findings/:wave/countries/:unit/renderings',
    title: 'renderings.research.title',
    roles: researchers,
    text: lateAreas.findings,
    page: async () => (await findings()).RenderingsPage,
  },
  {
    path: '/waves/:wave/evidence',
    title: 'staff.evidence',
    roles: studying,
    text: lateAreas.staff,
    page: async () => (await import('./staff/EvidencePage.svelte')).default,
  },
  {
    path: '/waves/:wave/responses',
    title: 'manage.responses',
    roles: ['coordinator'],
    text: lateAreas.manage,
    page: async () => (await manage()).WaveResponsesPage,
  },
  {
    path: '/waves/:wave/responses/:unit',
    title: 'manage.responses',
    roles: ['coordinator'],
    text: lateAreas.manage,
    page: async () => (await manage()).CoordinationPage,
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
