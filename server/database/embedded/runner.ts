import { type ChildProcess, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedDatabaseError } from './embedded-database-error.ts'
import { readQuietly } from './process-identity.ts'

/** As whom PostgreSQL's programs run: it refuses to be root, we may well be. */
export interface Runner {
  /** Words before the program. */
  readonly before: readonly string[]
  readonly uid?: number
  readonly gid?: number
  /** The account that must own the cluster's files; absent: whoever we are. */
  readonly owner?: Account
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** util-linux; where it is missing an orphan lives on until the next start stops it. */
const dieWithParent = ['setpriv', '--pdeathsig', 'INT']

export function chooseRunner(folder: DataFolder, mayUseNamespaces: boolean): Runner {
  if (process.getuid?.() !== 0) return { before: withDeath([]) }
  const keeper = existsSync(folder.cluster) ? statSync(folder.cluster) : undefined
  // a cluster made by an ordinary user stays that user's, also when root runs a command on it
  if (keeper !== undefined && keeper.uid !== 0) return accountRunner({ uid: keeper.uid, gid: keeper.gid }, folder)
  const account = findAccount()
  const inside = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`]
  // root outside, somebody inside: files stay root's, and nothing need be reachable by anyone else.
  // setpriv comes second, since a change of user may take the death signal away
  if (mayUseNamespaces && works([...inside, 'true'])) return { before: [...inside, ...withDeath(inside)] }
  return accountRunner(account, folder)
}

/** Gives what we created to the account PostgreSQL runs as. */
export function handOver(runner: Runner, path: string): void {
  if (runner.owner !== undefined) chownSync(path, runner.owner.uid, runner.owner.gid)
}

/** The same for a whole cluster that root owned as long as namespaces worked. */
export function handOverTree(runner: Runner, path: string): void {
  const { owner } = runner
  if (owner === undefined || statSync(path).uid === owner.uid) return
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  for (const entry of entries) lchownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid)
  // last, so that a killed attempt is repeated
  chownSync(path, owner.uid, owner.gid)
}

export function runOnce(runner: Runner, program: string, args: readonly string[]): SpawnSyncReturns<string> {
  const [file, ...rest] = [...runner.before, program, ...args] as [string, ...string[]]
  return spawnSync(file, rest, {
    encoding: 'utf8',
    cwd: '/',
    env: plainEnvironment(),
    windowsHide: true,
    ...identity(runner),
  })
}

export function launch(
  runner: Runner,
  program: string,
  args: readonly string[],
  errors: number | 'pipe',
): ChildProcess {
  const [file, ...rest] = [...runner.before, program, ...args] as [string, ...string[]]
  return spawn(file, rest, {
    // not in our process group: Ctrl-C is for the server, which then stops PostgreSQL in its own time
    detached: true,
    stdio: ['ignore', errors, errors],
    cwd: '/',
    env: plainEnvironment(),
    windowsHide: true,
    ...identity(runner),
  })
}

const identity = ({ uid, gid }: Runner) => (uid === undefined || gid === undefined ? {} : { uid, gid })

function accountRunner(owner: Account, folder: DataFolder): Runner {
  const plain: Runner = { before: withDeath([]), ...owner, owner }
  if (reaches(plain, folder.root)) return plain
  // below a closed folder (/root): the account gets the right to pass through, and keeps its data where they were asked for
  for (const right of ['dac_read_search', 'dac_override']) {
    const become = ['setpriv', '--reuid', `${owner.uid}`, '--regid', `${owner.gid}`, '--clear-groups']
    const before = [...become, `--inh-caps=-all,+${right}`, `--ambient-caps=-all,+${right}`, '--pdeathsig', 'INT']
    if (reaches({ before }, folder.root)) return { before, owner }
  }
  throw new EmbeddedDatabaseError(
    'cannot-drop-root',
    `PostgreSQL does not run as root, and user ${owner.uid} cannot reach ${folder.root}; start as an ordinary user, or set DATA_DIR to a folder outside closed ones.`,
  )
}

// not `test -x`: access(2) leaves out the rights given above
const reaches = (runner: Runner, path: string): boolean => runOnce(runner, 'ls', ['-d', `${path}/.`]).status === 0

function findAccount(): Account {
  const accounts = readQuietly('/etc/passwd')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((entry) => entry[0] === name)
    const account = { uid: Number(fields?.[2]), gid: Number(fields?.[3]) }
    if (account.uid > 0 && account.gid > 0) return account
  }
  throw new EmbeddedDatabaseError(
    'cannot-drop-root',
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody; start as an ordinary user.',
  )
}

const withDeath = (before: readonly string[]): readonly string[] =>
  works([...before, ...dieWithParent, 'true']) ? dieWithParent : []

function works(words: readonly string[]): boolean {
  if (process.platform !== 'linux') return false
  const [file, ...args] = words as [string, ...string[]]
  return spawnSync(file, args, { stdio: 'ignore' }).status === 0
}

/** No PG… variable may steer it, and no secret of ours belongs in its environment. */
function plainEnvironment(): Record<string, string> {
  const kept = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP']
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' }
}
