import type { FastifyInstance } from 'fastify'
import { accountRoutes } from './accounts/routes.ts'
import { clearanceRoutes } from './clearance/routes.ts'
import { contributionRoutes } from './contributions/routes.ts'
import { delegationRoutes } from './delegation/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { exportRoutes } from './exports/routes.ts'
import { fieldworkRoutes } from './fieldwork/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { findingRoutes } from './findings/routes.ts'
import { instrumentRoutes } from './instruments/routes.ts'
import { linkRoutes } from './links/routes.ts'
import { paperRoutes } from './paper/routes.ts'
import { prefillRoutes } from './prefill/routes.ts'
import { renderingRoutes } from './renderings/routes.ts'
import { responseRoutes } from './responses/routes.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { threadRoutes } from './threads/routes.ts'
import { versionRoutes } from './versions/routes.ts'

/** The only list of features: each mounts its endpoints. */
export const features: readonly ((app: FastifyInstance) => void)[] = [
  sessionRoutes,
  linkRoutes,
  accountRoutes,
  instrumentRoutes,
  responseRoutes,
  delegationRoutes,
  clearanceRoutes,
  fieldworkRoutes,
  fileRoutes,
  evidenceRoutes,
  threadRoutes,
  renderingRoutes,
  versionRoutes,
  contributionRoutes,
  prefillRoutes,
  findingRoutes,
  exportRoutes,
  paperRoutes,
]
