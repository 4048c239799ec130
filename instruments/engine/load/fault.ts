/** One thing wrong with a definition: which rule, in which file, where in it (JSON Pointer), and in words. */
export interface DefinitionFault {
  readonly rule: RuleName
  readonly file: string
  readonly pointer: string
  readonly message: string
  readonly severity: 'fault' | 'notice'
}

/** Every fault a definition can have. */
export const ruleNames = [
  'shape',
  'section-file',
  'duplicate-code',
  'duplicate-item',
  'unknown-code-list',
  'unknown-option',
  'syntax',
  'unknown-reference',
  'unknown-function',
  'arity',
  'type-mismatch',
  'unknown-code',
  'regex-invalid',
  'regex-unsafe',
  'not-of-comparison',
  'forward-reference',
  'cycle',
  'missing-text',
  'orphan-text',
  'unknown-placeholder',
  'no-research-question',
  'unknown-research-question',
  'duplicate-variable',
] as const

export type RuleName = (typeof ruleNames)[number]

/** A file of a definition, already parsed: the engine reads no disk. */
export interface SourceFile {
  readonly path: string
  readonly content: unknown
}

/** Everything an instrument is composed of. */
export interface InstrumentSources {
  readonly instrument: SourceFile
  readonly sections: readonly SourceFile[]
  /** By language. */
  readonly texts: Readonly<Record<string, SourceFile>>
  readonly codeLists: readonly SourceFile[]
  readonly codeListTexts: Readonly<Record<string, SourceFile>>
}
