import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>
export type StaffRole = Tables['account']['role']

export const findAccount = (db: Db, email: string) =>
  db.selectFrom('account').select(['id', 'name', 'role', 'password_phc']).where('email', '=', email).executeTakeFirst()

export interface NewAccount {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: StaffRole
  readonly phc: string
}

/** Made, or for an e-mail address that has an account, changed. */
export const writeAccount = (db: Db, { id, email, name, role, phc }: NewAccount) =>
  db
    .insertInto('account')
    .values({ id, email, name, role, password_phc: phc })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ name, role, password_phc: phc }))
    .execute()
