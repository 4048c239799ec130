import type { OpenedResponse } from '#contract'
import type { Change, Sent } from './change.ts'
import { putChange, removeChange, type Sealed, type SealedChange, transact } from './device-database.ts'

/** What this browser keeps of one person's work on one response. Nothing here ever throws. */
export interface Device {
  /** Keeps a change; false: this browser cannot. */
  keep(change: Change): Promise<boolean>
  /** In one step: what was typed over goes, and what is about to be sent is kept exactly as it is sent. False: it cannot. */
  replace(dropped: readonly Change[], changes: readonly Change[]): Promise<boolean>
  /** The server has them. They are kept apart, to be offered again should it ever lose them. */
  settle(changes: readonly Sent[], mark: Mark): Promise<void>
}

/** How far the server was when it said last that it has something. */
export type Mark = Pick<OpenedResponse, 'epoch' | 'revision'>

/** Nothing is kept: a shared computer, or a browser that cannot. */
export const noDevice: Device = {
  keep: async () => false,
  replace: async () => false,
  settle: async () => {},
}

/** Sealed with a key that no script can take out of this browser, so that a copied profile is of no use. */
export class BrowserDevice implements Device {
  readonly scope: string
  readonly key: CryptoKey

  private constructor(scope: string, key: CryptoKey) {
    this.scope = scope
    this.key = key
  }

  /** Undefined where the browser keeps nothing: private windows, old ones, pages without a secure line. */
  static async open(scope: string): Promise<BrowserDevice | undefined> {
    try {
      const key = (await keyOf(scope)) ?? (await makeKey(scope).then(() => keyOf(scope)))
      return key && new BrowserDevice(scope, key)
    } catch {
      return undefined
    }
  }

  keep(change: Change): Promise<boolean> {
    return this.replace([], [change])
  }

  async replace(dropped: readonly Change[], changes: readonly Change[]): Promise<boolean> {
    const write = () => this.#write(dropped, changes).then(() => true)
    // no room: what the server has goes first
    return write()
      .catch(() => transact(['sent'], (store) => store('sent').clear()).then(write))
      .catch(() => false)
  }

  async #write(dropped: readonly Change[], changes: readonly Change[]): Promise<void> {
    const records = await this.#sealAll(changes)
    await transact(['keys', 'pending'], (store) => {
      // whoever cleared the browser's data meanwhile took the key along
      store('keys').put(this.key, this.scope)
      for (const { id } of dropped) removeChange(store('pending'), id)
      for (const record of records) putChange(store('pending'), record)
      return undefined
    })
  }

  async settle(changes: readonly Sent[], mark: Mark): Promise<void> {
    const records = await this.#sealAll(changes)
    await transact(['pending', 'sent', 'opened'], (store) => {
      store('opened').put(mark, `mark ${this.scope}`)
      for (const record of records) {
        removeChange(store('pending'), record.id)
        putChange(store('sent'), record)
      }
      return undefined
    }).catch(() => {})
  }

  /** Oldest first. */
  async read<N extends 'pending' | 'sent'>(name: N): Promise<readonly (N extends 'sent' ? Sent : Change)[]> {
    const records = await transact<SealedChange[]>([name], (store) =>
      store(name).index('scope').getAll(this.scope),
    ).catch(() => [])
    const read = (records ?? []).map(({ sealed }) => this.#unseal<N extends 'sent' ? Sent : Change>(sealed))
    return (await Promise.all(read)).filter((change) => change !== undefined)
  }

  /** The response as it was loaded last, for days without a line. */
  async remember(opened: OpenedResponse): Promise<void> {
    const sealed = await this.#seal(opened)
    const mark: Mark = { epoch: opened.epoch, revision: opened.revision }
    await transact(['opened'], (store) => {
      store('opened').put(mark, `mark ${this.scope}`)
      return store('opened').put(sealed, this.scope)
    }).catch(() => {})
  }

  async recall(): Promise<OpenedResponse | undefined> {
    const sealed = await this.#get<Sealed>(this.scope)
    return sealed && this.#unseal<OpenedResponse>(sealed)
  }

  mark(): Promise<Mark | undefined> {
    return this.#get(`mark ${this.scope}`)
  }

  #get<T>(key: string): Promise<T | undefined> {
    return transact<T>(['opened'], (store) => store('opened').get(key)).catch(() => undefined)
  }

  #sealAll(changes: readonly Change[]): Promise<readonly SealedChange[]> {
    const { scope } = this
    return Promise.all(changes.map(async (change) => ({ id: change.id, scope, sealed: await this.#seal(change) })))
  }

  async #seal(content: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(content))
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, plain) }
  }

  /** Undefined: damaged, which never keeps anybody from opening the rest. */
  async #unseal<T>({ iv, data }: Sealed): Promise<T | undefined> {
    try {
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.key, data)
      return JSON.parse(new TextDecoder().decode(plain)) as T
    } catch {
      return undefined
    }
  }
}

const keyOf = (scope: string) => transact<CryptoKey>(['keys'], (store) => store('keys').get(scope))

/** Another tab may be quicker: the first key stays. */
async function makeKey(scope: string): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await transact(['keys'], (store) => store('keys').add(key, scope)).catch(() => {})
}
