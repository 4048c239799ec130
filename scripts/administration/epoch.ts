import { parseArgs } from 'node:util'
import { readConfig } from '../../server/config.ts'
import { renewEpoch } from '../../server/database/epoch.ts'
import { inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { withDatabase } from './database.ts'

/** After a restore: every browser that answers in this installation sends again what the restored copy does not have. */
export async function beginNewEpoch(args: string[]): Promise<void> {
  parseArgs({ args, options: {} })
  const operator = { role: 'system', name: 'command line' } as const
  const epoch = await withDatabase(readConfig(), (database) => inUnitOfWork(database, operator, renewEpoch))
  console.log(`A new epoch has begun: ${epoch}.`)
  console.log('Browsers notice it with their next save, and send again what this database does not have.')
}
