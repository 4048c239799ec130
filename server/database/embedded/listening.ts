import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { type Connection, databaseName, ownerName } from './connection.ts'
import type { DataFolder } from './data-folder.ts'
import { handOver, type Runner } from './runner.ts'
import { openSocketFolder, socketPort } from './socket-folder.ts'

export type Transport = 'socket' | 'tcp'

/** Where PostgreSQL listens, in its words and in those of a client. Never beyond this machine. */
export interface Listening {
  readonly settings: Readonly<Record<string, string>>
  readonly connection: Connection
}

export const loopback = '127.0.0.1'

/** Node knows no Unix sockets on Windows. */
export const defaultTransport: Transport = process.platform === 'win32' ? 'tcp' : 'socket'

export async function chooseListening(transport: Transport, folder: DataFolder, runner: Runner): Promise<Listening> {
  const login = { user: ownerName, database: databaseName }
  if (transport === 'socket') {
    const host = openSocketFolder(folder, runner)
    const quoted = `"${host.replaceAll('"', '""')}"`
    return {
      settings: {
        listen_addresses: '',
        unix_socket_directories: quoted,
        unix_socket_permissions: '0700',
        port: `${socketPort}`,
      },
      connection: { ...login, host, port: socketPort },
    }
  }
  const port = await findFreePort()
  return {
    settings: { listen_addresses: loopback, unix_socket_directories: '', port: `${port}` },
    connection: { ...login, host: loopback, port, password: readPassword(folder) },
  }
}

export const readPassword = (folder: DataFolder): string => readFileSync(folder.password, 'utf8').trim()

/** Any local user reaches a TCP port, so there a password guards it. */
export function createPassword(folder: DataFolder, runner: Runner): string {
  if (!existsSync(folder.password))
    writeFileSync(folder.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  chmodSync(folder.password, 0o600)
  handOver(runner, folder.password)
  return folder.password
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, loopback, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
