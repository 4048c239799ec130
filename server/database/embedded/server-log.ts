import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs'

/** PostgreSQL's standard error: a file, because a pipe would break it when this process dies. */
export interface ServerLog {
  readonly descriptor: number
  /** The line that tells why PostgreSQL gave up, out of what it wrote since the log was opened. */
  complaint(): string
  close(): void
}

const rotateAtBytes = 16 * 1024 * 1024
const tailBytes = 8 * 1024

export function openServerLog(file: string): ServerLog {
  if (existsSync(file) && statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`)
  const descriptor = openSync(file, 'a', 0o600)
  const opened = statSync(file).size
  return {
    descriptor,
    complaint: () => complaintIn(readFrom(file, opened)),
    close: () => closeSync(descriptor),
  }
}

function readFrom(file: string, opened: number): string {
  const size = statSync(file).size
  const from = Math.max(opened, size - tailBytes)
  const bytes = Buffer.alloc(Math.max(0, size - from))
  const reader = openSync(file, 'r')
  try {
    readSync(reader, bytes, 0, bytes.length, from)
  } finally {
    closeSync(reader)
  }
  return bytes.toString('utf8')
}

/** The last fatal line; else the last that is not only a hint. */
export function complaintIn(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const fatal = lines.findLast((line) => /\b(FATAL|PANIC):/.test(line))
  const spoken = fatal ?? lines.findLast((line) => !/\b(HINT|LOG):/.test(line)) ?? lines.at(-1)
  return (spoken ?? 'it said nothing').replace(/^.*?\b(?=(FATAL|PANIC|ERROR):)/, '')
}
