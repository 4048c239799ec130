import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { buildApp } from '../../server/app.ts'
import { type Config, toConfig } from '../../server/config.ts'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { makeSigner, type Signer } from '../../server/features/clearance/signing-key.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { makeWorld, openSessionFor, type World } from './people.ts'

type Ask = (options: InjectOptions) => Promise<LightMyRequestResponse>

export interface TestApp extends TestDatabase {
  readonly app: FastifyInstance
  readonly world: World
  readonly signer: Signer
  /** Asks with the cookie of a fresh session of this person. */
  as(actor: Actor): Promise<Ask>
  /** Asks without any cookie. */
  readonly ask: Ask
}

export interface TestAppOptions {
  readonly bundle?: Bundle
  readonly environment?: Readonly<Record<string, string>>
  /** A folder of a built web app. */
  readonly pages?: string
  /** Endpoints for this test only. */
  readonly extend?: (app: FastifyInstance) => void
}

/** The whole server on a database of its own, asked without a network. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const testDatabase = await openTestDatabase()
  return appOn(testDatabase, await makeWorld(testDatabase.owner, options.bundle), options)
}

/** The same on a database that has been worked in. */
export async function appOn(testDatabase: TestDatabase, world: World, options: TestAppOptions = {}): Promise<TestApp> {
  const config: Config = toConfig({ LOG_LEVEL: 'silent', ...options.environment })
  const pages = options.pages ?? '/nonexistent'
  const signer = makeSigner()
  const app = await buildApp({
    config,
    signer,
    connection: testDatabase.connection,
    pages,
    checkReplies: true,
    extend: options.extend,
  })
  const ask: Ask = (request) => app.inject(request)
  return {
    ...testDatabase,
    app,
    world,
    signer,
    ask,
    as: async (actor) => {
      const s = await openSessionFor(testDatabase.owner, actor)
      const name = config.publicUrl?.protocol === 'https:' ? '__Host-s' : 's'
      return (request) => app.inject({ ...request, cookies: { [name]: s } })
    },
    close: async () => {
      await app.close()
      await testDatabase.close()
    },
  }
}

/** The error list of a problem body as `pointer code`, in order. */
export const faultsOf = (reply: LightMyRequestResponse): string[] =>
  (reply.json().errors ?? []).map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`)
