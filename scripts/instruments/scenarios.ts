import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { stringify } from 'yaml'
import {
  type Answer,
  type Answers,
  type Context,
  type Instrument,
  isDeclarable,
  keyFault,
  openInstrument,
  parseKey,
  unitKinds,
} from '#engine'
import { load, readScenario, type SourceFile, type WrittenScenario } from '#engine/load'
import { faultInWords } from './faults.ts'
import { formDifferences, type RecordedForm, recordedForm } from './scenario-form.ts'
import { definitionCodes, definitionsFolder, readFolder, readSources, root } from './sources.ts'

/** One golden path: the file, what it says, and what is made of it. */
export interface Scenario {
  readonly path: string
  readonly name: string
  readonly written: WrittenScenario
}

/** The scenario files of an instrument, by name; none when it has no folder for them. */
export async function scenarioFiles(code: string): Promise<readonly SourceFile[]> {
  return readFolder(join(definitionsFolder, code, 'scenarios'))
}

/** Scenarios of an instrument, by their file names. Throws what is wrong in a file. */
export async function readScenarios(code: string): Promise<readonly Scenario[]> {
  return (await scenarioFiles(code)).map((file) => {
    const { scenario, faults } = readScenario(file)
    if (scenario === undefined) throw new Error(faults.map(faultInWords).join('\n'))
    return { path: join(root, file.path), name: basename(file.path, '.yaml'), written: scenario }
  })
}

/** The instrument of a definition, opened. Throws its first fault when it has one. */
export async function openDefinition(code: string): Promise<Instrument> {
  const { bundle, faults } = load(await readSources(code))
  const wrong = faults.find((fault) => fault.severity === 'fault')
  if (bundle === undefined || wrong !== undefined) {
    throw new Error(wrong === undefined ? `${code} cannot be read.` : faultInWords(wrong))
  }
  return openInstrument(bundle, '0'.repeat(64))
}

/** What comes out of a scenario now. Throws for an answer to an item that does not exist. */
export function play(instrument: Instrument, { path, written }: Scenario): RecordedForm {
  const answers = answersOf(written)
  const strange = Object.keys(answers).flatMap((key) => {
    const fault = keyFault(instrument, parseKey(key))
    return fault === undefined ? [] : [`${key} (${fault})`]
  })
  if (strange.length > 0) throw new Error(`${path}: answers for no item: ${strange.join(', ')}`)
  return recordedForm(instrument, answers, contextOf(instrument, written))
}

/** How what comes out now differs from what was recorded. */
export function replay(instrument: Instrument, scenario: Scenario): readonly string[] {
  const { form } = scenario.written
  if (form === undefined) return ['nothing is recorded yet; npm run instrument -- record writes it']
  return formDifferences(form as RecordedForm, play(instrument, scenario))
}

/** Write what comes out of each scenario into its file, below what its author wrote. */
export async function recordScenarios(code?: string): Promise<boolean> {
  for (const one of code === undefined ? await definitionCodes() : [code.toLowerCase()]) {
    const scenarios = await readScenarios(one)
    if (scenarios.length === 0) continue
    const instrument = await openDefinition(one)
    for (const scenario of scenarios) {
      const form = play(instrument, scenario)
      const text = await readFile(scenario.path, 'utf8')
      const authored = text.replace(/^form:[\s\S]*$/m, '').trimEnd()
      await writeFile(
        scenario.path,
        `${authored}\n${stringify({ form }, { lineWidth: 118, flowCollectionPadding: true })}`,
      )
      console.log(`${one}/${scenario.name}: ${form.minutes} minutes, ${form.findings.length} findings`)
    }
  }
  return true
}

/** Play every scenario and print how its form differs from the recorded one. True when none does. */
export async function replayScenarios(code?: string): Promise<boolean> {
  let same = true
  for (const one of code === undefined ? await definitionCodes() : [code.toLowerCase()]) {
    const scenarios = await readScenarios(one)
    const instrument = scenarios.length === 0 ? undefined : await openDefinition(one)
    for (const scenario of instrument === undefined ? [] : scenarios) {
      const differences = instrument === undefined ? [] : replay(instrument, scenario)
      same &&= differences.length === 0
      console.log(`${one}/${scenario.name}: ${differences.length === 0 ? 'as recorded' : 'differs'}`)
      for (const line of differences) console.log(`  ${line}`)
    }
  }
  return same
}

function answersOf({ answers }: WrittenScenario): Answers {
  return Object.fromEntries(Object.entries(answers).map(([key, written]) => [key, answerOf(written)]))
}

/** `{ missing: dont_know }` is a missing reason; anything else is the value itself. */
function answerOf(written: unknown): Answer {
  const reason = (written as { readonly missing?: unknown } | null)?.missing
  const alone = typeof written === 'object' && written !== null && Object.keys(written).length === 1
  return alone && typeof reason === 'string' && isDeclarable(reason) ? { missing: reason } : { value: written }
}

function contextOf(instrument: Instrument, { context = {} }: WrittenScenario): Context {
  const { unit = {}, wave = {}, language, today = '2026-11-22' } = context
  const kind = unitKinds(instrument.bundle)[0] ?? 'administration'
  const year = wave.year ?? 2026
  return {
    language: language ?? instrument.bundle.languages[0] ?? 'en',
    today,
    unit: {
      code: unit.code ?? 'unit',
      name: unit.name ?? 'A unit',
      attributes: { kind, ...unit.attributes },
    },
    wave: {
      code: wave.code ?? String(year),
      title: wave.title ?? `Wave ${year}`,
      year,
      referenceFrom: wave.referenceFrom ?? `${year - 1}-01-01`,
      referenceTo: wave.referenceTo ?? `${year - 1}-12-31`,
    },
  }
}
