import type { Archive } from './archive.ts'
import { readText } from './cell-text.ts'
import type { WorkbookLimits } from './limits.ts'
import { type DateFormat, dateFormat, type Epoch } from './number-formats.ts'
import { WorkbookError } from './workbook-error.ts'
import { readXml, type XmlHandler } from './xml.ts'

/** What a workbook says about itself before its cells. */
export interface Outline {
  readonly epoch: Epoch
  readonly sheets: readonly OutlinedSheet[]
  readonly sharedStrings: string | undefined
  readonly styles: string | undefined
}

export interface OutlinedSheet {
  readonly name: string
  readonly hidden: boolean
  /** The part that holds its cells; undefined for charts and macro sheets. */
  readonly part: string | undefined
}

/** Reads one part as XML. */
export type PartReader = (name: string, handler: XmlHandler) => Promise<void>

/** An element or text longer than this is no part of a workbook: 16 characters of source for one that reads. */
const longestSource = (limits: WorkbookLimits): number => limits.text * 16 + 65_536

export const partReader =
  (archive: Archive, limits: WorkbookLimits): PartReader =>
  (name, handler) =>
    readXml(archive.read(name), handler, name, longestSource(limits))

/** What a part refers to: the last step of the relationship's type, and the other part's name. */
export interface Relation {
  readonly type: string
  readonly target: string
}

/** Finds the workbook and its sheets by their relationships, as the format asks, and not by the usual names. */
export async function readOutline(archive: Archive, read: PartReader, limits: WorkbookLimits): Promise<Outline> {
  const root = archive.has('_rels/.rels') ? await readRelations(read, '_rels/.rels', '') : new Map<string, Relation>()
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (!archive.has(main)) throw new WorkbookError('not-a-workbook', 'This is a zip archive, and no workbook is in it.')
  const at = main.lastIndexOf('/') + 1
  const relations = await readRelations(read, `${main.slice(0, at)}_rels/${main.slice(at)}.rels`, main.slice(0, at))
  const targetOf = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type)?.target
  const sheets: OutlinedSheet[] = []
  let epoch: Epoch = 1900
  await read(main, {
    open(name, attributes) {
      if (name === 'workbookPr' && isTrue(attributes.date1904)) epoch = 1904
      if (name !== 'sheet') return
      if (sheets.length >= limits.sheets)
        throw new WorkbookError('too-many-sheets', `The workbook has more than ${limits.sheets} sheets.`)
      const relation = relations.get(attribute(attributes, 'id'))
      const isCells = relation?.type === 'worksheet'
      sheets.push({
        name: readText(attributes.name ?? ''),
        hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
        part: isCells ? relation.target : undefined,
      })
    },
  })
  return { epoch, sheets, sharedStrings: targetOf('sharedStrings'), styles: targetOf('styles') }
}

/** Relations of a part by their ids; those that lead out of the file are left out. */
export async function readRelations(read: PartReader, part: string, folder: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>()
  await read(part, {
    open(name, { Id: id, Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || id === undefined || mode === 'External') return
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolved(folder, target) })
    },
  })
  return relations
}

/** `../styles.xml` beside `xl/` → `styles.xml`; a target that begins with `/` counts from the root. */
function resolved(folder: string, target: string): string {
  const path: string[] = []
  for (const part of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (part === '..') path.pop()
    else if (part !== '' && part !== '.') path.push(part)
  }
  return path.join('/')
}

const attribute = (attributes: Readonly<Record<string, string>>, name: string): string =>
  Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1] ?? ''

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** For each cell style, by its number: how it shows dates, when it does. */
export async function readDateStyles(read: PartReader, part: string): Promise<readonly (DateFormat | undefined)[]> {
  const codes = new Map<number, string>()
  const styles: (DateFormat | undefined)[] = []
  let inCells = false
  await read(part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes.numFmtId ?? 0)
      styles.push(dateFormat(id, codes.get(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** Texts that cells refer to by number; formatting and the reading aids of East Asian scripts are left out. */
export async function readSharedStrings(
  read: PartReader,
  part: string,
  limits: WorkbookLimits,
): Promise<readonly string[]> {
  const strings: string[] = []
  const collect = (text: string): void => {
    if (strings.length >= limits.cells) {
      throw new WorkbookError('too-many-cells', `The workbook holds more than ${limits.cells} texts.`, part)
    }
    strings.push(text)
  }
  await read(
    part,
    textCollector(collect, 'si', limits, () => part),
  )
  return strings
}

/** Joins the `t` elements inside each `element`, whatever they are nested in, except phonetic runs. */
export function textCollector(
  done: (text: string) => void,
  element: string,
  limits: WorkbookLimits,
  place: () => string,
): XmlHandler {
  let text = ''
  let inText = false
  let inPhonetic = false
  return {
    open(name) {
      if (name === element) text = ''
      if (name === 'rPh') inPhonetic = true
      inText = name === 't' && !inPhonetic
    },
    text(part) {
      if (!inText) return
      text += part
      if (text.length > longestWritten(limits)) throw tooLong(limits, place())
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inPhonetic = false
      if (name !== element) return
      const read = readText(text)
      if (read.length > limits.text) throw tooLong(limits, place())
      done(read)
    },
  }
}

/** Before `_x000D_` is the one character it stands for. */
export const longestWritten = (limits: WorkbookLimits): number => limits.text * 7

export const tooLong = (limits: WorkbookLimits, place: string): WorkbookError =>
  new WorkbookError('text-too-long', `A cell holds more than ${limits.text} characters.`, place)
