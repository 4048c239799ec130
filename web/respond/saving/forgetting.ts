import { transact } from './device-database.ts'

/** How many changes of somebody's work on a response this browser keeps that the server may not have. */
export const countPending = async (scope: string): Promise<number> =>
  (await transact<number>(['pending'], (store) => store('pending').index('scope').count(scope)).catch(() => 0)) ?? 0

/** Deletes all of it, and the key it was sealed with. */
export async function forgetAll(scope: string): Promise<void> {
  await transact(['keys', 'pending', 'sent', 'opened'], (store) => {
    store('keys').delete(scope)
    store('opened').delete(scope)
    store('opened').delete(`mark ${scope}`)
    for (const name of ['pending', 'sent'] as const) {
      const cursors = store(name).index('scope').openCursor(IDBKeyRange.only(scope))
      cursors.onsuccess = () => {
        cursors.result?.delete()
        cursors.result?.continue()
      }
    }
    return undefined
  }).catch(() => {})
}
