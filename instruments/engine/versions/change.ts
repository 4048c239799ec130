/** What can be different between two versions of an instrument. */
export type ChangeKind =
  | 'item_added'
  | 'item_removed'
  | 'item_renamed'
  | 'item_retyped'
  | 'item_moved'
  | 'required'
  | 'routing'
  | 'constraint'
  | 'settings'
  | 'column_added'
  | 'column_removed'
  | 'code_added'
  | 'code_removed'
  | 'code_renamed'
  | 'code_split'
  | 'wording'
  | 'check_added'
  | 'check_removed'
  | 'check_changed'
  | 'language_added'
  | 'language_removed'

/** One difference. Every text in it is for reading: wordings, codes, conditions as sentences. */
export interface Change {
  readonly kind: ChangeKind
  /** The item, check or code list it is about, by its code in the newer version (the older one when it is gone). */
  readonly subject: string
  /** What the subject is called, in the language that was asked for. */
  readonly label: string
  /** Within the subject: a code, a column, or which of its texts. */
  readonly part?: string
  readonly before?: string
  readonly after?: string
  /** Of a changed wording. */
  readonly language?: string
  /** Is an answer before still the same answer afterwards? Set for wordings. */
  readonly sameMeaning?: boolean
}

const quoted = (text: string | undefined): string => (text === undefined || text === '' ? 'nothing' : `“${text}”`)
const called = ({ subject, label }: Change): string =>
  label === '' || label === subject ? subject : `${subject} ${quoted(label)}`
const turned = ({ before, after }: Change): string => `${quoted(before)} is now ${quoted(after)}`

const sentences: Readonly<Record<ChangeKind, (change: Change) => string>> = {
  item_added: (change) => `${called(change)} is new${change.after === undefined ? '' : ` (${change.after})`}.`,
  item_removed: (change) => `${called(change)} is no longer asked.`,
  item_renamed: (change) => `${change.before} is called ${change.after} now: ${quoted(change.label)}.`,
  item_retyped: (change) => `${called(change)} was ${change.before} and is ${change.after}.`,
  item_moved: (change) => `${called(change)} stood ${change.before} and stands ${change.after}.`,
  required: (change) => `${called(change)} was ${change.before} and is ${change.after}.`,
  routing: (change) => `${called(change)} was asked ${change.before} and is asked ${change.after}.`,
  constraint: (change) => `${called(change)}: what an answer must meet was ${change.before} and is ${change.after}.`,
  settings: (change) => `${called(change)}: ${change.part} was ${change.before} and is ${change.after}.`,
  column_added: (change) => `${called(change)} has a new column ${change.part} (${quoted(change.after)}).`,
  column_removed: (change) => `${called(change)} has no column ${change.part} (${quoted(change.before)}) any more.`,
  code_added: (change) => `${called(change)} has a new code ${change.part} (${quoted(change.after)}).`,
  code_removed: (change) => `${called(change)} has no code ${change.part} (${quoted(change.before)}) any more.`,
  code_renamed: (change) => `${called(change)}: the code ${change.before} is called ${change.after} now.`,
  code_split: (change) => `${called(change)}: the code ${change.before} is split into ${change.after}.`,
  wording: (change) =>
    `${change.subject}: ${change.part} in ${change.language} reads otherwise: ${turned(change)}${meaning(change)}.`,
  check_added: (change) => `The check ${called(change)} is new: raised when ${change.after}.`,
  check_removed: (change) => `The check ${called(change)} is no longer made.`,
  check_changed: (change) =>
    `The check ${called(change)} was raised when ${change.before} and is when ${change.after}.`,
  language_added: (change) => `It can be answered in ${change.after} too.`,
  language_removed: (change) => `It can no longer be answered in ${change.before}.`,
}

const meaning = ({ sameMeaning }: Change): string =>
  sameMeaning === undefined ? '' : sameMeaning ? ', and means the same' : ', and means something else'

/** A difference as a sentence of a researcher. */
export const inWords = (change: Change): string => sentences[change.kind](change)
