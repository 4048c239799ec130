import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import type { Answers, Context, Instrument } from '#engine'
import { writeWorkbook } from '../../instruments/exchange/workbook/write-workbook.ts'
import type { WrittenCell, WrittenRow, WrittenWorkbook } from '../../instruments/exchange/workbook/written-workbook.ts'
import { answerWorkbook } from '../../server/exports/answer-workbook/answer-workbook.ts'
import { writeDocx } from '../../server/exports/paper/docx/document.ts'
import { paperOf } from '../../server/exports/paper/paper.ts'
import { philippines } from './scenario.ts'

/** The questionnaire as a Word file: with answers as it is downloaded, without any as it is handed out. */
export const wordFile = (instrument: Instrument, answers?: Answers, context: Context = philippines): Promise<Buffer> =>
  writeDocx(
    paperOf({
      instrument,
      language: 'en',
      context,
      ...(answers !== undefined && { given: { answers, standing: 'draft', synthetic: false } }),
    }),
  )

/** What a person writes into cells, by the tag of the answer or of its reason. */
export type CellEdits = Readonly<Record<string, string | number>>

/** The questionnaire as a workbook, with what a person then wrote into it. */
export function excelFile(
  instrument: Instrument,
  answers: Answers = {},
  { context = philippines, edits = {} }: { readonly context?: Context; readonly edits?: CellEdits } = {},
): Promise<Buffer> {
  const workbook = answerWorkbook({ instrument, language: 'en', context, answers, standing: 'draft', synthetic: false })
  return buffer(writeWorkbook(edited(workbook, edits)))
}

function edited({ sheets }: WrittenWorkbook, edits: CellEdits): WrittenWorkbook {
  const left = new Set(Object.keys(edits))
  const changed = sheets.map((sheet) => ({
    ...sheet,
    rows: (sheet.rows as readonly WrittenRow[]).map((row) => {
      const cells = [...(row as readonly WrittenCell[])]
      for (const [tagAt, cellAt] of [
        [0, 5],
        [1, 6],
      ] as const) {
        const tag = cells[tagAt]
        if (typeof tag !== 'string' || edits[tag] === undefined) continue
        left.delete(tag)
        cells[cellAt] = edits[tag]
      }
      return cells
    }),
  }))
  if (left.size > 0) throw new Error(`no cell is marked ${Array.from(left).join(', ')}`)
  return { sheets: changed }
}

/** An archive with some of its parts written anew; `undefined` takes a part out. */
export async function withParts(
  file: Buffer,
  parts: Readonly<Record<string, ((content: string) => string) | undefined>>,
): Promise<Buffer> {
  const archive = await fromBufferPromise(file)
  const zip = new ZipFile()
  const left = new Set(Object.keys(parts))
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName
    left.delete(name)
    const content = await buffer(await archive.openReadStreamPromise(entry))
    const change = parts[name]
    if (name in parts && change === undefined) continue
    zip.addBuffer(change === undefined ? content : Buffer.from(change(content.toString())), name)
  }
  for (const name of left) zip.addBuffer(Buffer.from(parts[name]?.('') ?? ''), name)
  zip.end()
  return buffer(zip.outputStream)
}

const document = 'word/document.xml'

/** A Word file after a person was at it: the XML of its body is changed. */
export const withBody = (file: Buffer, change: (xml: string) => string): Promise<Buffer> =>
  withParts(file, { [document]: change })

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const controlOf = (tag: string): RegExp =>
  new RegExp(`<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*<w:tag w:val="${escaped(tag)}"/>.*?</w:sdt>`, 's')

/** The body with one control changed; a control that is not there is a mistake of the test. */
export function changeControl(xml: string, tag: string, change: (control: string) => string): string {
  const found = controlOf(tag).exec(xml)?.[0]
  if (found === undefined) throw new Error(`no control is marked ${tag}`)
  return xml.replace(found, () => change(found))
}

/** Types a text into a control, as Word keeps it: the placeholder and its flag are gone. */
export const typeInto =
  (tag: string, text: string) =>
  (xml: string): string =>
    changeControl(xml, tag, (control) =>
      control
        .replace('<w:showingPlcHdr/>', '')
        .replace(
          /<w:sdtContent>.*<\/w:sdtContent>/s,
          `<w:sdtContent><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:sdtContent>`,
        ),
    )

/** Ticks a box, or takes the tick away. */
export const tickBox =
  (tag: string, ticked = true) =>
  (xml: string): string =>
    changeControl(xml, tag, (control) => {
      const sign = (state: string): string =>
        String.fromCharCode(Number.parseInt(new RegExp(`${state} w14:val="(\\w+)"`).exec(control)?.[1] ?? '', 16))
      return control
        .replace(/w14:checked w14:val="\d"/, `w14:checked w14:val="${ticked ? 1 : 0}"`)
        .replace(
          /<w:t xml:space="preserve">.<\/w:t>/u,
          `<w:t>${sign(ticked ? 'checkedState' : 'uncheckedState')}</w:t>`,
        )
    })

export const inTurn =
  (...changes: readonly ((xml: string) => string)[]) =>
  (xml: string): string =>
    changes.reduce((changed, change) => change(changed), xml)
