import { openInstrument } from '#engine'
import { type DefinitionFault, type Loaded, load, readScenario } from '#engine/load'
import { faultInWords } from './faults.ts'
import { registersAreSound } from './registers.ts'
import { scenarioFiles } from './scenarios.ts'
import { schemasAreFresh } from './schemas.ts'
import { definitionCodes, readSources } from './sources.ts'

/**
 * Print every fault of one definition and its golden paths, or of all, each with file, line and pointer; with `--json`
 * as one JSON array for other programs. Of all it also asks whether the schemas for editors are fresh and the registers sound. True when there is none (notices do not count).
 */
export async function checkDefinitions(code?: string, { json = false } = {}): Promise<boolean> {
  const known = await definitionCodes()
  if (code !== undefined && !known.includes(code.toLowerCase())) {
    console.error(`There is no instrument ${code}. There are: ${known.join(', ')}.`)
    return false
  }
  const all: DefinitionFault[] = []
  for (const one of code === undefined ? known : [code.toLowerCase()]) {
    const loaded = load(await readSources(one))
    const faults = [...loaded.faults, ...(await faultsOfScenarios(one, loaded))]
    all.push(...faults)
    if (!json) printOne(one, loaded, faults)
  }
  if (json) console.log(JSON.stringify(all, undefined, 2))
  const fresh = code !== undefined || json || ((await schemasAreFresh()) && (await registersAreSound()))
  return fresh && !all.some(isFault)
}

const isFault = (fault: DefinitionFault): boolean => fault.severity === 'fault'

async function faultsOfScenarios(code: string, { bundle, faults }: Loaded): Promise<readonly DefinitionFault[]> {
  const instrument = bundle === undefined || faults.some(isFault) ? undefined : openInstrument(bundle, '')
  return (await scenarioFiles(code)).flatMap((file) => readScenario(file, instrument).faults)
}

function printOne(code: string, { bundle }: Loaded, faults: readonly DefinitionFault[]): void {
  for (const line of linesOf(faults)) console.log(line)
  const items = bundle?.sections.flatMap((section) => section.groups.flatMap((group) => group.items)).length ?? 0
  const wrong = faults.filter(isFault).length
  const notices = faults.length - wrong
  console.log(`${code}: ${bundle?.sections.length ?? 0} sections, ${items} items, ${wrong} faults, ${notices} notices`)
}

const mostAlike = 5

/** A line each; of notices that are alike in one file (a translation just begun has hundreds) the first few and how many more. */
function linesOf(faults: readonly DefinitionFault[]): readonly string[] {
  const seen = new Map<string, number>()
  const lines = faults.flatMap((fault) => {
    if (isFault(fault)) return [faultInWords(fault)]
    const kind = `${fault.file} [${fault.rule}]`
    const count = (seen.get(kind) ?? 0) + 1
    seen.set(kind, count)
    return count > mostAlike ? [] : [faultInWords(fault)]
  })
  const more = Array.from(seen).filter(([, count]) => count > mostAlike)
  return [...lines, ...more.map(([kind, count]) => `notice ${kind} and ${count - mostAlike} more; --json has them all`)]
}
