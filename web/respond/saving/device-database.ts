/** A record of a store of changes. What it says is sealed; only its order, its owner and its id are not. */
export interface SealedChange {
  readonly id: string
  readonly scope: string
  readonly sealed: Sealed
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

/**
 * `keys`: by scope, keys that no script can read. `pending`: changes the server may not have. `sent`: those it said it
 * has. `opened`: by scope, the response as it was loaded last. Whoever adds a version migrates and never recreates: what
 * is pending exists nowhere else.
 */
export type StoreName = 'keys' | 'pending' | 'sent' | 'opened'

let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('mufakat', 1)
    request.onupgradeneeded = () => {
      const { result } = request
      for (const name of ['keys', 'opened']) result.createObjectStore(name)
      for (const name of ['pending', 'sent']) {
        const store = result.createObjectStore(name, { keyPath: 'seq', autoIncrement: true })
        store.createIndex('id', 'id')
        store.createIndex('scope', 'scope')
      }
    }
    request.onsuccess = () => {
      const { result } = request
      result.onversionchange = () => result.close()
      resolve(result)
    }
    request.onerror = () => reject(request.error)
  })
  opening.catch(() => {
    opening = undefined
  })
  return opening
}

/**
 * Resolves with the last request's result once everything is on the disk. Browsers close databases under memory
 * pressure: then it is opened anew, once.
 */
export async function transact<T>(
  names: readonly StoreName[],
  work: (store: (name: StoreName) => IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const begin = (database: IDBDatabase) => database.transaction(names, 'readwrite', { durability: 'strict' })
  const transaction = await open()
    .then(begin)
    .catch(() => {
      opening = undefined
      return open().then(begin)
    })
  return new Promise((resolve, reject) => {
    const request = work((name) => transaction.objectStore(name))
    transaction.oncomplete = () => resolve(request?.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** In the place it has, or at the end. */
export function putChange(store: IDBObjectStore, record: SealedChange): void {
  const find = store.index('id').getKey(record.id)
  find.onsuccess = () => store.put(find.result === undefined ? record : { ...record, seq: find.result })
}

export function removeChange(store: IDBObjectStore, id: string): void {
  const find = store.index('id').getKey(id)
  find.onsuccess = () => find.result !== undefined && store.delete(find.result)
}
