import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '../../server/config.ts'
import { inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { saveAccount } from '../../server/features/accounts/actions.ts'
import { makePassword } from '../../server/features/accounts/passwords.ts'
import { withDatabase } from './database.ts'

const staff = ['coordinator', 'researcher', 'administrator'] as const

const details = z.object({
  email: z.email('--email must be an e-mail address'),
  name: z.string('--name is needed').trim().min(1, '--name is needed').max(200, '--name is too long'),
  role: z.enum(staff, `--role must be one of ${staff.join(', ')}`),
  password: z.string().min(12, 'the password must have 12 characters or more').max(1_024, 'the password is too long'),
})

export async function saveStaffAccount(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
    },
  })
  const generated = values['password-stdin'] ? undefined : makePassword()
  const password = generated ?? (await text(process.stdin)).replace(/\r?\n$/, '')
  const read = details.safeParse({ ...values, password })
  if (!read.success) throw new Error(read.error.issues.map((issue) => issue.message).join('\n'))
  const account = read.data
  const operator = { role: 'system', name: 'command line' } as const
  await withDatabase(readConfig(), (database) => inUnitOfWork(database, operator, (unit) => saveAccount(unit, account)))
  console.log(`${account.name} <${account.email}> is a ${account.role}.`)
  if (generated) console.log(`Password, shown only now: ${generated}`)
}
