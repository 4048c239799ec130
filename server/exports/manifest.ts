import type { PrefillShare } from './prefilled-file.ts'

/** What an export is an export of, and what it may be used for. */
export interface ExportHead {
  readonly study: { readonly code: string; readonly title: string }
  readonly wave: {
    readonly code: string
    readonly title: string
    readonly referenceFrom: string
    readonly referenceTo: string
  }
  readonly instrument: { readonly code: string; readonly version: string; readonly hash: string }
  readonly synthetic: boolean
  readonly purpose: string
  readonly exportedBy: string
  readonly exportedAt: string
  readonly units: number
  readonly submitted: number
  /** How much of it was said in an earlier wave or a register; absent where nothing was offered. */
  readonly prefilled?: PrefillShare
}

export interface WrittenFile {
  readonly name: string
  readonly title: string
  readonly rows: number
  readonly columns: number
  readonly bytes: number
  readonly sha256: string
}

/** The last file of a bundle: what the others must be, to the byte. */
export const manifestText = (head: ExportHead, files: readonly WrittenFile[]): string =>
  `${JSON.stringify({ format: 'mufakat-export/1', profile: 'data', ...head, files }, undefined, 2)}\n`

export const readmeText = (head: ExportHead): string =>
  `${[
    ...(head.synthetic ? [synthetic, ''] : []),
    `${head.study.title}: ${head.wave.title}`,
    `Reference period ${head.wave.referenceFrom} to ${head.wave.referenceTo}. Instrument ${head.instrument.code} ${head.instrument.version}.`,
    `${head.submitted} of ${head.units} units have submitted. Drafts are not in these files.`,
    `Exported ${head.exportedAt} by ${head.exportedBy}. Purpose: ${head.purpose}`,
    '',
    ...explanation,
    ...(head.prefilled === undefined ? [] : ['', ...prefilledText(head.prefilled)]),
  ].join('\r\n')}\r\n`

const prefilledText = ({ answers, offered, confirmedUnchanged }: PrefillShare): readonly string[] => [
  `${offered} of ${answers} answers had been offered from an earlier wave or a register; ${confirmedUnchanged} stand exactly as they`,
  'were offered and confirmed by a person (prefilled.csv, confirmed_unchanged). An offer that nobody confirmed is no answer.',
]

const synthetic = 'SYNTHETIC DATA: nobody gave these answers. Do not publish or mix them with real ones.'

const explanation = [
  'responses.csv has one row per submission, roster-….csv one row per record; “reference” joins them.',
  'Every variable has two columns: NAME holds the value, NAME_miss the reason why there is none. Never both.',
  'An open answer may be in any language: NAME_lang says which, NAME_en is an English rendering of exactly its wording, with',
  'NAME_en_status and NAME_en_method; NAME_en_research is one by the research team, made after submission. The columns are',
  'there for variables of which any answer was rendered, and are empty elsewhere. Only reviewed renderings should be quoted.',
  'warning-reasons.csv says why answers stand that raised a warning. Reasons are words, which cannot be given as counts: they',
  'are there only for answers that may be published under the name of the administration.',
  'Codes are explained in codes.csv, reasons in missing.csv, variables in codebook.csv. Where responses stand on several',
  'versions, “version” says which; concordance.csv says which variables compare, and what does not compare was not asked (-1).',
  'Files are UTF-8 without a byte order mark, comma separated, CRLF. Texts stand as they were typed: a text that',
  'begins with = + - or @ is no formula. Import the files as data; do not open them by double click in a spreadsheet.',
  '',
  'Contact details and signatures are never exported. A section an administration does not publish is withheld (-9).',
  'Variables whose publication is aggregate_only, and sections for which an administration consented to totals only',
  '(publish_aggregate), may be published as counts of at least 3 administrations, without names.',
  '',
  'manifest.json gives rows, bytes and SHA-256 of every file. A file that differs is not the one that was exported.',
]
