import { fileURLToPath } from 'node:url'
import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { startEmbedded } from './database/embedded/index.ts'
import { migrate } from './database/migrate.ts'
import type { Connection } from './database/plugin.ts'
import { openSigner } from './features/clearance/signing-key.ts'
import { closeDemonstration, type Door, ensureDemonstration, loadReleased } from './features/studies/actions.ts'
import { answerDemonstration } from './features/studies/demonstration-answers.ts'
import { openSecondWave } from './features/studies/demonstration-second-wave.ts'

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

export interface Running {
  readonly app: FastifyInstance
  readonly address: string
  /** Questionnaires of the demonstration and their paths, `/i#mfk_…`; none without a demonstration. */
  readonly doors: readonly (Omit<Door, 'linkToken'> & { readonly path: string })[]
}

interface OpenedDatabase {
  readonly connection: Connection
  stop(): Promise<void>
}

/** The database named in the settings, or one of our own beside the data. */
async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined) {
    return { connection: { connectionString: config.databaseUrl }, stop: async () => {} }
  }
  say(`Starting the database in ${config.dataDir} …`)
  return startEmbedded({ dataDir: config.dataDir })
}

/** Database, schema, instruments, demonstration, then the door opens; in this order, and the reverse at the end. */
export async function start(config: Config, say: (line: string) => void = () => {}): Promise<Running> {
  const database = await openDatabase(config, say)
  const opened: { app?: FastifyInstance } = {}
  const stop = async () => {
    await opened.app?.close()
    await database.stop()
  }
  try {
    const applied = await migrate(database.connection)
    if (applied.length > 0) say(`The database was brought up to date (${applied.length} migrations).`)
    const signer = await openSigner(config.signingKeyFile)
    const app = await buildApp({ config, connection: database.connection, signer, pages: inProject('dist/web') })
    opened.app = app
    const doors = await prepareStudies(app, config, say)
    const address = await app.listen({ host: config.host, port: config.port })
    closeWithGrace({ delay: 15_000, logger: app.log }, async ({ err }) => {
      if (err) app.log.error({ err }, 'the server stops after an error')
      await stop()
    })
    return { app, address, doors }
  } catch (error) {
    await stop()
    throw error
  }
}

async function prepareStudies(app: FastifyInstance, config: Config, say: (line: string) => void) {
  const released = await loadReleased(app.database, inProject('instruments/released'))
  say(`Instruments: ${released.map(({ code, version }) => `${code} ${version}`).join(', ') || 'none released yet'}.`)
  if (!config.demo) {
    await closeDemonstration(app.database)
    return []
  }
  const demonstration = await ensureDemonstration(app.database, released)
  if (demonstration === undefined) return []
  const answered = await answerDemonstration(app.database, demonstration, app.signer)
  if (answered > 0) say(`The demonstration has synthetic answers of ${answered} units.`)
  const second = await openSecondWave(app.database, demonstration)
  const doors = [...demonstration.doors, ...(second === undefined ? [] : [second])]
  return doors.map(({ linkToken, ...door }) => ({ ...door, path: `/i#${linkToken}` }))
}
