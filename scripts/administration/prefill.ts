import { parseArgs } from 'node:util'
import { readConfig } from '../../server/config.ts'
import { inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { offerForWave, readRegisters } from '../../server/features/prefill/actions.ts'
import { withDatabase } from './database.ts'

/** Offers the drafts of a wave earlier answers. What a coordinator may do, and no more: the database sees to it. */
export async function prefillWave(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [wave] = positionals
  if (wave === undefined) throw new Error('Say which wave, as STUDY/WAVE: npm run admin -- prefill ASEAN/2027')
  const registers = await readRegisters()
  const operator = { role: 'coordinator', name: 'command line' } as const
  const { responses, offered, broken } = await withDatabase(readConfig(), (database) =>
    inUnitOfWork(database, operator, (unit) => offerForWave(unit, wave, registers)),
  )
  console.log(`${responses} drafts looked at: ${offered} earlier answers offered, ${broken} more can only be read.`)
}
