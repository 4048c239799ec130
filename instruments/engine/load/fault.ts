import type { RuleName } from './rule-names.ts'

/** One thing wrong with a definition: which rule, in which file, where in it (JSON Pointer), and in words. */
export interface DefinitionFault {
  readonly rule: RuleName
  readonly file: string
  readonly pointer: string
  /** The same place for a person, as `line 12` or `survey!F7`; absent when the file cannot tell. */
  readonly place?: string
  readonly message: string
  /** A notice does not stop a release. */
  readonly severity: 'fault' | 'notice'
}

/** A file of a definition, already parsed: the engine reads no disk. */
export interface SourceFile {
  readonly path: string
  readonly content: unknown
  /** Where a JSON Pointer into the content stands for a person, as `line 12` or `survey!F7`. */
  place?(pointer: string): string | undefined
  /** What kept the file from being read as it stands: syntax, a key given twice. */
  readonly unreadable?: readonly Unreadable[]
}

export interface Unreadable {
  readonly rule: 'yaml-syntax' | 'duplicate-key'
  readonly message: string
  readonly place: string
}

/** Everything an instrument is composed of. */
export interface InstrumentSources {
  readonly instrument: SourceFile
  readonly sections: readonly SourceFile[]
  /** By language. */
  readonly texts: Readonly<Record<string, SourceFile>>
  readonly codeLists: readonly SourceFile[]
  readonly codeListTexts: Readonly<Record<string, SourceFile>>
  /** Groups that several instruments share; none when absent. */
  readonly parts?: readonly SourceFile[]
  /** Wording of the parts, by language. */
  readonly partTexts?: Readonly<Record<string, SourceFile>>
  /** The sources of the instrument that `variant_of` names. */
  readonly base?: InstrumentSources
}
