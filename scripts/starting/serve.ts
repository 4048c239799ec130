import { ConfigFault, readConfig } from '../../server/config.ts'
import { EmbeddedDatabaseError } from '../../server/database/embedded/index.ts'
import { type Running, start } from '../../server/main.ts'
import { buildPagesIfStale } from './pages.ts'

const say = (line: string) => console.log(line)

/** Refusals a person can act on are one line; anything else keeps its stack. */
function explain(error: unknown, port: number): unknown {
  if (error instanceof ConfigFault || error instanceof EmbeddedDatabaseError) return error.message
  if ((error as { code?: unknown } | undefined)?.code !== 'EADDRINUSE') return error
  return `Port ${port} is in use. Stop the other program, or choose another: PORT=8090 npm start`
}

function announce({ address, doors }: Running, publicUrl: URL | undefined): void {
  const place = publicUrl?.origin ?? address
  say('')
  say(`Mufakat is ready: ${place}`)
  if (doors.length > 0) {
    say('')
    say('Answer a questionnaire of the demonstration (synthetic; new links at every start):')
    for (const { instrument, unit, role, path } of doors) {
      say(`  ${instrument}, as ${unit}${role === 'clearing_officer' ? ', clearing officer' : ''}:`)
      say(`    ${place}${path}`)
    }
  }
  say('')
  say('Make an account for a researcher (in another terminal):')
  const folder = process.env.DATA_DIR === undefined ? '' : `DATA_DIR=${process.env.DATA_DIR} `
  say(`  ${folder}npm run admin -- account --email mei@example.org --name "Mei" --role researcher`)
  say('')
  say('Stop with Ctrl+C.')
}

export async function serve(): Promise<void> {
  let port = 0
  try {
    const config = readConfig()
    port = config.port
    await buildPagesIfStale(say)
    announce(await start(config, say), config.publicUrl)
  } catch (error) {
    console.error(explain(error, port))
    process.exitCode = 1
  }
}
