import { createContext } from 'svelte'
import type { Who } from '#contract'
import { recall, remember } from './browser-memory.ts'
import { call, isPassing, problemName, speakAs } from './call.ts'

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
    speakAs(who.person)
    // without a line a respondent is let in to what this browser keeps; a shared computer keeps nothing
    remember('who', who.person && !isShared() ? JSON.stringify(who) : undefined)
  }

  /** A link opens a demonstration study before anybody is signed in. */
  showDemonstration(): void {
    this.#demonstration = true
  }

  async read(): Promise<void> {
    const reply = await call('GET /api/session')
    if (reply.ok) this.open(reply.value)
    else this.open(isPassing(problemName(reply.problem)) ? remembered() : nobody)
  }

  /** False when the server could not be told: the session goes on there. */
  async signOut(): Promise<boolean> {
    const reply = await call('DELETE /api/session')
    if (!reply.ok && isPassing(problemName(reply.problem))) return false
    this.open(nobody)
    this.#demonstration = false
    return true
  }
}

const nobody: Who = { role: 'visitor', name: '', synthetic: false }

function remembered(): Who {
  const who = recall('who')
  return who === undefined ? nobody : (JSON.parse(who) as Who)
}

/** Did whoever sits here say that others use this computer too? */
export const isShared = (): boolean => recall('shared') !== undefined

export const [useSession, provideSession] = createContext<Session>()
