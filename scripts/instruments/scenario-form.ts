import {
  type Answers,
  askedItems,
  type Cell,
  type Context,
  cells,
  evaluate,
  type Finding,
  type Instrument,
  isDeclarable,
  isMissing,
  type Variable,
  variables,
} from '#engine'

/** What came out of a scenario, as it is kept in its file. */
export interface RecordedForm {
  /** Minutes for all sections on the path. */
  readonly minutes: number
  readonly sections: readonly RecordedSection[]
  /** As `warning K_ministries at B02_total`. */
  readonly findings: readonly string[]
  /** By variable, or variable/row for rosters: what a data file would hold; blank, skipped and `not_chosen` cells are left out. */
  readonly cells: Readonly<Record<string, string | number>>
}

interface RecordedSection {
  readonly section: string
  readonly state: string
  readonly minutes: number
  /** Counts of items. */
  readonly asked: number
  readonly answered: number
  readonly required_open: number
  readonly blockers: number
  /** Keys of the items that are asked, in order, with a space between. */
  readonly items: string
}

/** Evaluate a scenario's answers and keep what matters of the form. Pure. */
export function recordedForm(instrument: Instrument, answers: Answers, context: Context): RecordedForm {
  const form = evaluate(instrument, answers, context)
  const sections = form.sections.map((section): RecordedSection => {
    const asked = askedItems(section.relevant ? section.groups.flatMap((group) => group.items) : [])
    const { state, answered, requiredOpen, blockers } = section.progress
    return {
      section: section.section,
      state,
      minutes: section.relevant ? section.minutes : 0,
      asked: asked.length,
      answered,
      required_open: requiredOpen,
      blockers,
      items: asked.map((item) => item.key).join(' '),
    }
  })
  return {
    minutes: sections.reduce((sum, section) => sum + section.minutes, 0),
    sections,
    findings: form.findings.map(findingInWords),
    cells: filledCells(instrument, answers, context),
  }
}

function findingInWords({ severity, code, key, at, params }: Finding): string {
  const name = params.check ?? code
  const within = [at?.row, at?.column].filter((part) => part !== undefined)
  return `${severity} ${name} at ${[key, ...within].join(' ')}`
}

function filledCells(instrument: Instrument, answers: Answers, context: Context): Record<string, string | number> {
  const names = variables(instrument, context.language)
  const { main, rosters } = cells(instrument, answers, context)
  return Object.fromEntries([
    ...filled(names.main, main, ''),
    ...Object.entries(rosters).flatMap(([roster, rows]) =>
      rows.flatMap(({ row, cells: own }) => filled(names.rosters[roster] ?? [], own, `/${row}`)),
    ),
  ])
}

function filled(
  names: readonly Variable[],
  row: readonly Cell[],
  end: string,
): readonly (readonly [string, string | number])[] {
  return names.flatMap(({ name }, at) => {
    const cell = row[at]
    if (cell === undefined || cell === 'not_chosen') return []
    if (!isMissing(cell)) return [[`${name}${end}`, cell] as const]
    return isDeclarable(cell.missing) ? [[`${name}${end}`, `(${cell.missing})`] as const] : []
  })
}

/** How a form differs from the one that was recorded, a line each; none when it does not. */
export function formDifferences(recorded: RecordedForm, now: RecordedForm): readonly string[] {
  const [before, after] = [linesOf(recorded), linesOf(now)]
  const [had, has] = [new Set(before), new Set(after)]
  const gone = before.filter((line) => !has.has(line)).map((line) => `- ${line}`)
  const come = after.filter((line) => !had.has(line)).map((line) => `+ ${line}`)
  if (gone.length + come.length > 0) return [...gone, ...come]
  const moved = after.findIndex((line, at) => line !== before[at])
  return moved < 0 ? [] : [`in another order from here on: ${after[moved]}`]
}

const linesOf = ({ minutes, sections, findings, cells: row }: RecordedForm): readonly string[] => [
  `${minutes} minutes in all`,
  ...sections.flatMap((one) => [
    `${one.section} is ${one.state}: ${one.answered} of ${one.asked} answered, ${one.required_open} required open, ` +
      `${one.blockers} blockers, ${one.minutes} minutes`,
    ...one.items.split(' ').map((key) => `${one.section} asks ${key}`),
  ]),
  ...findings.map((finding) => `finding: ${finding}`),
  ...Object.entries(row).map(([name, cell]) => `${name} = ${JSON.stringify(cell)}`),
]
