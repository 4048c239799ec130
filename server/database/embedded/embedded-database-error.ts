export type EmbeddedDatabaseReason =
  | 'binaries-missing'
  | 'binaries-unusable'
  | 'version-mismatch'
  | 'not-writable'
  | 'path-too-long'
  | 'cannot-drop-root'
  | 'in-use'
  | 'create-failed'
  | 'start-failed'
  | 'stop-failed'

/** Why the embedded database cannot be had: a reason for code, one line for the person at the terminal. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError'
  readonly reason: EmbeddedDatabaseReason

  constructor(reason: EmbeddedDatabaseReason, message: string, options?: ErrorOptions) {
    // what PostgreSQL or the system adds may have several lines
    super(message.replace(/\s*\n\s*/g, ' ').trim(), options)
    this.reason = reason
  }
}

export function isEmbeddedDatabaseError(
  error: unknown,
  reason: EmbeddedDatabaseReason,
): error is EmbeddedDatabaseError {
  return error instanceof EmbeddedDatabaseError && error.reason === reason
}

/** The `code` of a system error (`EEXIST`), undefined for any other value. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
