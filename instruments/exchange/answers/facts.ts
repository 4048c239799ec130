import { WorkbookError } from '../workbook/workbook-error.ts'
import { paperFormat, paperProperties } from './answer-tags.ts'
import type { FileFacts } from './filled-file.ts'

/** What a file says of itself, from its properties. Refuses files that were not made here, and formats of later days. */
export function factsFrom(properties: ReadonlyMap<string, string>): FileFacts {
  const format = properties.get(paperProperties.format)
  const named = (name: string): string => properties.get(name) ?? ''
  const [instrument, hash] = [named(paperProperties.instrument), named(paperProperties.hash)]
  if (format === undefined || instrument === '' || !/^[0-9a-f]{64}$/.test(hash)) {
    throw new WorkbookError(
      'not-an-answer-file',
      'This file was not made here, or its marks were removed. Download the questionnaire as a Word file or a workbook, and fill that in.',
    )
  }
  if (format !== paperFormat) {
    throw new WorkbookError(
      'not-an-answer-file',
      `This file is of a format that is not known here: ${format.slice(0, 40)}.`,
    )
  }
  const [unit, wave] = [named(paperProperties.unit), named(paperProperties.wave)]
  return {
    instrument,
    hash,
    version: named(paperProperties.version),
    language: named(paperProperties.language),
    standing: named(paperProperties.standing),
    ...(unit !== '' && { unit }),
    ...(wave !== '' && { wave }),
  }
}
