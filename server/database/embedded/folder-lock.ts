import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { systemCode } from './embedded-database-error.ts'
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts'

/** What the lock file says: who holds the folder and, once the database is ready, how to reach it. */
export interface Holder extends ProcessIdentity {
  readonly connection?: Connection
}

export interface FolderLock {
  announce(connection: Connection): void
  release(): void
}

const clockMs = 5
let drafts = 0

/** Takes the lock, or tells which running process has it. Exactly one of any number of callers wins. */
export async function takeFolderLock(file: string): Promise<{ lock: FolderLock } | { heldBy: Holder }> {
  const mine: Holder = ownIdentity()
  for (;;) {
    if (createWhole(file, mine)) return { lock: heldLock(file, mine) }
    const holder = readHolder(file)
    if (holder !== undefined && isRunning(holder)) return { heldBy: holder }
    if (holder !== undefined) await removeDead(file)
  }
}

/** The holder, if it runs. */
export function findHolder(file: string): Holder | undefined {
  const holder = readHolder(file)
  return holder !== undefined && isRunning(holder) ? holder : undefined
}

function heldLock(file: string, mine: Holder): FolderLock {
  return {
    announce(connection) {
      const { password: _, ...reachable } = connection
      renameSync(writeDraft(file, { ...mine, connection: reachable }), file)
    },
    release() {
      const holder = readHolder(file)
      // the folder may have been deleted and taken anew under our feet
      if (holder?.pid === mine.pid && holder.startedAt === mine.startedAt) rmSync(file, { force: true })
    },
  }
}

/**
 * A dead holder's file is removed only under a second lock, taken the same way: of two processes
 * that both saw it dead, the slower would otherwise remove what the faster has just created.
 */
async function removeDead(file: string): Promise<void> {
  const claim = await takeFolderLock(`${file}.claim`)
  if ('heldBy' in claim) {
    await sleep(clockMs)
    return
  }
  try {
    const holder = readHolder(file)
    if (holder !== undefined && !isRunning(holder)) rmSync(file, { force: true })
  } finally {
    claim.lock.release()
  }
}

/** link() creates exclusively, like O_EXCL, but the file appears with its content already in it. */
function createWhole(file: string, holder: Holder): boolean {
  const draft = writeDraft(file, holder)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(draft)
  }
}

function writeDraft(file: string, holder: Holder): string {
  drafts += 1
  const draft = `${file}.${process.pid}-${drafts}`
  writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  return draft
}

function readHolder(file: string): Holder | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text) as Holder
  } catch {
    // files appear whole, so half a file is what a power cut left
    return { pid: 0, startedAt: '' }
  }
}
