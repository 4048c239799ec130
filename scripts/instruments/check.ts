import { load } from '#engine/load'
import { definitionCodes, readSources } from './sources.ts'

/** Print every fault of one definition, or of all. True when there is none (notices do not count). */
export async function checkDefinitions(code?: string): Promise<boolean> {
  const codes = code === undefined ? await definitionCodes() : [code.toLowerCase()]
  let clean = true
  for (const one of codes) {
    const { bundle, faults } = load(await readSources(one))
    for (const { severity, file, pointer, rule, message } of faults) {
      console.log(`${severity} ${file}${pointer} [${rule}] ${message}`)
    }
    const wrong = faults.filter((fault) => fault.severity === 'fault').length
    clean &&= wrong === 0
    const items = bundle?.sections.flatMap((section) => section.groups.flatMap((group) => group.items)).length ?? 0
    console.log(`${one}: ${bundle?.sections.length ?? 0} sections, ${items} items, ${wrong} faults`)
  }
  return clean
}
