import { createContext } from 'svelte'
import type { Who } from '#contract'
import { call } from './call.ts'

/** Who is signed in. One for the whole application, made by App.svelte. */
export class Session {
  #who: Who | undefined = $state.raw()
  #demonstration = $state(false)

  /** Undefined until the server has answered once. */
  get who(): Who | undefined {
    return this.#who
  }

  get signedIn(): boolean {
    return this.#who !== undefined && this.#who.role !== 'visitor'
  }

  /** Are the answers on screen made up? Then every page says so. */
  get synthetic(): boolean {
    return this.#demonstration || this.#who?.synthetic === true
  }

  open(who: Who): void {
    this.#who = who
  }

  /** A link opens a demonstration study before anybody is signed in. */
  showDemonstration(): void {
    this.#demonstration = true
  }

  async read(): Promise<void> {
    const reply = await call('GET /api/session')
    this.#who = reply.ok ? reply.value : nobody
  }

  async signOut(): Promise<void> {
    await call('DELETE /api/session')
    this.#who = nobody
    this.#demonstration = false
  }
}

const nobody: Who = { role: 'visitor', name: '', synthetic: false }

export const [useSession, provideSession] = createContext<Session>()
