/**
 * What an import says about the file it read. Nothing of a file is left out in silence. Refused: the file has to be
 * corrected, nothing is made of it. Changed: something became something else, or was left out. Noted: nothing of the
 * meaning changed, and a person may want to know.
 */
export interface ImportNotice {
  readonly severity: 'refused' | 'changed' | 'noted'
  /** A stable name for the kind of notice, such as `type-unknown`. */
  readonly rule: string
  /** Where in the file, as a person finds it: `survey!F7`, `line 12`, `question Q3`; empty for the whole file. */
  readonly place: string
  /** What is so, and what to do about it. */
  readonly message: string
}

export type NoticeSeverity = ImportNotice['severity']

/** Collects notices while a file is read. */
export interface Notices {
  refuse(rule: string, place: string, message: string): void
  change(rule: string, place: string, message: string): void
  note(rule: string, place: string, message: string): void
  readonly all: readonly ImportNotice[]
}

export function collectNotices(): Notices {
  const all: ImportNotice[] = []
  const add =
    (severity: NoticeSeverity) =>
    (rule: string, place: string, message: string): void => {
      all.push({ severity, rule, place, message })
    }
  return { refuse: add('refused'), change: add('changed'), note: add('noted'), all }
}
