import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import canonicalize from 'canonicalize'
import { type Instrument, openInstrument } from '#engine'
import { load } from '#engine/load'
import type { PaperDocument } from '../../server/exports/paper/document.ts'
import { writeDocx } from '../../server/exports/paper/docx/document.ts'
import { writePage } from '../../server/exports/paper/html/page.ts'
import { paperOf } from '../../server/exports/paper/paper.ts'
import { findChromium } from '../../server/printing/chromium-path.ts'
import { fontBytes } from '../../server/printing/font-files.ts'
import { makePrinter } from '../../server/printing/printer.ts'
import { openReleased } from './released.ts'
import { definitionCodes, readSources } from './sources.ts'

export interface PrintOrder {
  /** `NAT` as its definition files stand, `NAT@1.0.0` as it was released. */
  readonly named: string | undefined
  /** A file ending in `.pdf`, `.docx` or `.html`. */
  readonly to: string | undefined
  /** One of the instrument's languages; its first when absent. */
  readonly language: string | undefined
}

/** Write a blank copy of an instrument. False, with the reason on the console, when that cannot be done. */
export async function printDefinition({ named, to, language }: PrintOrder): Promise<boolean> {
  const write = writers[to?.split('.').pop() ?? '']
  if (named === undefined || to === undefined || write === undefined)
    return refuse('Say what and where: npm run instrument -- print NAT --to nat.pdf (or nat.docx, nat.html).')
  if (existsSync(to)) return refuse(`${to} is there already.`)
  const instrument = await instrumentOf(named)
  if (instrument === undefined) return refuse(`There is no instrument ${named} without faults.`)
  const { bundle } = instrument
  const spoken = language ?? bundle.languages[0] ?? 'en'
  if (!bundle.languages.includes(spoken))
    return refuse(`${named} has no texts in “${spoken}”, only in ${bundle.languages.join(', ')}.`)
  try {
    await writeFile(to, await write(paperOf({ instrument, language: spoken })))
  } catch (error) {
    return refuse(`${to} was not written: ${error instanceof Error ? error.message : String(error)}`)
  }
  console.log(`${bundle.instrument} ${bundle.version} (${spoken}) is in ${to}.`)
  return true
}

const pageOf = (paper: PaperDocument): string => writePage(paper, fontBytes).html

const writers: Readonly<Record<string, (paper: PaperDocument) => Promise<string | Buffer>>> = {
  html: async (paper) => pageOf(paper),
  docx: writeDocx,
  pdf: (paper) => makePrinter({ chromium: findChromium(process.env.CHROMIUM_PATH) }).print(pageOf(paper)),
}

async function instrumentOf(named: string): Promise<Instrument | undefined> {
  const [code = '', version] = named.split('@')
  if (version !== undefined) return openReleased(code, version)
  if (!(await definitionCodes()).includes(code.toLowerCase())) return undefined
  const { bundle, faults } = load(await readSources(code.toLowerCase()))
  if (bundle === undefined || faults.some(({ severity }) => severity === 'fault')) return undefined
  return openInstrument(
    bundle,
    createHash('sha256')
      .update(canonicalize(bundle) ?? '')
      .digest('hex'),
  )
}

function refuse(why: string): false {
  console.error(why)
  return false
}
