import type { Archive } from '../../workbook/archive.ts'
import type { PartReader } from '../../workbook/parts.ts'
import { WorkbookError } from '../../workbook/workbook-error.ts'
import { type AnswerTag, isBlankRecord, paperProperties, parseTag, wholeTag } from '../answer-tags.ts'
import { factsFrom } from '../facts.ts'
import type { FilledFile, Hole } from '../filled-file.ts'
import { writtenIn } from './control.ts'
import { controlReader } from './controls.ts'
import { propertyReader } from './properties.ts'

const customProperties = 'docProps/custom.xml'

/**
 * A filled Word document → what stands in its marked controls. Everything else is passed over: text around them, macros,
 * pictures, comments, links that lead out of the file. Rejects with a WorkbookError.
 */
export async function readWord(archive: Archive, read: PartReader, main: string): Promise<FilledFile> {
  const { handler, properties } = propertyReader()
  if (archive.has(customProperties)) await read(customProperties, handler)
  const about = factsFrom(properties())
  const body = controlReader(main)
  await read(main, body.handler)
  const controls = body.controls()
  const long = longTags(properties())
  const holes = controls.flatMap((control): Hole[] => {
    const tag = parseTag(wholeTag(control.tag, long) ?? '')
    return tag === undefined ? [] : [{ tag, written: writtenIn(control), place: placeOf(tag) }]
  })
  if (holes.length === 0) throw lostMarks()
  return { kind: 'word', about, holes }
}

const longTags = (properties: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map(
    Array.from(properties).flatMap(([name, value]) =>
      name.startsWith(paperProperties.longTag) ? [[name.slice(paperProperties.longTag.length), value] as const] : [],
    ),
  )

const lostMarks = (): WorkbookError =>
  new WorkbookError(
    'marks-lost',
    'The program this document was saved with removed the marks that say which answer is which (LibreOffice before 7.5 does so). Fill in the document in Word or in a newer LibreOffice.',
  )

/** Word has no addresses, but everything to fill in has the code of its question beside it. */
function placeOf({ item, record, row, column }: AnswerTag): string {
  const parts = [
    ...(record === undefined ? [] : [isBlankRecord(record) ? `record ${record.slice(1)}` : `record ${record}`]),
    ...(row === undefined ? [] : [row]),
    ...(column === undefined ? [] : [column]),
  ]
  return [item, ...parts].join(', ')
}
