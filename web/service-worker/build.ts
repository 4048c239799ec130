/** One build of the pages, as its service worker knows it; `web/service-worker/kept-files.ts` writes it down. */
export interface Build {
  /** Another as soon as one file changes. */
  readonly revision: string
  /** Addresses of files that are named by their content. */
  readonly files: readonly string[]
  /** Addresses that stay, with the hash their content must have: the page itself, and its icon. */
  readonly fixed: Readonly<Record<string, string>>
}
