import { changeInWords, concordance, differences, type Instrument, mapFaults } from '#engine'
import { openReleased, openWorking } from './released.ts'

export interface DiffRequest {
  readonly code: string | undefined
  /** Released versions; with one of them, the definition files as they are now are the newer. */
  readonly versions: readonly string[]
  /** The language labels are shown in; wordings are compared in all of them. */
  readonly language?: string | undefined
  /** Also print which variables compare, as CSV. */
  readonly concordance: boolean
}

/** Print the differences between two versions in words, and what the newer one must still map. False when it must. */
export async function diffVersions({ code, versions, language, ...request }: DiffRequest): Promise<boolean> {
  const [older, newer] = versions
  if (code === undefined || older === undefined) {
    return refuse('Say which versions: npm run instrument -- diff nat 1.0.0 1.1.0')
  }
  const from = await openReleased(code, older)
  if (from === undefined) return refuse(`${code} ${older} is not among the released versions.`)
  const to = newer === undefined ? await openWorking(code) : await openReleased(code, newer)
  if (to === undefined) {
    return refuse(
      newer === undefined
        ? `The definitions of ${code} have faults; npm run instrument -- check ${code} lists them.`
        : `${code} ${newer} is not among the released versions.`,
    )
  }
  const shown = language ?? to.bundle.languages[0] ?? 'en'
  const changes = differences(from, to, shown)
  const name = newer === undefined ? 'the definitions' : newer
  console.log(`${from.bundle.instrument} ${older} → ${name}: ${changes.length} differences`)
  for (const change of changes) console.log(`  ${changeInWords(change)}`)
  if (request.concordance) console.log(concordanceCsv(from, to, shown))
  return changes.length === 0 || reportUnmapped(from, to)
}

/** What keeps a version from being released after another. */
export function reportUnmapped(from: Instrument, to: Instrument): boolean {
  const faults = mapFaults(from, to)
  if (faults.length > 0) console.error(`map-required: ${faults.length} to say in \`follows\` of instrument.yaml`)
  for (const { code, message } of faults) console.error(`  [${code}] ${message}`)
  return faults.length === 0
}

function concordanceCsv(from: Instrument, to: Instrument, language: string): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = concordance(from, to, language).map((one) => [
    one.from?.name ?? '',
    one.to?.name ?? '',
    one.comparable,
    quoted(one.why),
  ])
  const head = [`variable_${from.bundle.version}`, `variable_${to.bundle.version}`, 'comparable', 'why']
  return [head, ...rows].map((row) => row.join(',')).join('\n')
}

function refuse(why: string): boolean {
  console.error(why)
  return false
}
