/**
 * npm run admin: what an administrator does from the command line, also while the server runs.
 *
 *   npm run admin -- account --email mei@example.org --name "Mei" --role researcher [--password-stdin]
 *
 * Makes a staff account, or gives an existing one a new name, role and password. Without --password-stdin
 * a password is generated and shown once.
 *
 *   npm run admin -- prefill ASEAN/2027
 *
 * Offers the drafts of a wave what was said in the wave before and what stands in the registers. A wave is named by its
 * study and its code, or by its id. What was offered before is not offered again.
 *
 *   npm run admin -- verify-receipt receipt.json [submission.json] [--keys keys.json]
 *
 * Checks a receipt without a server: its signature, and that the submission is the one it was given for. The keys are
 * those of this installation, or a list fetched from `/.well-known/mufakat-receipt-keys.json`.
 *
 *   npm run admin -- new-epoch
 *
 * After a backup was restored: browsers then send again what they still hold and the backup did not have.
 */
import { saveStaffAccount } from './administration/account.ts'
import { beginNewEpoch } from './administration/epoch.ts'
import { prefillWave } from './administration/prefill.ts'
import { verifyReceiptFile } from './administration/receipt.ts'

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  account: saveStaffAccount,
  prefill: prefillWave,
  'verify-receipt': verifyReceiptFile,
  'new-epoch': beginNewEpoch,
}

const [command = '', ...args] = process.argv.slice(2)
const run = commands[command]
try {
  if (!run)
    throw new Error(
      `Say what to do: ${Object.keys(commands).join(', ')}. For example:\n  npm run admin -- account --email mei@example.org --name "Mei" --role researcher`,
    )
  await run(args)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
