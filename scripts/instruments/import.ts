import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { stringify } from 'yaml'
import { type InstrumentSources, load, type SourceFile } from '#engine/load'
import type { ImportNotice } from '../../instruments/exchange/notice.ts'
import { readQuestionnaire } from '../../instruments/exchange/read-questionnaire.ts'
import { WorkbookError } from '../../instruments/exchange/workbook/workbook-error.ts'
import { faultInWords } from './faults.ts'
import { readHouseLists } from './house-lists.ts'
import { definitionsFolder } from './sources.ts'

/**
 * Read a questionnaire of another program and write it as a definition folder: `--to` that folder, otherwise one in
 * `instruments/definitions`. Prints everything that was changed, left out or refused, with its place. True when the
 * definition was written and has no faults; nothing is written when anything was refused.
 */
export async function importDefinition(file: string | undefined, to: string | undefined): Promise<boolean> {
  if (file === undefined || !existsSync(file))
    return refuse(`There is no file ${file ?? ''}. npm run instrument -- import form.xlsx`)
  const read = await readFileOf(file)
  if (read === undefined) return false
  for (const notice of read.notices) console.log(noticeInWords(notice))
  const count = (severity: ImportNotice['severity']): number =>
    read.notices.filter((one) => one.severity === severity).length
  const counted = `${count('refused')} refused, ${count('changed')} changed, ${count('noted')} noted`
  if (read.sources === undefined) return refuse(`${basename(file)}: ${counted}. Nothing was written.`)
  const { faults } = load(read.sources)
  for (const fault of faults) console.log(faultInWords(fault))
  const { instrument } = read.sources.instrument.content as { readonly instrument: string }
  const folder = to ?? join(definitionsFolder, instrument.toLowerCase())
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    return refuse(`${folder} is there already and not empty. Say --to another folder.`)
  await writeFolder(folder, read.sources)
  const wrong = faults.filter(({ severity }) => severity === 'fault').length
  console.log(`${basename(file)}: ${counted}, ${wrong} faults. Written to ${folder}.`)
  return wrong === 0
}

async function readFileOf(file: string) {
  try {
    return await readQuestionnaire({ name: basename(file), bytes: await readFile(file) }, await readHouseLists())
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    refuse(`${basename(file)}${error.place === '' ? '' : ` ${error.place}`}: ${error.message}`)
    return undefined
  }
}

const noticeInWords = ({ severity, rule, place, message }: ImportNotice): string =>
  `${severity} ${place === '' ? '' : `${place} `}[${rule}] ${message}`

/** Only the lists the file brought; those of the house are read from their own folder. */
async function writeFolder(folder: string, sources: InstrumentSources): Promise<void> {
  const { path } = sources.instrument
  const own = sources.codeLists.filter((file) => file.path === path)
  const names = own.map(({ content }) => (content as { list: string }).list)
  await write(join(folder, 'instrument.yaml'), sources.instrument.content)
  for (const { content } of sources.sections) {
    await write(join(folder, 'sections', `${(content as { section: string }).section.toLowerCase()}.yaml`), content)
  }
  for (const [language, { content }] of Object.entries(sources.texts)) {
    await write(join(folder, 'texts', `${language}.yaml`), content)
  }
  for (const { content } of own)
    await write(join(folder, 'code-lists', `${(content as { list: string }).list}.yaml`), content)
  for (const [language, file] of Object.entries(sources.codeListTexts)) {
    await write(join(folder, 'code-lists', 'texts', `${language}.yaml`), picked(file, names))
  }
}

const picked = ({ content }: SourceFile, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(content as object).filter(([name]) => names.includes(name)))

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, stringify(content, { lineWidth: 120 }))
}

function refuse(why: string): false {
  console.error(why)
  return false
}
