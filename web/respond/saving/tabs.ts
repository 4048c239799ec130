import type { MutationResult } from '#contract'
import type { Change } from './change.ts'

/** What became of changes, told to every tab. */
export interface Settled {
  readonly changes: readonly Change[]
  readonly results: readonly MutationResult[]
  readonly revision: number
  readonly instrument?: string | undefined
}

/** How the line is, as the tab that sends knows it. */
export interface Line {
  readonly failing: boolean
  readonly stopped: boolean
  readonly problem?: string | undefined
}

/** One of these at a time. */
export interface TabMessage {
  readonly typed?: Change
  /** Typed over before they ever left. */
  readonly dropped?: readonly Change[]
  readonly renamed?: { readonly change: Change; readonly to: string }
  readonly settled?: Settled
  readonly line?: Line
  /** The tab that sends is to try at once. */
  readonly resume?: true
  /** What was refused is to be tried again. */
  readonly retry?: true
  /** Something else changed on the server: load anew. */
  readonly anew?: true
}

/** The other tabs of this browser that have the same response open. */
export interface Tabs {
  tell(message: TabMessage): void
}

interface Company {
  readonly hear: (message: TabMessage) => void
  /** From now on this tab sends for all. */
  readonly lead: () => void
}

/** A tab leads from when the one before it is gone, however it went. */
export function joinTabs(name: string, { hear, lead }: Company): Tabs & { leave(): void } {
  if (!navigator.locks) {
    lead()
    return { tell: () => {}, leave: () => {} }
  }
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => hear(data)
  const gone = new AbortController()
  const held = new Promise<void>((resolve) => gone.signal.addEventListener('abort', () => resolve()))
  navigator.locks
    .request(name, { signal: gone.signal }, () => {
      lead()
      return held
    })
    .catch(() => {})
  return {
    // what arrives after the page is gone is nobody's news
    tell: (message) => gone.signal.aborted || channel.postMessage(message),
    leave() {
      gone.abort()
      channel.close()
    },
  }
}
