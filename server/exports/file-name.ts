export interface FileNameParts {
  readonly synthetic: boolean
  readonly parts: readonly string[]
  readonly extension: string
}

/** A name every file system takes; synthetic answers say so first of all. */
export function fileName({ synthetic, parts, extension }: FileNameParts): string {
  const safe = parts.map((part) => part.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-+|-+$/g, ''))
  return `${[...(synthetic ? ['SYNTHETIC'] : []), ...safe.filter((part) => part !== '')].join('-')}.${extension}`
}
