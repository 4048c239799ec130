import type { CountryProfile } from '#contract'

export type AnswerLine = CountryProfile['sections'][number]['items'][number]

/** Answers of a section as they are read: single answers, and records that belong together. */
export type Block =
  | { readonly kind: 'answers'; readonly lines: readonly AnswerLine[] }
  | { readonly kind: 'record'; readonly label: string; readonly lines: readonly AnswerLine[] }

export interface SectionBlocks {
  readonly blocks: readonly Block[]
  readonly answered: number
  readonly asked: number
  /** Questions that earlier answers or the version left out. */
  readonly leftOut: number
}

const isLeftOut = ({ missing }: AnswerLine): boolean => missing === 'logic_skip' || missing === 'not_asked'

export function sectionBlocks(items: readonly AnswerLine[]): SectionBlocks {
  const asked = items.filter((line) => !isLeftOut(line))
  return {
    blocks: blocksOf(asked),
    answered: asked.filter(({ missing }) => missing === undefined).length,
    asked: asked.length,
    leftOut: items.length - asked.length,
  }
}

function blocksOf(lines: readonly AnswerLine[]): Block[] {
  const runs: AnswerLine[][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run !== undefined && run[0]?.row?.code === line.row?.code) run.push(line)
    else runs.push([line])
  }
  return runs.map((run) => {
    const row = run[0]?.row
    return row === undefined ? { kind: 'answers', lines: run } : { kind: 'record', label: row.label, lines: run }
  })
}
