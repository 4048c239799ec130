import { createWriteStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Bundle } from '#engine'
import { load } from '#engine/load'
import { writeWorkbook } from '../../instruments/exchange/workbook/write-workbook.ts'
import { writtenFrom } from '../../instruments/exchange/workbook/written-workbook.ts'
import { writeXlsForm } from '../../instruments/exchange/xlsform/write/write.ts'
import { openReleased } from './released.ts'
import { definitionCodes, readSources } from './sources.ts'

/**
 * Write an instrument as an XLSForm: `NAT` as its definition files stand, `NAT@1.0.0` as it was released. Prints what
 * other programs will do otherwise. False when there is no such instrument.
 */
export async function exportDefinition(named: string | undefined, to: string | undefined): Promise<boolean> {
  const bundle = named === undefined ? undefined : await bundleOf(named)
  if (bundle === undefined)
    return refuse(`Say which instrument: npm run instrument -- export NAT --to nat.xlsx (or NAT@1.0.0).`)
  const path = to ?? `${bundle.instrument.toLowerCase()}.xlsx`
  if (existsSync(path)) return refuse(`${path} is there already.`)
  const { workbook, notices } = writeXlsForm(bundle)
  const { sheets } = writtenFrom(workbook)
  for (const { place, message } of notices) console.log(`${place}: ${message}`)
  await pipeline(
    writeWorkbook({ sheets: sheets.map((sheet) => ({ ...sheet, header: true })) }),
    createWriteStream(path),
  )
  console.log(
    `${bundle.instrument}@${bundle.version} written to ${path}; other programs see ${notices.length} things otherwise.`,
  )
  return true
}

async function bundleOf(named: string): Promise<Bundle | undefined> {
  const [code = '', version] = named.split('@')
  if (version === undefined) {
    const known = (await definitionCodes()).includes(code.toLowerCase())
    return known ? load(await readSources(code.toLowerCase())).bundle : undefined
  }
  return (await openReleased(code, version))?.bundle
}

function refuse(why: string): false {
  console.error(why)
  return false
}
